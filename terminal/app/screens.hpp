#pragma once

#include "terminal/desk/screen_entry.hpp"

namespace qiantai::app {

/// The terminal's screens.
Screens all_screens();

}  // namespace qiantai::app

#pragma once

#include "terminal/desk/screen_entry.hpp"

namespace qiantai::app {

ScreenEntry sync_screen();

}  // namespace qiantai::app

#pragma once

#include "terminal/desk/screen_entry.hpp"

namespace qiantai::app {

ScreenEntry holidays_screen();

}  // namespace qiantai::app

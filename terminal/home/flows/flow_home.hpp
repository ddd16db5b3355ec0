#pragma once

#include "terminal/desk/screen_entry.hpp"

namespace qiantai::app {

ScreenEntry home_screen();

}  // namespace qiantai::app

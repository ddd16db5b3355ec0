#pragma once

#include "terminal/desk/flow.hpp"
#include "terminal/figures/screens/screen_figures.hpp"

namespace qiantai::app {

ScreenEntry figures_screen();

}  // namespace qiantai::app

#pragma once

#include "terminal/desk/intents.hpp"

namespace qiantai::ui {

/// Over the screen: what it is for, and the keys that work on every screen.
std::vector<ShellIntent> draw_help(Ui& ui, const Rect& area, const Text& screen, const Text& help);

}  // namespace qiantai::ui

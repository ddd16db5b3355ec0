#pragma once

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"

namespace qiantai::ui {

/// Over the screen: who is signed in, how the terminal looks, and leaving it.
std::vector<ShellIntent> draw_person_menu(Ui& ui, const Rect& area, const Scene& scene);

}  // namespace qiantai::ui

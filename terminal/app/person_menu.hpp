#pragma once

#include <span>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/icons.hpp"

namespace qiantai::ui {

/// A screen that is opened from there.
struct MenuEntry {
    ScreenId screen;
    Icon icon;
    Text label;
};

/// Over the screen: who is signed in, how the terminal looks, what is seldom wanted, and leaving.
std::vector<ShellIntent> draw_person_menu(Ui& ui, const Rect& area, const Scene& scene,
                                          std::span<const MenuEntry> entries);

}  // namespace qiantai::ui

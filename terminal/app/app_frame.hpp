#pragma once

#include "terminal/desk/navigator.hpp"
#include "terminal/kit/keyboard/keyboard.hpp"

namespace qiantai::app {

/// What a frame is drawn from.
struct Shown {
    const ui::Scene& scene;
    const ui::StateBag& states;
    const Screens& screens;
    const Navigator& nav;
};

/// One frame of the whole terminal: whatever stage it is in, the shell around the open screen, what
/// lies over it, and the on-screen keyboard below it. Returns what was meant, in its order.
std::vector<Deferred> draw_app(ui::Ui& ui, ui::Keyboard& keyboard, const Shown& shown);

}  // namespace qiantai::app

#pragma once

#include "terminal/app/app_intents.hpp"
#include "terminal/kit/keyboard/keyboard.hpp"

namespace qiantai::ui {

/// One frame of the whole terminal: whatever stage it is in, the shell around the open screen, what
/// lies over it, and the on-screen keyboard below it.
AppIntents draw_app(Ui& ui, Keyboard& keyboard, const AppState& state);

}  // namespace qiantai::ui

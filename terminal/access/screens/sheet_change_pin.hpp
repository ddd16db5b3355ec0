#pragma once

#include "terminal/access/screens/screen_sign_in.hpp"

namespace qiantai::ui {

/// Over the open screen, while SignInState::changing: the PIN one has, then the new one twice.
void draw_change_pin(Ui& ui, const Rect& area, const SignInState& state, SignInIntents& intents);

}  // namespace qiantai::ui

#pragma once

#include "terminal/access/screens/screen_sign_in.hpp"

namespace qiantai::ui {

/// The right half of the sign-in: who is asked for what, what was wrong, and the keys.
inline constexpr float k_sign_in_pad_width = 300;
float sign_in_pad_height(const Ui& ui);
/// Of that, what stands above the first key.
float sign_in_pad_head(const Ui& ui);
void draw_sign_in_pad(Ui& ui, const Rect& area, const SignInState& state, SignInIntents& intents);

}  // namespace qiantai::ui

#pragma once

#include "terminal/access/screens/screen_sign_in.hpp"

namespace qiantai::ui {

/// The right half of the sign-in: who is asked for what, what was wrong, and the keys.
inline constexpr float k_sign_in_pad_width = 300;
/// What stands above the first key.
struct SignInPadHead {
    float remark, asked, entered;
    float high() const { return remark + asked + entered; }
};
SignInPadHead sign_in_pad_head(const Ui& ui);
/// Cuts itself off `rest`.
void draw_sign_in_pad(Ui& ui, Rect& rest, const SignInState& state, SignInIntents& intents);
/// Its parts: what is asked for with what was entered and what is wrong, and the keys.
void draw_sign_in_asked(Ui& ui, Rect& rest, const SignInState& state);
void draw_sign_in_keys(Ui& ui, const Rect& rect, const SignInState& state, SignInIntents& intents);

}  // namespace qiantai::ui

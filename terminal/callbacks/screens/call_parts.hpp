#pragma once

// What the files of the call sheet share. Each cuts itself off `rest`.

#include "terminal/callbacks/screens/screen_callbacks.hpp"

namespace qiantai::ui {

/// Words of the customer, satisfaction, next step, why somebody stays away.
void draw_call_notes(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents);
/// The outcomes, each one touch.
void draw_call_outcomes(Ui& ui, Rect& rest, const CallbacksState& state,
                        CallbacksIntents& intents);

}  // namespace qiantai::ui

#pragma once

// What the files of the call sheet share. Each cuts itself off `rest`.

#include "terminal/callbacks/screens/screen_callbacks.hpp"

namespace qiantai::ui {

/// Words of the customer, satisfaction, next step, why somebody stays away.
void draw_call_notes(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents);
/// The outcomes, each one touch; where every line counts for the script (`is_low`) those that are
/// rare stand in draw_outcome_sheet().
void draw_call_outcomes(Ui& ui, Rect& rest, const CallbacksState& state, bool is_low,
                        CallbacksIntents& intents);

/// What a manager may decide about the call. Nothing for whoever is none.
void draw_call_orders(Ui& ui, Rect& rest, const Scene& scene, const CallbacksState& state,
                      CallbacksIntents& intents);

// Over the screen.

void draw_outcome_sheet(Ui& ui, const Rect& area, const CallbacksState& state,
                        CallbacksIntents& intents);
void draw_later_sheet(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                      CallbacksIntents& intents);
void draw_call_order(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                     CallbacksIntents& intents);

}  // namespace qiantai::ui

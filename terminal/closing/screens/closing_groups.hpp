#pragma once

// The parts of the closing's page.

#include "terminal/closing/screens/screen_closing.hpp"

namespace qiantai::ui {

/// What came over from the last closed day and is still left.
void draw_carried_over(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                       ClosingIntents& intents);
/// What is missing, with its reasons; what can wait; what is done.
void draw_closing_groups(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                         ClosingIntents& intents);
/// The closings of this day: who, when, what headquarters gets.
void draw_closings_done(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state);

}  // namespace qiantai::ui

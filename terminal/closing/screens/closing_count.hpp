#pragma once

#include "terminal/closing/screens/screen_closing.hpp"

namespace qiantai::ui {

/// The day's stocktake: how far it is, what keeps it from going on, what differs and why, and that
/// the rest agrees. Nothing on a day without one. Cuts itself off `rest`.
void draw_closing_stocktake(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                            ClosingIntents& intents);

/// Who counted, checked, approved and closes, each with the time: cuts itself off `rest`.
void draw_closing_signers(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state);

}  // namespace qiantai::ui

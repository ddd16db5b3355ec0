#pragma once

// The parts of the counting desk. Each cuts itself off `rest`.

#include "terminal/stocktakes/screens/screen_counting.hpp"

namespace qiantai::ui {

/// The subject: what was scanned last, and how many of it there are now; at least so high.
void draw_count_card(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                     float least_dp, CountingIntents& intents);
/// Of which batch: asked for beside the counting, which goes on. Nothing while nothing waits.
void draw_count_waiting(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents);
void draw_counting_pad(Ui& ui, const Rect& place, const CountingState& state,
                       CountingIntents& intents);
/// The entries, the newest first, as many as fit into the height.
void draw_counting_log(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                       float height, CountingIntents& intents);
void draw_counting_by_hand(Ui& ui, Rect& rest, const CountingState& state,
                           CountingIntents& intents);

/// Which zone is counted and how far each is; first count or recount.
void draw_counting_rounds(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents);
void draw_counting_zone_cards(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                              CountingIntents& intents);
/// The zones in as many lines as they need, where there is no room for cards.
void draw_counting_zone_line(Ui& ui, Rect& rest, const CountingState& state,
                             CountingIntents& intents);
/// What has to be counted again.
void draw_recounts(Ui& ui, Rect& rest, const CountingState& state);
/// What nobody has counted yet, and that this zone is done.
void draw_counting_end(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents);
/// That it is blind, and since when the book stands still.
void draw_counting_tags(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state);

}  // namespace qiantai::ui

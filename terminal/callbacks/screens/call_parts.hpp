#pragma once

// What the files of the call sheet share. Each cuts itself off `rest`.

#include <algorithm>

#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// Buttons of one width in rows; `draw(place, index)` draws each.
template <typename Draw>
void draw_button_grid(Ui& ui, Rect& rest, std::size_t count, float least_dp, Draw draw) {
    const auto gap = ui.px(k_gap_s);
    auto columns = static_cast<int>((rest.width() + gap) / (ui.px(least_dp) + gap));
    columns = std::clamp(columns, 1, static_cast<int>(count));
    const int rows = (static_cast<int>(count) + columns - 1) / columns;
    columns = (static_cast<int>(count) + rows - 1) / rows;
    for (int row = 0; row < rows; ++row) {
        const auto line = rest.cut_top(ui.px(k_button_height), gap);
        for (int i = 0; i < columns; ++i) {
            const int index = row * columns + i;
            if (index < static_cast<int>(count)) {
                draw(line.column(i, columns, gap), static_cast<std::size_t>(index));
            }
        }
    }
}

/// Words of the customer, why somebody stays away.
void draw_call_notes(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents);
/// Satisfaction and next step, always in sight; on a low screen (`is_low`) each is one button that
/// leads to a sheet.
void draw_call_judgement(Ui& ui, Rect& rest, const CallbacksState& state, bool is_low,
                         CallbacksIntents& intents);
/// What the member says of further calls and of offers.
void draw_call_consents(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents);
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
void draw_score_sheet(Ui& ui, const Rect& area, const CallbacksState& state,
                      CallbacksIntents& intents);
void draw_next_sheet(Ui& ui, const Rect& area, const CallbacksState& state,
                     CallbacksIntents& intents);
void draw_later_sheet(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                      CallbacksIntents& intents);
void draw_call_order(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                     CallbacksIntents& intents);

}  // namespace qiantai::ui

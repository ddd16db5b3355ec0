#pragma once

// The charts of the figures' page, one card each. Each draws into the whole of its place.

#include "terminal/figures/screens/screen_figures.hpp"

namespace qiantai::ui {

/// Those of the open tab, side by side as the width allows. `free_px`: how much of the page's height
/// the first row has. Cuts itself off `rest`.
void draw_figure_cards(Ui& ui, Rect& rest, float free_px, const Scene& scene,
                       const FiguresState& state, FiguresIntents& intents);

/// Title above, rule at the foot. Returns what is left for the chart.
Rect begin_figure_card(Ui& ui, const Rect& place, const Text& title, const Text& rule);
/// Says why a breakdown can't be shown, or that there is nothing; false: it can.
bool draw_breakdown_absence(Ui& ui, const Rect& place, const domain::FigureBreakdown* breakdown);
Text count_text(const Ui& ui, const std::optional<std::int64_t>& count);

// Tab of spending, in figure_cards_spending.cpp.
void draw_bands_card(Ui& ui, const Rect& place, const Scene& scene, const FiguresState& state,
                     FiguresIntents& intents);
void draw_value_card(Ui& ui, const Rect& place, const FiguresState& state);
void draw_churn_card(Ui& ui, const Rect& place, const FiguresState& state);
void draw_category_card(Ui& ui, const Rect& place, const FiguresState& state);
void draw_month_spend_card(Ui& ui, const Rect& place, const FiguresState& state);
void draw_clerks_card(Ui& ui, const Rect& place, const Scene& scene, const FiguresState& state);

// Tab of growth, in figure_cards_growth.cpp.
void draw_months_card(Ui& ui, const Rect& place, const Scene& scene, const FiguresState& state);
void draw_ages_card(Ui& ui, const Rect& place, const FiguresState& state);
void draw_renewals_card(Ui& ui, const Rect& place, const FiguresState& state);
void draw_ranked_card(Ui& ui, const Rect& place, const Scene& scene, const FiguresState& state);

}  // namespace qiantai::ui

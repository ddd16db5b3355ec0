#include "terminal/figures/screens/figure_cards.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "assets/words/figures.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/figures/screens/figure_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_card_least_width = 340, k_first_row_least = 400, k_first_row_most = 520,
                k_later_row_height = 340;

using DrawCard = std::function<void(const Rect&)>;

void draw_card_rows(Ui& ui, Rect& rest, float free_px, const std::vector<DrawCard>& cards) {
    const auto gap = ui.px(k_gap_m);
    const bool four = cards.size() == 4;
    // Four look better as two and two than as three and one.
    const int columns = column_count(ui, rest.width(), k_card_least_width, four ? 2 : 3);
    auto high = std::clamp(free_px - gap, ui.px(k_first_row_least), ui.px(k_first_row_most));
    const int count = static_cast<int>(cards.size());
    for (int first = 0; first < count; first += columns) {
        // A last row of fewer is as wide as the others.
        const int in_row = std::min(columns, count - first);
        const auto row = rest.cut_top(high, gap);
        for (int i = 0; i < in_row; ++i) {
            cards[static_cast<std::size_t>(first + i)](row.column(i, in_row, gap));
        }
        high = ui.px(k_later_row_height);
    }
}

}  // namespace

Text count_text(const Ui& ui, const std::optional<std::int64_t>& count) {
    return count ? number_text(*count) : ui.tr(words::figures_few);
}

Rect begin_figure_card(Ui& ui, const Rect& place, const Text& title, const Text& rule) {
    auto inside = draw_card(ui, place);
    draw_card_title(ui, inside, title);
    const auto high = wrapped_height(ui, rule, TextStyle::caption, inside.width());
    const auto foot = inside.cut_bottom(high, ui.px(k_gap_m));
    divider(ui, inside.left, inside.right, foot.top - ui.px(k_gap_s));
    draw_wrapped(ui, foot, rule, TextStyle::caption, Role::ink2);
    return inside;
}

bool draw_breakdown_absence(Ui& ui, const Rect& place, const domain::FigureBreakdown* breakdown) {
    if (breakdown == nullptr) return true;
    if (const auto reason = breakdown->reason.known()) {
        draw_empty_state(ui, place, "no breakdown",
                         {.icon = Icon::chart_bar,
                          .title = figure_words(ui, domain::figure_reason_words(*reason))});
        return true;
    }
    const bool any = std::ranges::any_of(breakdown->cells, [](const domain::FigureCell& cell) {
        return cell.hidden || cell.members.value_or(0) > 0 || cell.joined.value_or(0) > 0 ||
               cell.buyers.value_or(0) > 0;
    });
    if (any) return false;
    const bool of_receipts =
        breakdown->by == domain::FigureBy::band || breakdown->by == domain::FigureBy::category;
    EmptyState none{.icon = Icon::chart_bar, .title = ui.tr(words::figures_no_records)};
    if (of_receipts) none.body = ui.tr(words::figures_no_records_body);
    draw_empty_state(ui, place, "no records", none);
    return true;
}

void draw_figure_cards(Ui& ui, Rect& rest, float free_px, const Scene& scene,
                       const FiguresState& state, FiguresIntents& intents) {
    std::vector<DrawCard> cards;
    if (state.tab == FiguresTab::spending) {
        cards = {[&](const Rect& place) { draw_bands_card(ui, place, scene, state, intents); },
                 [&](const Rect& place) { draw_value_card(ui, place, state); },
                 [&](const Rect& place) { draw_churn_card(ui, place, state); },
                 [&](const Rect& place) { draw_category_card(ui, place, state); },
                 [&](const Rect& place) { draw_month_spend_card(ui, place, state); },
                 [&](const Rect& place) { draw_clerks_card(ui, place, scene, state); }};
    } else if (state.tab == FiguresTab::growth) {
        cards = {[&](const Rect& place) { draw_months_card(ui, place, scene, state); },
                 [&](const Rect& place) { draw_ages_card(ui, place, state); },
                 [&](const Rect& place) { draw_renewals_card(ui, place, state); },
                 [&](const Rect& place) { draw_ranked_card(ui, place, scene, state); }};
    }
    if (!cards.empty()) draw_card_rows(ui, rest, free_px, cards);
}

}  // namespace qiantai::ui

// The charts of how the members grow.

#include <algorithm>
#include <functional>

#include "assets/words/figures.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/figures/screens/figure_cards.hpp"
#include "terminal/figures/screens/figure_words.hpp"
#include "terminal/kit/charts/chart_bars.hpp"
#include "terminal/kit/charts/chart_heat.hpp"
#include "terminal/kit/charts/charts.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_date.hpp"
#include "terminal/members/screens/member_words.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

using domain::FigureBy;
using domain::FigureCell;

Text age_label(const Ui& ui, const domain::FigureBands& bands, const std::string& key) {
    const auto& bounds = bands.ages;
    if (key == "none") return ui.tr(words::figures_age_unknown);
    if (key == "0") return ui.tr(words::figures_age_below, bounds.front());
    const auto found =
        std::ranges::find_if(bounds, [&](int bound) { return std::to_string(bound) == key; });
    if (found == bounds.end() || found + 1 == bounds.end()) {
        return ui.tr(words::figures_age_from, key);
    }
    return Text::data(fmt::format("{}–{}", key, *(found + 1) - 1));
}

std::vector<HeatRow> age_rows(const Ui& ui, const domain::FigureBands& bands,
                              const domain::FigureBreakdown& ages) {
    std::vector<HeatRow> rows;
    std::vector<std::string> keys;
    for (const auto& cell : ages.cells) {
        if (keys.empty() || keys.back() != cell.key) {
            keys.push_back(cell.key);
            rows.push_back({.title = age_label(ui, bands, cell.key),
                            .cells = std::vector<HeatCell>(k_codes<Gender>.size(),
                                                           HeatCell{Text::data("0")})});
        }
        const auto gender = parse_code<Gender>(cell.part).value_or(Gender::unstated);
        auto& shown = rows.back().cells[static_cast<std::size_t>(gender)];
        shown = {.text = count_text(ui, cell.members),
                 .value = static_cast<double>(cell.members.value_or(0)),
                 .hidden = !cell.members};
    }
    return rows;
}

struct RenewalLook {
    domain::RenewalState state;
    TextKey words;
    Tone tone;
};
constexpr RenewalLook k_renewal_looks[] = {
    {domain::RenewalState::early, words::figures_renewal_early, Tone::primary},
    {domain::RenewalState::in_grace, words::figures_renewal_grace, Tone::info},
    {domain::RenewalState::pending, words::figures_renewal_pending, Tone::neutral},
    {domain::RenewalState::lapsed, words::figures_renewal_lapsed, Tone::danger}};

void draw_ranked_members(Ui& ui, Rect area, std::vector<FigureCell> cells,
                         const std::function<Text(const std::string&)>& name_of) {
    std::ranges::stable_sort(cells, std::greater(),
                             [](const FigureCell& cell) { return cell.members.value_or(0); });
    std::vector<RankedBar> bars;
    for (const auto& cell : cells) {
        bars.push_back({.label = name_of(cell.key),
                        .value = static_cast<double>(cell.members.value_or(0)),
                        .shown = count_text(ui, cell.members),
                        .hidden = !cell.members});
    }
    const auto fit = static_cast<std::size_t>(area.height() / ui.px(k_ranked_row));
    draw_ranked_bars(ui, area, std::span(bars).first(std::min(bars.size(), fit)), Tone::primary);
}

}  // namespace

void draw_months_card(Ui& ui, const Rect& place, const Scene& scene, const FiguresState& state) {
    const bool with_lost = scene.shop.store_code != k_headquarters_code;
    const auto area = begin_figure_card(
        ui, place, ui.tr(words::figures_months),
        ui.tr(with_lost ? words::figures_months_rule : words::figures_months_joined_rule));
    const auto* months = state.find(FigureBy::month);
    if (draw_breakdown_absence(ui, area, months)) return;
    std::vector<double> joined, lost;
    std::vector<Text> labels;
    for (const auto& cell : months->cells) {
        joined.push_back(static_cast<double>(cell.joined.value_or(0)));
        lost.push_back(static_cast<double>(cell.lost.value_or(0)));
        labels.push_back(month_text(ui, std::stoi(cell.key.substr(5))));
    }
    std::vector<ChartLine> lines{{ui.tr(words::figures_months_joined), joined, Tone::primary}};
    if (with_lost) lines.push_back({ui.tr(words::figures_months_lost), lost, Tone::danger});
    draw_line_chart(ui, area, lines, labels);
}

void draw_ages_card(Ui& ui, const Rect& place, const FiguresState& state) {
    const auto area =
        begin_figure_card(ui, place, ui.tr(words::figures_ages), ui.tr(words::figures_ages_rule));
    const auto* ages = state.find(FigureBy::gender_age);
    if (draw_breakdown_absence(ui, area, ages)) return;
    std::vector<Text> columns;
    for (const auto& gender : k_codes<Gender>) columns.push_back(gender_text(ui, gender.code));
    const auto rows = age_rows(ui, state.answer->bands, *ages);
    draw_heat_grid(ui, area, "age", {.columns = columns, .rows = rows});
}

void draw_renewals_card(Ui& ui, const Rect& place, const FiguresState& state) {
    auto area = begin_figure_card(ui, place, ui.tr(words::figures_renewals),
                                  ui.tr(words::figures_renewals_rule));
    const auto* renewals = state.find(FigureBy::renewal);
    if (draw_breakdown_absence(ui, area, renewals)) return;
    std::vector<ChartShare> shares;
    std::int64_t all = 0;
    bool hidden = false;
    for (const auto& look : k_renewal_looks) {
        const auto cell = std::ranges::find(renewals->cells, code_of(look.state), &FigureCell::key);
        const bool there = cell != renewals->cells.end();
        const auto count = there ? cell->members : std::optional<std::int64_t>(0);
        all += count.value_or(0);
        hidden = hidden || !count;
        shares.push_back({.label = ui.tr(look.words),
                          .value = static_cast<double>(count.value_or(0)),
                          .tone = look.tone,
                          .shown = count_text(ui, count)});
    }
    draw_donut_chart(ui, area.cut_top(std::min(ui.px(220), area.height())), shares,
                     hidden ? ui.tr(words::figures_none) : number_text(all),
                     ui.tr(words::figures_renewals_center));
}

void draw_ranked_card(Ui& ui, const Rect& place, const Scene& scene, const FiguresState& state) {
    const bool stores = scene.shop.store_code == k_headquarters_code && state.store_code.empty();
    const auto area =
        begin_figure_card(ui, place, ui.tr(stores ? words::figures_stores : words::figures_tiers),
                          ui.tr(stores ? words::figures_stores_rule : words::figures_tiers_rule));
    const auto* ranked = state.find(stores ? FigureBy::store : FigureBy::tier);
    if (draw_breakdown_absence(ui, area, ranked)) return;
    draw_ranked_members(ui, area, ranked->cells, [&](const std::string& key) {
        return stores ? Text::data(store_name(scene.shop, key))
                      : tier_name_text(ui, scene.shop, key);
    });
}

}  // namespace qiantai::ui

// The charts of spending and churn.

#include <algorithm>
#include <functional>

#include "assets/words/figures.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/figures/screens/figure_cards.hpp"
#include "terminal/figures/screens/figure_words.hpp"
#include "terminal/kit/charts/chart_bars.hpp"
#include "terminal/kit/charts/chart_heat.hpp"
#include "terminal/kit/charts/charts.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_date.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"

namespace qiantai::ui {
namespace {

using domain::FigureBy;
using domain::FigureCell;

constexpr std::string_view k_did_not_buy = "none";
constexpr std::size_t k_categories_shown = 6, k_reasons_shown = 4;
constexpr std::int64_t k_fen_of_thousand = 100'000;

/// The bands in their order with the tiers of each.
struct BandRow {
    std::string key;
    std::vector<std::optional<std::int64_t>> tiers;  ///< absent: hidden
    bool hidden = false;

    std::int64_t total() const {
        std::int64_t sum = 0;
        for (const auto& count : tiers) sum += count.value_or(0);
        return sum;
    }
};

/// The chain's tiers from the lowest up, those first that members have.
std::vector<std::string> tiers_of(const Shop& shop, const domain::FigureBreakdown& bands) {
    std::vector<std::string> tiers;
    for (const auto& tier : shop.tiers) tiers.push_back(tier.code);
    for (const auto& cell : bands.cells) {
        if (std::ranges::find(tiers, cell.part) == tiers.end()) tiers.push_back(cell.part);
    }
    std::erase_if(tiers, [&](const std::string& tier) {
        return std::ranges::find(bands.cells, tier, &FigureCell::part) == bands.cells.end();
    });
    return tiers;
}

std::vector<BandRow> band_rows(const domain::FigureBreakdown& bands,
                               std::span<const std::string> tiers) {
    std::vector<BandRow> rows;
    for (const auto& cell : bands.cells) {
        auto row = std::ranges::find(rows, cell.key, &BandRow::key);
        if (row == rows.end()) {
            rows.push_back({cell.key, std::vector<std::optional<std::int64_t>>(tiers.size(), 0)});
            row = rows.end() - 1;
        }
        const auto tier = std::ranges::find(tiers, cell.part) - tiers.begin();
        row->tiers[static_cast<std::size_t>(tier)] = cell.members;
        row->hidden = row->hidden || cell.hidden;
    }
    return rows;
}

Text band_label(const Ui& ui, const domain::FigureBands& bands, const std::string& key) {
    const auto& bounds = bands.spend_yuan;
    if (key == "0") return ui.tr(words::figures_band_below, bounds.front());
    const auto next =
        std::ranges::find_if(bounds, [&](int bound) { return std::to_string(bound) == key; });
    if (next == bounds.end() || next + 1 == bounds.end()) {
        return ui.tr(words::figures_band_from, key);
    }
    return Text::data(fmt::format("{}–{}", key, *(next + 1)));
}

/// Where it begins alone: all of them stand side by side.
Text short_band_label(const Ui& ui, const domain::FigureBands& bands, const std::string& key) {
    if (key == "0") return band_label(ui, bands, key);
    return Text::data(key + "+");
}

// What the touched bar says, or what is in none.
Text band_sentence(const Ui& ui, const Shop& shop, const FiguresState& state,
                   std::span<const BandRow> rows, std::span<const std::string> tiers) {
    std::vector<const BandRow*> shown;
    const BandRow* none = nullptr;
    for (const auto& row : rows) {
        if (row.key == k_did_not_buy)
            none = &row;
        else
            shown.push_back(&row);
    }
    if (state.band && *state.band < shown.size()) {
        const auto& row = *shown[*state.band];
        const auto total = row.hidden ? ui.tr(words::figures_few) : number_text(row.total());
        auto sentence = ui.tr(words::figures_band_people,
                              band_label(ui, state.answer->bands, row.key).utf8(), total.utf8())
                            .utf8();
        for (std::size_t i = 0; i < tiers.size() && !row.hidden; ++i) {
            if (row.tiers[i].value_or(0) == 0) continue;
            sentence += fmt::format(" · {} {}", tier_name_text(ui, shop, tiers[i]).utf8(),
                                    number_text(*row.tiers[i]).utf8());
        }
        return Text::data(sentence);
    }
    if (none == nullptr) return {};
    const auto count = none->hidden ? ui.tr(words::figures_few) : number_text(none->total());
    return ui.tr(words::figures_band_none, count.utf8());
}

struct GroupWords {
    TextKey title, note;
};
constexpr GroupWords k_group_words[] = {
    {words::figures_group_value, words::figures_group_value_note},
    {words::figures_group_grow, words::figures_group_grow_note},
    {words::figures_group_keep, words::figures_group_keep_note},
    {words::figures_group_retain, words::figures_group_retain_note}};
constexpr std::size_t k_groups_of_money = std::size(k_group_words);

HeatCell heat_cell(const Ui& ui, const FigureCell& cell) {
    return {.text = count_text(ui, cell.members),
            .value = static_cast<double>(cell.members.value_or(0)),
            .hidden = !cell.members};
}

void draw_classes(Ui& ui, Rect rest, const domain::FigureBreakdown& classes) {
    std::int64_t all = 0;
    for (const auto& cell : classes.cells) {
        all += std::max<std::int64_t>(cell.spend.value_or(Fen()).count(), 0);
    }
    std::vector<SplitPart> parts;
    for (const auto& cell : classes.cells) {
        if (cell.key == "none") continue;
        std::string letter(1, static_cast<char>(cell.key.front() - 'a' + 'A'));
        parts.push_back({Text::data(letter + " " + count_text(ui, cell.members).utf8()),
                         static_cast<double>(cell.members.value_or(0))});
    }
    const auto& first = classes.cells.front();
    const auto share = domain::permille_of(first.spend.value_or(Fen()).count(), all);
    const auto words = ui.tr(
        words::figures_classes, count_text(ui, first.members).utf8(),
        share && !first.hidden
            ? figure_number(ui, domain::FigureUnit::permille, *share, FigureLength::brief).utf8()
            : ui.tr(words::figures_none).utf8());
    draw_text(ui, rest.cut_top(ui.px(24), ui.px(k_gap_xs)), Text::data(words.utf8()),
              TextStyle::small, Role::ink);
    draw_split_bar(ui, rest.cut_top(ui.px(26)), parts);
}

/// Red is for loss alone.
Tone ring_tone(domain::ChurnState state) {
    constexpr Tone k_tones[] = {Tone::info, Tone::primary, Tone::neutral, Tone::warning,
                                Tone::danger};
    return k_tones[static_cast<std::size_t>(state)];
}

Text state_note(const Ui& ui, const domain::ChurnPolicy& days, domain::ChurnState state) {
    using enum domain::ChurnState;
    switch (state) {
        case fresh:
            return ui.tr(words::figures_state_new, days.new_days);
        case active:
            return ui.tr(words::figures_state_until, days.active_days);
        case asleep:
            return ui.tr(words::figures_state_between, days.active_days + 1, days.asleep_days);
        case warned:
            return ui.tr(words::figures_state_between, days.asleep_days + 1, days.warned_days);
        case lost:
            return ui.tr(words::figures_state_beyond, days.warned_days);
    }
    return {};
}

void draw_reasons(Ui& ui, Rect rest, const domain::FigureBreakdown* reasons) {
    if (reasons == nullptr || !reasons->reason.empty()) return;
    std::int64_t asked = 0;
    for (const auto& cell : reasons->cells) asked += cell.members.value_or(0);
    if (asked == 0) {
        draw_wrapped(ui, rest, ui.tr(words::figures_reasons_none), TextStyle::small, Role::ink2);
        return;
    }
    draw_text(ui, rest.cut_top(ui.px(24)),
              Text::data(ui.tr(words::figures_reasons, number_text(asked).utf8()).utf8()),
              TextStyle::small, Role::ink2);
    std::vector<RankedBar> bars;
    for (const auto& cell : reasons->cells) {
        if (bars.size() == k_reasons_shown || rest.height() < ui.px(k_ranked_row)) break;
        bars.push_back({.label = loss_reason_text(ui, Coded<LossReason>::of_text(cell.key)),
                        .value = static_cast<double>(cell.members.value_or(0)),
                        .shown = count_text(ui, cell.members),
                        .hidden = !cell.members});
    }
    const auto fit = static_cast<std::size_t>(rest.height() / ui.px(k_ranked_row));
    draw_ranked_bars(ui, rest, std::span(bars).first(std::min(bars.size(), fit)), Tone::warning);
}

}  // namespace

void draw_bands_card(Ui& ui, const Rect& place, const Scene& scene, const FiguresState& state,
                     FiguresIntents& intents) {
    auto rule = ui.tr(words::figures_bands_rule);
    auto area = begin_figure_card(ui, place, ui.tr(words::figures_bands), rule);
    const auto* bands = state.find(FigureBy::band);
    if (draw_breakdown_absence(ui, area, bands)) return;
    const auto tiers = tiers_of(scene.shop, *bands);
    const auto rows = band_rows(*bands, tiers);
    const auto sentence = band_sentence(ui, scene.shop, state, rows, tiers);
    const auto high = wrapped_height(ui, sentence, TextStyle::small, area.width());
    draw_wrapped(ui, area.cut_bottom(high, ui.px(k_gap_s)), sentence, TextStyle::small, Role::ink);
    std::vector<Text> names;
    for (const auto& tier : tiers) {
        names.push_back(Text::data(tier_name_text(ui, scene.shop, tier).utf8()));
    }
    std::vector<StackedBar> bars;
    for (const auto& row : rows) {
        if (row.key == k_did_not_buy) continue;
        StackedBar bar{.label = short_band_label(ui, state.answer->bands, row.key),
                       .total = row.hidden ? ui.tr(words::figures_few) : number_text(row.total()),
                       .hidden = row.hidden};
        for (const auto& count : row.tiers) {
            bar.parts.push_back(static_cast<double>(count.value_or(0)));
        }
        bars.push_back(std::move(bar));
    }
    const auto touched =
        draw_stacked_bars(ui, area, "band", {.parts = names, .bars = bars, .chosen = state.band});
    if (touched) intents.add(figures::ChooseBand{*touched});
}

void draw_value_card(Ui& ui, const Rect& place, const FiguresState& state) {
    auto area = begin_figure_card(ui, place, ui.tr(words::figures_values),
                                  ui.tr(words::figures_values_rule));
    const auto* values = state.find(FigureBy::value_group);
    if (draw_breakdown_absence(ui, area, values)) return;
    std::int64_t all = 0;
    for (const auto& cell : values->cells) all += cell.members.value_or(0);
    const bool hidden = std::ranges::any_of(values->cells, &FigureCell::hidden);
    if (!hidden) {
        draw_text(ui, area.cut_top(ui.px(22)),
                  Text::data(ui.tr(words::figures_values_count, number_text(all).utf8()).utf8()),
                  TextStyle::small, Role::ink2);
    }
    if (const auto* classes = state.find(FigureBy::spend_class)) {
        draw_classes(ui, area.cut_bottom(ui.px(56), ui.px(k_gap_s)), *classes);
    }
    std::vector<HeatRow> rows;
    for (std::size_t i = 0; i < k_groups_of_money; ++i) {
        rows.push_back({.title = ui.tr(k_group_words[i].title),
                        .note = ui.tr(k_group_words[i].note),
                        .cells = {heat_cell(ui, values->cells[i]),
                                  heat_cell(ui, values->cells[i + k_groups_of_money])}});
    }
    const std::array columns{ui.tr(words::figures_important), ui.tr(words::figures_common)};
    draw_heat_grid(ui, area, "value", {.columns = columns, .rows = rows});
}

void draw_churn_card(Ui& ui, const Rect& place, const FiguresState& state) {
    auto area = begin_figure_card(ui, place, ui.tr(words::figures_states),
                                  ui.tr(words::figures_states_rule));
    const auto* states = state.find(FigureBy::state);
    if (draw_breakdown_absence(ui, area, states)) return;
    std::vector<ChartShare> shares;
    std::int64_t all = 0;
    bool hidden = false;
    for (const auto& [value, code] : k_codes<domain::ChurnState>) {
        const auto cell = std::ranges::find(states->cells, code, &FigureCell::key);
        const bool there = cell != states->cells.end();
        const std::optional<std::int64_t> count =
            there ? cell->members : std::optional<std::int64_t>(0);
        all += count.value_or(0);
        hidden = hidden || !count;
        shares.push_back({.label = churn_text(ui, Coded<domain::ChurnState>(value)),
                          .value = static_cast<double>(count.value_or(0)),
                          .tone = ring_tone(value),
                          .note = state_note(ui, state.answer->churn, value),
                          .shown = count_text(ui, count)});
    }
    const auto ring = std::min(ui.px(190), area.height() * 0.52f);
    draw_donut_chart(ui, area.cut_top(ring, ui.px(k_gap_m)), shares,
                     hidden ? ui.tr(words::figures_none) : number_text(all),
                     ui.tr(words::figures_states_center));
    draw_reasons(ui, area, state.find(FigureBy::loss_reason));
}

void draw_category_card(Ui& ui, const Rect& place, const FiguresState& state) {
    const auto area = begin_figure_card(ui, place, ui.tr(words::figures_categories),
                                        ui.tr(words::figures_categories_rule));
    const auto* categories = state.find(FigureBy::category);
    if (draw_breakdown_absence(ui, area, categories)) return;
    std::vector<RankedBar> bars;
    std::int64_t rest_fen = 0;
    const auto shown = [&](std::int64_t fen) {
        return figure_number(ui, domain::FigureUnit::fen, fen, FigureLength::brief);
    };
    for (const auto& cell : categories->cells) {
        const auto fen = cell.spend.value_or(Fen()).count();
        if (bars.size() >= k_categories_shown && !cell.hidden) {
            rest_fen += fen;
            continue;
        }
        bars.push_back(
            {.label = cell.key.empty() ? ui.tr(words::figures_category_none) : Text::data(cell.key),
             .value = static_cast<double>(fen),
             .shown = cell.hidden ? ui.tr(words::figures_few) : shown(fen),
             .hidden = cell.hidden});
    }
    if (rest_fen > 0) {
        bars.push_back({.label = ui.tr(words::figures_category_rest),
                        .value = static_cast<double>(rest_fen),
                        .shown = shown(rest_fen)});
    }
    draw_pareto(ui, area, bars);
}

void draw_month_spend_card(Ui& ui, const Rect& place, const FiguresState& state) {
    const auto area = begin_figure_card(ui, place, ui.tr(words::figures_month_spend),
                                        ui.tr(words::figures_month_spend_rule));
    const auto* months = state.find(FigureBy::month);
    if (draw_breakdown_absence(ui, area, months)) return;
    std::vector<StackedBar> bars;
    for (const auto& cell : months->cells) {
        const auto fen = cell.spend.value_or(Fen()).count();
        const bool last = &cell == &months->cells.back();
        const auto thousands = (fen + k_fen_of_thousand / 2) / k_fen_of_thousand;
        bars.push_back({.label = month_text(ui, std::stoi(cell.key.substr(5))),
                        .parts = {static_cast<double>(std::max<std::int64_t>(fen, 0))},
                        .total = cell.hidden ? ui.tr(words::figures_few) : number_text(thousands),
                        .hidden = cell.hidden,
                        .part_known = last && !state.answer->period.over});
    }
    draw_stacked_bars(ui, area, "month", {.bars = bars});
}

void draw_clerks_card(Ui& ui, const Rect& place, const Scene& scene, const FiguresState& state) {
    auto area = begin_figure_card(ui, place, ui.tr(words::figures_clerks),
                                  ui.tr(words::figures_clerks_rule));
    const auto* clerks = state.find(FigureBy::clerk);
    if (draw_breakdown_absence(ui, area, clerks)) return;
    auto cells = clerks->cells;
    std::ranges::stable_sort(cells, std::greater(),
                             [](const FigureCell& cell) { return cell.spend.value_or(Fen()); });
    std::vector<RankedBar> bars;
    for (const auto& cell : cells) {
        const auto name = scene.shop.staff_names.find(cell.key);
        bars.push_back({.label = cell.key.empty() ? ui.tr(words::figures_clerk_none)
                                 : name == scene.shop.staff_names.end() ? Text::data(cell.key)
                                                                        : Text::data(name->second),
                        .value = static_cast<double>(cell.spend.value_or(Fen()).count()),
                        .shown = cell.spend
                                     ? figure_number(ui, domain::FigureUnit::fen,
                                                     cell.spend->count(), FigureLength::brief)
                                     : ui.tr(words::figures_few),
                        .hidden = !cell.spend});
    }
    const auto fit = static_cast<std::size_t>(area.height() / ui.px(k_ranked_row));
    draw_ranked_bars(ui, area, std::span(bars).first(std::min(bars.size(), fit)), Tone::primary);
}

}  // namespace qiantai::ui

// One figure with its numbers and its rule, and the choice of a store.

#include <algorithm>

#include "assets/words/figures.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/figures/screens/figure_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

using domain::FigureUnit;

constexpr float k_figure_sheet_width = 620;

/// What a numerator or denominator is counted in: of an average both have units of their own.
Text part_text(const Ui& ui, const domain::FigureDefinition& definition, std::int64_t value,
               bool is_numerator) {
    const bool money = is_numerator && (definition.unit == FigureUnit::fen ||
                                        definition.id == domain::FigureId::member_spend_share ||
                                        definition.id == domain::FigureId::refund_rate);
    const bool both_money = definition.id == domain::FigureId::member_spend_share ||
                            definition.id == domain::FigureId::refund_rate ||
                            definition.id == domain::FigureId::variance_rate ||
                            definition.id == domain::FigureId::variance_rate_net;
    if (money || both_money) return money_text(Fen(value));
    if (is_numerator && definition.unit == FigureUnit::duration_ms) {
        return figure_number(ui, FigureUnit::duration_ms, value, FigureLength::exact);
    }
    return number_text(value);
}

std::vector<Fact> figure_facts_of(const Ui& ui, const domain::FigurePeriod& period,
                                  const domain::FigureDefinition& definition,
                                  const domain::FigureValue& value) {
    const auto number = [&](const std::optional<std::int64_t>& one) {
        return one ? figure_number(ui, definition.unit, *one, FigureLength::exact)
                   : ui.tr(words::figures_none);
    };
    std::vector<Fact> facts{
        {.label = ui.tr(words::figures_value), .value = number(value.value)},
        {.label = ui.tr(period.over ? words::figures_before : words::figures_before_days),
         .value = number(value.before)},
        {.label = ui.tr(words::figures_last_year), .value = number(value.last_year)}};
    if (value.denominator) {
        facts.push_back({.label = ui.tr(words::figures_numerator),
                         .value = part_text(ui, definition, value.numerator.value_or(0), true),
                         .note = figure_words(ui, definition.numerator)});
        facts.push_back({.label = ui.tr(words::figures_denominator),
                         .value = part_text(ui, definition, *value.denominator, false),
                         .note = figure_words(ui, definition.denominator)});
    }
    return facts;
}

bool draw_one_figure(Ui& ui, const Rect& area, const FiguresState& state) {
    const auto& definition = domain::figure_definition(*state.open);
    const auto& value = *state.find(*state.open);
    bool closed = false;
    const auto panel = draw_sheet(ui, area, {.width_dp = k_figure_sheet_width}, [&](Rect& rest) {
        closed = draw_sheet_title(
            ui, rest,
            {.what = ui.tr(words::figures_rule), .whom = figure_words(ui, definition.name)});
        draw_paragraph(ui, rest, figure_formula(ui, definition), TextStyle::body, Role::ink,
                       k_gap_m);
        const auto remark = figure_remark(ui, value);
        if (!remark.empty()) {
            draw_banner(ui, rest, "remark",
                        {.tone = value.value ? Tone::warning : Tone::info, .text = remark});
            rest.cut_top(ui.px(k_gap_m));
        }
        const auto facts = figure_facts_of(ui, state.answer->period, definition, value);
        draw_facts(ui, rest, facts);
        if (!definition.note.zh.empty()) {
            rest.cut_top(ui.px(k_gap_s));
            draw_paragraph(ui, rest, figure_words(ui, definition.note), TextStyle::small,
                           Role::ink2);
        }
        if (!state.answer->period.over) {
            draw_paragraph(ui, rest, ui.tr(words::figures_not_over), TextStyle::small, Role::ink2);
        }
        if (!state.answer->shows_people) {
            draw_paragraph(ui, rest, ui.tr(words::figures_few_note), TextStyle::small, Role::ink2);
        }
    });
    return closed || panel.dismissed;
}

/// All, then each by its code.
std::vector<std::string> stores_to_choose(const Shop& shop) {
    std::vector<std::string> codes{std::string()};
    for (const auto& [code, name] : shop.stores) {
        if (code != k_headquarters_code) codes.push_back(code);
    }
    return codes;
}

}  // namespace

void draw_figures_sheet(Ui& ui, const Rect& area, const Scene& scene, const FiguresState& state,
                        FiguresIntents& intents) {
    if (state.open && state.find(*state.open) != nullptr) {
        if (draw_one_figure(ui, area, state)) intents.add(figures::Open{});
        return;
    }
    const auto codes = stores_to_choose(scene.shop);
    std::vector<Text> options{ui.tr(words::figures_all_stores)};
    for (std::size_t i = 1; i < codes.size(); ++i) {
        options.push_back(Text::data(store_name(scene.shop, codes[i])));
    }
    const auto chosen = std::ranges::find(codes, state.store_code) - codes.begin();
    const auto answer = draw_choice_sheet(
        ui, area, {{ui.tr(words::figures_choose_store), {}}, options, static_cast<int>(chosen)});
    if (answer.chosen) {
        intents.add(figures::SetStore{codes[static_cast<std::size_t>(*answer.chosen)]});
    } else if (answer.dismissed) {
        intents.add(figures::ChooseStore{false});
    }
}

}  // namespace qiantai::ui

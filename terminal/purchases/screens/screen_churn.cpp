// The days by which members count as new, active, asleep, warned and lost: told to the stores, set by
// headquarters.

#include <algorithm>
#include <charconv>

#include "assets/words/purchases.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"
#include "terminal/purchases/screens/screen_tiers.hpp"

namespace qiantai::ui {
namespace {

using domain::ChurnState;

constexpr float k_churn_beside_dp = 900, k_churn_told_width = 420, k_churn_row_height = 60;
constexpr std::size_t k_churn_characters = 4;
constexpr std::array k_churn_labels{words::churn_rule_new, words::churn_rule_active,
                                    words::churn_rule_asleep, words::churn_rule_warned};

void draw_churn_state(Ui& ui, Rect line, ChurnState state, const Text& when) {
    float names = 0;
    for (const auto& [each, code] : k_codes<ChurnState>) {
        names = std::max(names, tag_width(ui, churn_text(ui, each)));
    }
    const auto name = churn_text(ui, state);
    draw_tag(ui, line.cut_left(names, ui.px(k_gap_m)).cut_left(tag_width(ui, name)), name,
             churn_tone(state));
    draw_text(ui, line, when, TextStyle::body, Role::ink);
}

// What the days mean, said as they stand there.
float draw_churn_told(Ui& ui, Rect rest, const domain::ChurnPolicy& days) {
    {
        Card card(ui, rest);
        draw_card_title(ui, card.inside, ui.tr(words::churn_rule_told));
        const auto row = [&](ChurnState state, const Text& when) {
            draw_churn_state(ui, card.inside.cut_top(ui.px(k_churn_row_height)), state, when);
        };
        row(ChurnState::fresh, ui.tr(words::churn_told_new, days.new_days));
        row(ChurnState::active, ui.tr(words::churn_told_active, days.active_days));
        row(ChurnState::asleep,
            ui.tr(words::churn_told_between, days.active_days + 1, days.asleep_days));
        row(ChurnState::warned,
            ui.tr(words::churn_told_between, days.asleep_days + 1, days.warned_days));
        row(ChurnState::lost, ui.tr(words::churn_told_lost, days.warned_days));
        draw_paragraph(ui, card.inside, ui.tr(words::churn_told_note), TextStyle::small,
                       Role::ink2);
    }
    return rest.top;
}

float draw_churn_form(Ui& ui, const Rect& rest, const TiersState& state, TiersIntents& intents) {
    Form form(ui, rest, 2);
    for (std::size_t i = 0; i < k_churn_fields.size(); ++i) {
        const auto result =
            form.text(k_churn_fields[i], state.churn_edit.typed[i],
                      {.label = ui.tr(k_churn_labels[i]),
                       .error = field_error(ui, state.churn_errors, k_churn_fields[i]),
                       .kind = FieldKind::digits,
                       .characters_max = k_churn_characters});
        if (result.changed) intents.add(tiers::TypeChurn{i, *result.changed});
    }
    return form.bottom();
}

Text churn_note(const Ui& ui, const Shop& shop, const TiersState& state) {
    if (!state.churn_errors.empty()) return error_text(ui, state.churn_errors.begin()->second);
    if (!state.churn->since) return ui.tr(words::churn_rule_usual);
    return ui.tr(words::churn_rule_since, date_text(ui, shop, *state.churn->since).utf8());
}

void draw_churn_bar(Ui& ui, const FormPlan& plan, const Scene& scene, const TiersState& state,
                    TiersIntents& intents) {
    const FormBar bar{
        .save = ui.tr(words::churn_rule_put),
        .save_style = {.kind = ButtonKind::primary, .icon = Icon::check, .busy = state.saving},
        .give_up = ui.tr(words::tier_rule_reset),
        .note = churn_note(ui, scene.shop, state),
        .note_is_wrong = !state.churn_errors.empty()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(tiers::SaveChurn{});
            break;
        case FormBarAnswer::give_up:
            intents.add(tiers::ResetChurn{});
            break;
    }
}

}  // namespace

ChurnEdit edit_of(const domain::ChurnPolicy& days) {
    return {{std::to_string(days.new_days), std::to_string(days.active_days),
             std::to_string(days.asleep_days), std::to_string(days.warned_days)}};
}

domain::ChurnPolicy churn_of(const ChurnEdit& edit) {
    std::array<int, 4> days{};
    for (std::size_t i = 0; i < days.size(); ++i) {
        const auto& typed = edit.typed[i];
        const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), days[i]);
        if (read.ptr != typed.data() + typed.size()) days[i] = 0;
    }
    return {days[0], days[1], days[2], days[3]};
}

void draw_churn(Ui& ui, const Rect& area, const Scene& scene, const TiersState& state,
                TiersIntents& intents) {
    if (!state.churn) {
        if (draw_page_absence(ui, area, state.error)) intents.add(tiers::Reload{});
        return;
    }
    const bool sets = scene.has_right(domain::Right::admin_policies);
    const auto plan = sets ? plan_form(ui, area) : FormPlan{.form = area, .bar = {}, .ground = {}};
    {
        ScrollArea scroll(ui, "churn", plan.form);
        auto rest = form_content(ui, scroll.content());
        const auto typed = churn_of(state.churn_edit);
        const bool usable = domain::check_churn_policy(typed).ok();
        const auto& told = sets && usable ? typed : state.churn->days;
        if (!sets) {
            rest.right = std::min(rest.right, rest.left + ui.px(k_text_width));
            scroll.finish(draw_churn_told(ui, rest, told));
        } else {
            const bool beside = rest.width() >= ui.px(k_churn_beside_dp);
            auto below = rest;
            if (beside) below = rest.cut_right(ui.px(k_churn_told_width), ui.px(k_gap_xl));
            const auto bottom = draw_churn_form(ui, rest, state, intents);
            if (!beside) below.top = bottom + ui.px(k_gap);
            scroll.finish(std::max(bottom, draw_churn_told(ui, below, told)));
        }
    }
    if (sets) draw_churn_bar(ui, plan, scene, state, intents);
}

}  // namespace qiantai::ui

// The rule of tiers as a form: tried on the store's members, put in force by headquarters.

#include "assets/words/purchases.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/purchases/screens/day_stepper.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"
#include "terminal/purchases/screens/screen_tiers.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_beside_rule_dp = 900, k_outcome_width = 420, k_rule_switch_height = 60;
constexpr float k_from_sheet_width = 640, k_move_row_height = 60;
constexpr int k_window_most = 60, k_notice_most = 90;
constexpr std::size_t k_threshold_characters = 11;

constexpr ErrorKind k_threshold_malformed{
    "threshold_malformed", Actor::administrator,
    "An amount in yuan of more than the tier below, and no more to keep than to rise.",
    "请填写金额：升级须高于下一级，保级不高于升级。"};

bool edits_rule(const Scene& scene) {
    return scene.has_right(domain::Right::members_assign) ||
           scene.has_right(domain::Right::admin_policies);
}

std::optional<Fen> threshold(const std::string& typed) {
    const auto amount = Fen::parse(typed);
    if (!amount || *amount < Fen() || *amount > domain::k_purchase_amount_max) return std::nullopt;
    return amount;
}

bool is_step(const RuleRow& row) {
    return !row.rise_typed.empty() || !row.keep_typed.empty();
}

std::string yuan(Fen amount) {
    auto text = amount.text();
    return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

/// Of the members who have a tier now: how many rise, fall and stay.
struct TierOutcome {
    std::string tier;
    int now = 0, rise = 0, fall = 0, after = 0;
};

std::vector<TierOutcome> outcomes_of(const std::vector<domain::TierMove>& moves,
                                     const std::vector<domain::Tier>& tiers) {
    const auto rank = [&](const std::string& code) {
        const auto found = std::ranges::find(tiers, code, &domain::Tier::code);
        return found == tiers.end() ? std::int64_t{-1} : found->rank;
    };
    std::vector<TierOutcome> outcomes;
    const auto of = [&](const std::string& tier) -> TierOutcome& {
        const auto found = std::ranges::find(outcomes, tier, &TierOutcome::tier);
        if (found != outcomes.end()) return *found;
        return outcomes.emplace_back(TierOutcome{.tier = tier});
    };
    for (const auto& tier : tiers) of(tier.code);
    for (const auto& move : moves) {
        auto& from = of(move.from_tier);
        from.now += move.members;
        const bool moved = move.from_tier != move.to_tier;
        const bool up = moved && rank(move.to_tier) > rank(move.from_tier);
        if (moved) (up ? from.rise : from.fall) += move.members;
        of(move.to_tier).after += move.members;
    }
    std::erase_if(outcomes, [](const TierOutcome& one) { return one.now == 0 && one.after == 0; });
    return outcomes;
}

void draw_outcome_row(Ui& ui, Rect line, const Shop& shop, const TierOutcome& one, bool last) {
    if (!last) divider(ui, line.left, line.right, line.bottom - 1);
    const auto counts = ui.tr(words::tier_try_counts, one.now, one.after);
    const auto wide = text_width(ui, counts.utf8(), TextStyle::body_strong) + 1;
    draw_text(ui, line.cut_right(wide, ui.px(k_gap)), counts, TextStyle::body_strong, Role::ink,
              Align::right);
    const auto tag = [&](TextKey key, int count, Tone tone) {
        if (count == 0) return;
        const auto words = ui.tr(key, count);
        draw_tag(ui, line.cut_right(tag_width(ui, words), ui.px(k_gap_s)), words, tone);
    };
    tag(words::tier_try_fall, one.fall, Tone::warning);
    tag(words::tier_try_rise, one.rise, Tone::success);
    draw_text(ui, line, tier_name_text(ui, shop, one.tier), TextStyle::body, Role::ink);
}

// Of the announced rule as it stands.
bool shows_forecast(const TiersState& state) {
    return state.forecast && state.shown == RuleShown::coming && !state.is_touched();
}

float draw_outcome(Ui& ui, Rect rest, const Scene& scene, const TiersState& state) {
    if (shows_forecast(state)) return draw_tier_forecast(ui, rest, scene, *state.forecast);
    {
        Card card(ui, rest);
        draw_card_title(ui, card.inside, ui.tr(words::tier_try_title));
        if (!scene.has_right(domain::Right::members_assign)) {
            const bool sets = scene.has_right(domain::Right::admin_policies);
            draw_paragraph(ui, card.inside,
                           ui.tr(sets ? words::tier_try_in_stores : words::tier_try_manager),
                           TextStyle::body, Role::ink2);
        } else if (!state.moves) {
            draw_paragraph(ui, card.inside, ui.tr(words::tier_try_body), TextStyle::body,
                           Role::ink2);
        } else if (state.moves->empty()) {
            draw_paragraph(ui, card.inside, ui.tr(words::tier_try_nobody), TextStyle::body,
                           Role::ink2);
        } else {
            const auto outcomes = outcomes_of(*state.moves, scene.shop.tiers);
            for (const auto& one : outcomes) {
                draw_outcome_row(ui, card.inside.cut_top(ui.px(k_move_row_height)), scene.shop, one,
                                 &one == &outcomes.back());
            }
            card.inside.cut_top(ui.px(k_gap_s));
            draw_paragraph(ui, card.inside, ui.tr(words::tier_try_note), TextStyle::small,
                           Role::ink2);
        }
    }
    return rest.top;
}

struct RuleForm {
    Ui& ui;
    Form& form;
    const Scene& scene;
    const TiersState& state;
    TiersIntents& intents;

    void draw_step(std::size_t index) const {
        const auto& row = state.edit.rows[index];
        const auto name = tier_name_text(ui, scene.shop, row.tier).utf8();
        const auto label = [&](TextKey key) { return Text::data(ui.tr(key, name).utf8()); };
        const auto rise = form.text("rise " + row.tier, row.rise_typed,
                                    {.label = label(words::tier_rule_rise),
                                     .hint = ui.tr(words::tier_rule_rise_hint),
                                     .error = field_error(ui, state.errors, "rise " + row.tier),
                                     .kind = FieldKind::amount,
                                     .characters_max = k_threshold_characters});
        if (rise.changed) intents.add(tiers::TypeRise{index, *rise.changed});
        const auto keep = form.text("keep " + row.tier, row.keep_typed,
                                    {.label = label(words::tier_rule_keep),
                                     .hint = ui.tr(words::tier_rule_keep_hint),
                                     .error = field_error(ui, state.errors, "keep " + row.tier),
                                     .kind = FieldKind::amount,
                                     .characters_max = k_threshold_characters});
        if (keep.changed) intents.add(tiers::TypeKeep{index, *keep.changed});
    }

    void draw() const {
        const auto window =
            draw_stepper(ui, form.control(ui.tr(words::tier_rule_window)), "window",
                         ui.tr(words::tier_rule_window),
                         {.value = state.edit.window_months, .least = 1, .most = k_window_most});
        if (window) intents.add(tiers::SetWindow{*window});
        const auto notice =
            draw_stepper(ui, form.control(ui.tr(words::tier_rule_notice)), "notice",
                         ui.tr(words::tier_rule_notice),
                         {.value = state.edit.notice_days, .least = 0, .most = k_notice_most});
        if (notice) intents.add(tiers::SetNotice{*notice});
        if (state.edit.rows.empty()) return;
        const auto first = tier_name_text(ui, scene.shop, state.edit.rows.front().tier);
        draw_paragraph(ui, form.whole_row(),
                       Text::data(ui.tr(words::tier_rule_begins, first.utf8()).utf8()),
                       TextStyle::small, Role::ink2);
        for (std::size_t i = 1; i < state.edit.rows.size(); ++i) draw_step(i);
    }
};

// For whoever may neither try nor set it: only told.
float draw_rule_told(Ui& ui, Rect rest, const Scene& scene, const domain::TierRule& rule) {
    {
        Card card(ui, rest);
        draw_card_title(ui, card.inside, ui.tr(words::tier_rule_of, rule.version));
        draw_paragraph(ui, card.inside,
                       ui.tr(words::tier_rule_told, rule.window_months, rule.notice_days),
                       TextStyle::body, Role::ink2, k_gap_s);
        for (const auto& step : rule.steps) {
            const bool first = &step == &rule.steps.front();
            const ListRow row{
                .title = tier_name_text(ui, scene.shop, step.tier),
                .subtitle = first ? ui.tr(words::tier_rule_first)
                                  : ui.tr(words::tier_rule_step, money_text(step.rise).utf8(),
                                          money_text(step.keep).utf8()),
                .icon = Icon::star,
                .icon_tone = Tone::primary,
                .last = &step == &rule.steps.back()};
            draw_list_row_still(ui, card.inside.cut_top(ui.px(k_row_height)), row);
        }
    }
    return rest.top;
}

// Which rule the form begins with, where headquarters has announced another one.
void draw_rule_switch(Ui& ui, Rect& rest, const Shop& shop, const TiersState& state,
                      TiersIntents& intents) {
    if (!state.rules->coming) return;
    const std::array rules{
        ui.tr(words::tier_rule_in_force),
        ui.tr(words::tier_rule_coming, date_text(ui, shop, *state.rules->from).utf8())};
    const auto chosen = draw_segmented(ui, rest.cut_top(ui.px(k_rule_switch_height), ui.px(k_gap)),
                                       "rule", rules, static_cast<int>(state.shown));
    if (chosen) intents.add(tiers::ShowRule{static_cast<RuleShown>(*chosen)});
}

void draw_rule_page(Ui& ui, const Rect& view, const Scene& scene, const TiersState& state,
                    TiersIntents& intents) {
    ScrollArea scroll(ui, "rule", view);
    auto rest = form_content(ui, scroll.content());
    draw_rule_switch(ui, rest, scene.shop, state, intents);
    const bool beside = rest.width() >= ui.px(k_beside_rule_dp);
    auto outcome = rest;
    if (beside) outcome = rest.cut_right(ui.px(k_outcome_width), ui.px(k_gap_xl));
    // What one comes to see is above what one came to change before.
    const bool above = !beside && shows_forecast(state);
    if (above) rest.top = draw_outcome(ui, rest, scene, state) + ui.px(k_gap);
    const bool coming = state.shown == RuleShown::coming;
    const auto& rule = coming ? state.rules->coming : state.rules->in_force;
    float bottom = rest.top;
    if (edits_rule(scene)) {
        Form form(ui, rest, 2);
        RuleForm{ui, form, scene, state, intents}.draw();
        bottom = form.bottom();
    } else if (rule) {
        bottom = draw_rule_told(ui, rest, scene, *rule);
    } else {
        draw_paragraph(ui, rest, ui.tr(words::tier_no_rule), TextStyle::body, Role::ink2);
        bottom = rest.top;
    }
    if (!above) {
        if (!beside) outcome.top = bottom + ui.px(k_gap);
        bottom = std::max(bottom, draw_outcome(ui, outcome, scene, state));
    }
    scroll.finish(bottom);
}

Text rule_since_text(const Ui& ui, const Shop& shop, const TiersState& state) {
    const bool coming = state.shown == RuleShown::coming && state.rules->coming;
    const auto& rule = coming ? state.rules->coming : state.rules->in_force;
    const auto& day = coming ? state.rules->from : state.rules->since;
    if (!rule || !day) return ui.tr(words::tier_no_rule);
    return ui.tr(coming ? words::tier_rule_from : words::tier_rule_since, rule->version,
                 date_text(ui, shop, *day).utf8());
}

// What came of trying is seen here also where its card is out of sight.
Text rule_note(const Ui& ui, const Shop& shop, const TiersState& state) {
    if (!state.errors.empty()) return error_text(ui, state.errors.begin()->second);
    if (!state.moves) return rule_since_text(ui, shop, state);
    int rise = 0, fall = 0;
    for (const auto& one : outcomes_of(*state.moves, shop.tiers)) {
        rise += one.rise;
        fall += one.fall;
    }
    return ui.tr(words::tier_try_sum, rise, fall);
}

void draw_rule_bar(Ui& ui, const FormPlan& plan, const Scene& scene, const TiersState& state,
                   TiersIntents& intents) {
    const bool sets = scene.has_right(domain::Right::admin_policies);
    const FormBar bar{.save = ui.tr(sets ? words::tier_rule_put : words::tier_try),
                      .save_style = {.kind = ButtonKind::primary,
                                     .icon = sets ? Icon::check : Icon::tune,
                                     .busy = state.trying || state.saving},
                      .give_up = ui.tr(words::tier_rule_reset),
                      .note = rule_note(ui, scene.shop, state),
                      .note_is_wrong = !state.errors.empty()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            if (sets) {
                intents.add(tiers::AskFrom{});
            } else {
                intents.add(tiers::Try{});
                // What comes of it is to be seen, not the keyboard.
                ui.blur_field();
            }
            break;
        case FormBarAnswer::give_up:
            intents.add(tiers::StartAgain{});
            break;
    }
}

}  // namespace

RuleEdit edit_of(const std::optional<domain::TierRule>& rule,
                 const std::vector<domain::Tier>& tiers) {
    RuleEdit edit;
    if (rule) {
        edit.window_months = rule->window_months;
        edit.notice_days = rule->notice_days;
    }
    for (const auto& tier : tiers) {
        RuleRow row{.tier = tier.code};
        if (rule) {
            const auto step = std::ranges::find(rule->steps, tier.code, &domain::TierStep::tier);
            const bool counts = step != rule->steps.end() && step != rule->steps.begin();
            if (counts) {
                row.rise_typed = yuan(step->rise);
                row.keep_typed = yuan(step->keep);
            }
        }
        edit.rows.push_back(std::move(row));
    }
    return edit;
}

FieldErrors check_rule(const RuleEdit& edit) {
    FieldErrors errors;
    Fen rise_before, keep_before;
    for (std::size_t i = 1; i < edit.rows.size(); ++i) {
        const auto& row = edit.rows[i];
        if (!is_step(row)) continue;
        const auto rise = threshold(row.rise_typed), keep = threshold(row.keep_typed);
        if (!rise || *rise <= rise_before) {
            errors.try_emplace("rise " + row.tier, make_error(k_threshold_malformed));
        }
        if (!keep || (rise && *keep > *rise) || *keep < keep_before) {
            errors.try_emplace("keep " + row.tier, make_error(k_threshold_malformed));
        }
        rise_before = rise.value_or(rise_before);
        keep_before = keep.value_or(keep_before);
    }
    return errors;
}

domain::TierRule rule_of(const RuleEdit& edit) {
    // What tries it and what puts it in force ask for some version; the real one is its day.
    domain::TierRule rule{
        .version = "trial", .window_months = edit.window_months, .notice_days = edit.notice_days};
    for (std::size_t i = 0; i < edit.rows.size(); ++i) {
        const auto& row = edit.rows[i];
        if (i > 0 && !is_step(row)) continue;
        domain::TierStep step{.tier = row.tier};
        if (i > 0) {
            step.rise = threshold(row.rise_typed).value_or(Fen());
            step.keep = threshold(row.keep_typed).value_or(Fen());
        }
        rule.steps.push_back(std::move(step));
    }
    return rule;
}

void draw_tier_rule(Ui& ui, const Rect& area, const Scene& scene, const TiersState& state,
                    TiersIntents& intents) {
    if (!state.rules) {
        if (draw_page_absence(ui, area, state.error)) intents.add(tiers::Reload{});
        return;
    }
    const bool edits = edits_rule(scene);
    const auto plan = edits ? plan_form(ui, area) : FormPlan{.form = area, .bar = {}, .ground = {}};
    draw_rule_page(ui, plan.form, scene, state, intents);
    if (edits) draw_rule_bar(ui, plan, scene, state, intents);
}

void draw_put_in_force(Ui& ui, const Rect& area, const Scene& scene, const TiersState& state,
                       TiersIntents& intents) {
    const IdScope scope("put in force");
    const auto today = Date::of_text(scene.shop.today);
    const BarButton put{
        "put in force",
        ui.tr(words::tier_rule_put_from, date_text(ui, scene.shop, *state.from).utf8()),
        {.kind = ButtonKind::primary, .busy = state.saving}};
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::tier_rule_put), ui.tr(words::tier_rule_all_stores)},
         k_from_sheet_width,
         std::span(&put, 1)},
        [&](Rect& inside) {
            draw_paragraph(ui, inside, ui.tr(words::tier_rule_put_body), TextStyle::body,
                           Role::ink2, k_gap);
            draw_field_label(ui, inside, ui.tr(words::tier_rule_first_day));
            const auto from = draw_day_stepper(
                ui, inside.cut_top(ui.px(k_target_min)), "from", scene.shop,
                {*state.from, today, today.plus_days(domain::k_tier_rule_ahead_max_days)});
            if (from) intents.add(tiers::SetFrom{*from});
        });
    if (answer.pressed) intents.add(tiers::PutInForce{});
    if (answer.left) intents.add(tiers::CloseFrom{});
}

}  // namespace qiantai::ui

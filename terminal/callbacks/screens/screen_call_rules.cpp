// The chain's rules of callbacks in words, other values to try, and whom they would call.

#include "assets/words/callbacks.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/callbacks/screens/screen_call_plans.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_rules_column_dp = 540, k_rule_row_height = 64;

bool tries_rules(const Scene& scene) {
    return scene.has_right(domain::Right::callbacks_manage);
}
bool puts_rules(const Scene& scene) {
    return scene.has_right(domain::Right::admin_policies) && makes_for_chain(scene);
}

Text rule_note_text(const Ui& ui, const domain::CallbackRule& rule) {
    if (rule.amount_min > Fen()) {
        return ui.tr(words::call_rule_amount, money_text(rule.amount_min).utf8());
    }
    return rule.percent < 100 ? ui.tr(words::call_rule_percent, rule.percent) : Text();
}

void draw_rules_card(Ui& ui, Rect& rest, const Text& title, const domain::CallbackRules& rules) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, title);
    if (rules.rules.empty()) {
        draw_paragraph(ui, card.inside, ui.tr(words::call_rules_none), TextStyle::body, Role::ink2);
    }
    for (const auto& rule : rules.rules) {
        draw_list_row_still(ui, card.inside.cut_top(ui.px(k_rule_row_height)),
                            {.title = callback_kind_text(ui, rule.kind),
                             .subtitle = rule_note_text(ui, rule),
                             .trailing_strong = rule_days_text(ui, rule),
                             .last = &rule == &rules.rules.back()});
    }
}

/// The rules as they are tried: touching one opens its values.
void draw_edited_rules(Ui& ui, Rect& rest, const Text& title, const CallPlansState& state,
                       CallPlansIntents& intents) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, state.edit ? ui.tr(words::call_rules_edited) : title);
    const auto& rules = rules_shown(state).rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const ListRow row{.title = callback_kind_text(ui, rules[i].kind),
                          .subtitle = rule_note_text(ui, rules[i]),
                          .trailing_strong = rule_days_text(ui, rules[i]),
                          .chevron = true};
        if (draw_list_row(ui, card.inside.cut_top(ui.px(k_rule_row_height)),
                          fmt::format("rule {}", i), row)
                .pressed) {
            intents.add(call_plans::OpenRule{i});
        }
    }
    const auto label = ui.tr(words::call_rules_add);
    const ButtonStyle style{.icon = Icon::plus, .words = TextStyle::body_strong};
    card.inside.cut_top(ui.px(k_gap_s));
    auto line = card.inside.cut_top(ui.px(k_target_min));
    if (draw_button(ui, line.cut_left(button_width(ui, label, style)), "add rule", label, style)) {
        intents.add(call_plans::OpenRule{});
    }
}

void draw_dry_people(Ui& ui, Rect& rest, const Scene& scene, const domain::CallbackDryRun& dry) {
    if (dry.people.empty()) {
        draw_paragraph(ui, rest, ui.tr(words::call_rules_try_nobody), TextStyle::body, Role::ink2);
    }
    for (const auto& one : dry.kinds) {
        if (one.made == 0) continue;
        draw_list_row_still(ui, rest.cut_top(ui.px(k_rule_row_height)),
                            {.title = callback_kind_text(ui, one.kind),
                             .subtitle = ui.tr(words::call_rules_unwanted, one.unwanted),
                             .trailing_strong = ui.tr(words::call_rules_people, one.made)});
    }
    for (const auto& person : dry.people) {
        draw_list_row_still(ui, rest.cut_top(ui.px(k_rule_row_height)),
                            {.title = Text::data(person.member_name),
                             .subtitle = callback_kind_text(ui, person.kind),
                             .avatar = true,
                             .trailing = date_text(ui, scene.shop, person.due_from),
                             .last = &person == &dry.people.back()});
    }
}

struct RulesWay {
    std::string_view name;
    Text label;
    ButtonStyle style;
    CallPlansIntent intent;
};

std::vector<RulesWay> rules_ways(const Ui& ui, const Scene& scene, const CallPlansState& state) {
    std::vector<RulesWay> ways;
    if (tries_rules(scene)) {
        ways.push_back({"try rules",
                        ui.tr(words::call_rules_try),
                        {.icon = Icon::eye, .busy = state.busy},
                        call_plans::TryRules{}});
    }
    if (puts_rules(scene)) {
        ways.push_back({"put rules",
                        ui.tr(words::call_rules_put),
                        {.kind = ButtonKind::primary, .icon = Icon::check, .busy = state.busy},
                        call_plans::AskRulesFrom{}});
    }
    if (state.edit) {
        ways.push_back({"reset rules",
                        ui.tr(words::call_rules_reset),
                        {.kind = ButtonKind::ghost},
                        call_plans::ResetRules{}});
    }
    return ways;
}

void draw_dry_run(Ui& ui, Rect& rest, const Scene& scene, const CallPlansState& state,
                  CallPlansIntents& intents) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::call_rules_try_title));
    const auto body = !tries_rules(scene)      ? words::call_rules_try_in_stores
                      : makes_for_chain(scene) ? words::call_rules_try_cases
                                               : words::call_rules_try_body;
    draw_paragraph(ui, card.inside, ui.tr(body), TextStyle::body, Role::ink2, k_gap_m);
    if (state.edit && state.edit->error) {
        draw_banner(ui, card.inside, "rules error",
                    {.tone = Tone::danger, .text = error_text(ui, *state.edit->error)});
        card.inside.cut_top(ui.px(k_gap_m));
    }
    for (const auto& way : rules_ways(ui, scene, state)) {
        const auto place = card.inside.cut_top(ui.px(k_button_height), ui.px(k_gap_s));
        if (draw_button(ui, place, way.name, way.label, way.style)) intents.add(way.intent);
    }
    if (state.dry_run) draw_dry_people(ui, card.inside, scene, *state.dry_run);
}

}  // namespace

Text rule_days_text(const Ui& ui, const domain::CallbackRule& rule) {
    const auto day = [&](int days) {
        return days == 0  ? ui.tr(words::call_rule_same_day)
               : days > 0 ? ui.tr(words::call_rule_after, days)
                          : ui.tr(words::call_rule_before, -days);
    };
    if (rule.from_days == rule.until_days) return day(rule.from_days);
    return ui.tr(words::call_rule_span, day(rule.from_days).utf8(), day(rule.until_days).utf8());
}

const domain::CallbackRules& rules_shown(const CallPlansState& state) {
    if (state.edit) return state.edit->rules;
    return state.rules->coming ? *state.rules->coming : state.rules->in_force;
}

void draw_call_rules(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                     CallPlansIntents& intents) {
    if (!state.rules) return;
    const auto& rules = *state.rules;
    const bool edits = tries_rules(scene) || puts_rules(scene);
    const auto in_force =
        rules.since ? ui.tr(words::call_rules_since, date_text(ui, scene.shop, *rules.since).utf8())
                    : ui.tr(words::call_rules_usual);
    const auto coming =
        rules.from ? ui.tr(words::call_rules_from, date_text(ui, scene.shop, *rules.from).utf8())
                   : Text();
    ScrollArea scroll(ui, "rules", area);
    Columns columns(ui, scroll.content(), k_rules_column_dp, 2);
    if (edits) {
        draw_dry_run(ui, columns.next(), scene, state, intents);
        draw_edited_rules(ui, columns.next(), rules.coming ? coming : in_force, state, intents);
    }
    const bool is_shown = edits && !state.edit && !rules.coming;
    if (!is_shown) draw_rules_card(ui, columns.next(), in_force, rules.in_force);
    if (rules.coming && (!edits || state.edit)) {
        draw_rules_card(ui, columns.next(), coming, *rules.coming);
    }
    scroll.finish(columns.bottom());
}

}  // namespace qiantai::ui

// The chain's rules of callbacks in words, and whom they would call.

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

constexpr float k_rules_column_dp = 440, k_rule_row_height = 60;

/// Day 0 is the occasion: 当天, 之后 3 至 7 天, 之前 30 天至当天.
Text rule_days_text(const Ui& ui, const domain::CallbackRule& rule) {
    const auto day = [&](int days) {
        return days == 0  ? ui.tr(TextKey::call_rule_same_day)
               : days > 0 ? ui.tr(TextKey::call_rule_after, days)
                          : ui.tr(TextKey::call_rule_before, -days);
    };
    if (rule.from_days == rule.until_days) return day(rule.from_days);
    return ui.tr(TextKey::call_rule_span, day(rule.from_days).utf8(), day(rule.until_days).utf8());
}

void draw_rules_card(Ui& ui, Rect& rest, const Text& title, const domain::CallbackRules& rules) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, title);
    if (rules.rules.empty()) {
        draw_paragraph(ui, card.inside, ui.tr(TextKey::call_rules_none), TextStyle::body,
                       Role::ink2);
    }
    for (const auto& rule : rules.rules) {
        Text note;
        if (rule.amount_min > Fen()) {
            note = ui.tr(TextKey::call_rule_amount, money_text(rule.amount_min).utf8());
        } else if (rule.percent < 100) {
            note = ui.tr(TextKey::call_rule_percent, rule.percent);
        }
        draw_list_row_still(
            ui, card.inside.cut_top(ui.px(k_rule_row_height)),
            {.title = callback_kind_text(ui, rule.kind),
             .subtitle = note,
             .trailing_strong = rule_days_text(ui, rule),
             .last = &rule == &rules.rules.back()});
    }
}

void draw_dry_run(Ui& ui, Rect& rest, const Scene& scene, const CallPlansState& state,
                  CallPlansIntents& intents) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(TextKey::call_rules_try_title));
    draw_paragraph(ui, card.inside, ui.tr(TextKey::call_rules_try_body), TextStyle::body,
                   Role::ink2, k_gap_m);
    const auto label = ui.tr(TextKey::call_rules_try);
    const ButtonStyle style{.icon = Icon::eye, .busy = state.busy};
    auto line = card.inside.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
    if (draw_button(ui, line.cut_left(button_width(ui, label, style)), "try rules", label, style)) {
        intents.add(call_plans::TryRules{});
    }
    if (!state.dry_run) return;
    const auto& dry = *state.dry_run;
    if (dry.people.empty()) {
        draw_paragraph(ui, card.inside, ui.tr(TextKey::call_rules_try_nobody), TextStyle::body,
                       Role::ink2);
    }
    for (const auto& one : dry.kinds) {
        if (one.made == 0) continue;
        draw_list_row_still(ui, card.inside.cut_top(ui.px(k_rule_row_height)),
                            {.title = callback_kind_text(ui, one.kind),
                             .subtitle = ui.tr(TextKey::call_rules_unwanted, one.unwanted),
                             .trailing_strong = ui.tr(TextKey::call_rules_people, one.made)});
    }
    for (const auto& person : dry.people) {
        draw_list_row_still(
            ui, card.inside.cut_top(ui.px(k_rule_row_height)),
            {.title = Text::data(person.member_name),
             .subtitle = callback_kind_text(ui, person.kind),
             .avatar = true,
             .trailing = date_text(ui, scene.shop, person.due_from),
             .last = &person == &dry.people.back()});
    }
}

}  // namespace

void draw_call_rules(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                     CallPlansIntents& intents) {
    if (!state.rules) return;
    const auto& rules = *state.rules;
    ScrollArea scroll(ui, "rules", area);
    Columns columns(ui, scroll.content(), k_rules_column_dp, 2);
    draw_rules_card(ui, columns.next(),
                    rules.since ? ui.tr(TextKey::call_rules_since,
                                        date_text(ui, scene.shop, *rules.since).utf8())
                                : ui.tr(TextKey::call_rules_usual),
                    rules.in_force);
    if (rules.coming && rules.from) {
        draw_rules_card(ui, columns.next(),
                        ui.tr(TextKey::call_rules_from,
                              date_text(ui, scene.shop, *rules.from).utf8()),
                        *rules.coming);
    }
    if (scene.has_right(domain::Right::callbacks_manage) && !makes_for_chain(scene)) {
        draw_dry_run(ui, columns.next(), scene, state, intents);
    }
    scroll.finish(columns.bottom());
}

}  // namespace qiantai::ui

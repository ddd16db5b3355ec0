// The values of one rule of callbacks, and the day from which the rules hold.

#include "assets/words/callbacks.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/callbacks/screens/screen_call_plans.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/purchases/screens/day_stepper.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_rule_sheet_width = 640;
constexpr int k_rules_ahead_days = 366, k_rule_days_least = -90, k_rule_days_most = 400,
              k_rule_span_most = 60;
constexpr std::size_t k_rule_amount_characters = 10;

/// What happened at day 0, by which the days of a rule are counted.
constexpr std::pair<CallbackKind, TextKey> k_rule_kinds[] = {
    {CallbackKind::complaint, words::call_rule_day_complaint},
    {CallbackKind::purchase, words::call_rule_day_purchase},
    {CallbackKind::gift_check, words::call_rule_day_gift},
    {CallbackKind::new_member, words::call_rule_day_joined},
    {CallbackKind::expiring, words::call_rule_day_expiry},
    {CallbackKind::birthday, words::call_rule_day_birthday},
    {CallbackKind::asleep, words::call_rule_day_asleep},
    {CallbackKind::lost, words::call_rule_day_lost}};

void draw_rule_kinds(Ui& ui, Rect& rest, const domain::CallbackRule& rule,
                     CallPlansIntents& intents) {
    std::vector<Text> words;
    std::optional<std::size_t> on;
    for (const auto& [kind, day] : k_rule_kinds) {
        if (rule.kind == kind) on = words.size();
        words.push_back(callback_kind_text(ui, kind));
    }
    draw_field_label(ui, rest, ui.tr(words::callbacks_kind));
    if (const auto pressed = draw_choices(ui, rest, "kind", words, on)) {
        auto changed = rule;
        changed.kind = k_rule_kinds[*pressed].first;
        changed.amount_min = Fen();
        changed.percent = 100;
        intents.add(call_plans::ChangeRule{changed});
    }
    rest.cut_top(ui.px(k_gap));
}

std::optional<int> draw_value(Ui& ui, Rect& rest, std::string_view name, TextKey key,
                              const Stepper& stepper) {
    const auto label = ui.tr(key);
    draw_field_label(ui, rest, label);
    const auto place = rest.cut_top(ui.px(k_target_min), ui.px(k_gap));
    return draw_stepper(ui, place, name, label, stepper);
}

void draw_rule_days(Ui& ui, Rect& rest, const domain::CallbackRule& rule,
                    CallPlansIntents& intents) {
    const auto day = std::ranges::find(k_rule_kinds, *rule.kind.known(),
                                       &std::pair<CallbackKind, TextKey>::first);
    if (day != std::end(k_rule_kinds)) {
        draw_paragraph(ui, rest, ui.tr(day->second), TextStyle::body, Role::ink2, k_gap_m);
    }
    const auto from = draw_value(ui, rest, "from days", words::call_rule_from,
                                 {rule.from_days, k_rule_days_least, k_rule_days_most});
    const auto until =
        draw_value(ui, rest, "until days", words::call_rule_until,
                   {rule.until_days, rule.from_days, rule.from_days + k_rule_span_most});
    if (!from && !until) return;
    auto changed = rule;
    changed.from_days = from.value_or(rule.from_days);
    // A shift of the beginning leaves as many days.
    const int length = rule.until_days - rule.from_days;
    changed.until_days = until.value_or(changed.from_days + length);
    intents.add(call_plans::ChangeRule{changed});
}

void draw_rule_share(Ui& ui, Rect& rest, const RuleSheet& sheet, CallPlansIntents& intents) {
    const auto& rule = sheet.rule;
    auto changed = rule;
    if (rule.kind == CallbackKind::purchase) {
        const auto typed = draw_field(
            ui, rest, "amount", sheet.amount_typed,
            {.label = ui.tr(words::call_rule_amount_min),
             .error = sheet.amount_malformed ? ui.tr(words::call_rule_amount_malformed) : Text(),
             .kind = FieldKind::amount,
             .characters_max = k_rule_amount_characters});
        if (typed.changed) intents.add(call_plans::TypeRuleAmount{*typed.changed});
    } else if (rule.kind == CallbackKind::gift_check) {
        const auto percent =
            draw_value(ui, rest, "percent", words::call_rule_percent_of, {rule.percent, 1, 100});
        if (!percent) return;
        changed.percent = *percent;
        intents.add(call_plans::ChangeRule{changed});
    }
}

void draw_rule_sheet(Ui& ui, const Rect& area, const CallPlansState& state,
                     CallPlansIntents& intents) {
    const auto& sheet = *state.edit->sheet;
    const auto& rule = sheet.rule;
    const bool has_kind = !rule.kind.empty();
    std::vector<BarButton> buttons{
        {"keep rule",
         ui.tr(words::call_rule_keep),
         {.kind = ButtonKind::primary,
          .lacks =
              has_kind ? Text() : fill_first_text(ui, std::array{ui.tr(words::callbacks_kind)})}}};
    if (sheet.index) buttons.push_back({"drop rule", ui.tr(words::call_rule_drop)});
    const Heading heading{
        has_kind ? callback_kind_text(ui, rule.kind) : ui.tr(words::call_rules_add),
        has_kind ? rule_days_text(ui, rule) : Text()};
    const auto answer =
        draw_question_sheet(ui, area, {heading, k_rule_sheet_width, buttons}, [&](Rect& inside) {
            ScrollArea scroll(ui, "rule", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            if (!sheet.index) draw_rule_kinds(ui, rest, rule, intents);
            if (has_kind) {
                draw_rule_days(ui, rest, rule, intents);
                draw_rule_share(ui, rest, sheet, intents);
            }
            inside.top = scroll.finish(rest.top);
        });
    if (answer.left) intents.add(call_plans::CloseRule{});
    if (answer.pressed == 0) intents.add(call_plans::KeepRule{});
    if (answer.pressed == 1) intents.add(call_plans::DropRule{});
}

void draw_rules_from(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                     CallPlansIntents& intents) {
    const Date today = Date::of_text(scene.shop.today), from = *state.edit->from;
    const BarButton put{"put rules from",
                        ui.tr(words::call_rules_put_from, date_text(ui, scene.shop, from).utf8()),
                        {.kind = ButtonKind::primary, .busy = state.busy}};
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::call_rules_put), ui.tr(words::call_rules_all_stores)},
         k_rule_sheet_width,
         std::span(&put, 1)},
        [&](Rect& inside) {
            if (state.edit->error) {
                draw_banner(ui, inside, "error",
                            {.tone = Tone::danger, .text = error_text(ui, *state.edit->error)});
                inside.cut_top(ui.px(k_gap));
            }
            draw_paragraph(ui, inside, ui.tr(words::call_rules_put_body), TextStyle::body,
                           Role::ink2, k_gap);
            draw_field_label(ui, inside, ui.tr(words::call_rules_first_day));
            const auto day =
                draw_day_stepper(ui, inside.cut_top(ui.px(k_target_min)), "from", scene.shop,
                                 {from, today, today.plus_days(k_rules_ahead_days)});
            if (day) intents.add(call_plans::SetRulesFrom{*day});
        });
    if (answer.left) intents.add(call_plans::CloseRulesFrom{});
    if (answer.pressed) intents.add(call_plans::PutRules{});
}

}  // namespace

void draw_call_rule_sheets(Ui& ui, const Rect& area, const Scene& scene,
                           const CallPlansState& state, CallPlansIntents& intents) {
    if (state.edit->sheet) return draw_rule_sheet(ui, area, state, intents);
    draw_rules_from(ui, area, scene, state, intents);
}

}  // namespace qiantai::ui

// What is written down during a call, what came of it, and when to call again.

#include "assets/words/callbacks.hpp"
#include "terminal/callbacks/rules/callback_rule_facts.hpp"
#include "terminal/callbacks/screens/call_parts.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_time_least_dp = 96;
constexpr float k_later_width_dp = 720;
constexpr int k_later_days = 7, k_later_step_minutes = 30;
constexpr TimeMs k_later_minute_ms = 60'000;

struct OtherOutcome {
    CallbackOutcome outcome;
    TextKey words;
    std::string_view name;
    Icon icon = Icon::none;  ///< of what goes further than this call
};
/// Beside "reached"; the first is by far the most frequent.
constexpr OtherOutcome k_other_outcomes[] = {
    {CallbackOutcome::no_answer, words::callback_outcome_no_answer, "no answer"},
    {CallbackOutcome::later, words::callback_outcome_later, "later"},
    {CallbackOutcome::wrong_number, words::callback_outcome_wrong_number, "wrong number"},
    {CallbackOutcome::refused, words::callback_outcome_refused, "refused"},
    {CallbackOutcome::do_not_call, words::callback_outcome_do_not_call, "do not call",
     Icon::close_circle}};

ButtonStyle outcome_style(const OtherOutcome& other) {
    return {.icon = other.icon, .words = TextStyle::body_strong};
}

void add_outcome(CallbackOutcome outcome, CallbacksIntents& intents) {
    if (outcome == CallbackOutcome::later) return intents.add(callbacks::OpenLater{});
    intents.add(callbacks::Record{outcome});
}

}  // namespace

void draw_call_notes(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents) {
    const auto& notes = state.notes;
    const auto& task = state.sheet->line.task;
    const auto said = draw_field(ui, rest, "said", notes.said,
                                 {.label = ui.tr(words::callback_said),
                                  .hint = ui.tr(words::callback_said_hint),
                                  .characters_max = k_callback_said_length_max});
    if (said.changed) intents.add(callbacks::TypeSaid{*said.changed});
    rest.cut_top(ui.px(k_gap_s));
    if (task.kind != CallbackKind::lost && task.kind != CallbackKind::asleep) return;
    draw_field_label(ui, rest, ui.tr(words::callback_loss_reason));
    if (const auto chosen =
            draw_choices(ui, rest, "loss", loss_reason_choices(), notes.loss_reason.text())) {
        intents.add(callbacks::SetLoss{std::string(*chosen)});
    }
}

void draw_call_outcomes(Ui& ui, Rect& rest, const CallbacksState& state, bool is_low,
                        CallbacksIntents& intents) {
    const auto reached = ui.tr(words::callback_record_reached);
    // Where the number is still closed, opening it comes next.
    const auto access = state.sheet->number.access;
    const bool can_call =
        access == domain::NumberAccess::own || access == domain::NumberAccess::open;
    const ButtonStyle strong{.kind = can_call ? ButtonKind::primary : ButtonKind::secondary,
                             .icon = Icon::check,
                             .busy = state.busy};
    const ButtonStyle quiet{.words = TextStyle::body_strong};
    const auto shown = std::span(k_other_outcomes).first(is_low ? 1 : std::size(k_other_outcomes));
    float widest = 0;
    for (const auto& other : shown) {
        widest = std::max(widest, button_width(ui, ui.tr(other.words), outcome_style(other)));
    }
    const auto more = ui.tr(words::callback_outcome_more);
    if (is_low) widest = std::max(widest, button_width(ui, more, quiet));
    const auto strong_wide = button_width(ui, reached, strong);
    const auto gap = ui.px(k_gap_s);
    const auto count = shown.size() + (is_low ? 1 : 0);
    const bool one_line = strong_wide + static_cast<float>(count) * (widest + gap) <= rest.width();
    auto line = one_line ? rest : rest.cut_top(ui.px(k_button_height), gap);
    if (draw_button(
            ui, one_line ? line.cut_left(strong_wide, gap).cut_top(ui.px(k_button_height)) : line,
            "reached", reached, strong)) {
        intents.add(callbacks::Record{CallbackOutcome::reached});
    }
    auto& place_of_others = one_line ? line : rest;
    draw_button_grid(ui, place_of_others, count, widest / ui.px(1),
                     [&](const Rect& place, std::size_t i) {
                         if (i == shown.size()) {
                             if (draw_button(ui, place, "other outcomes", more, quiet)) {
                                 intents.add(callbacks::Choose{CallbacksState::Choosing::outcome});
                             }
                             return;
                         }
                         if (draw_button(ui, place, shown[i].name, ui.tr(shown[i].words),
                                         outcome_style(shown[i]))) {
                             add_outcome(shown[i].outcome, intents);
                         }
                     });
    if (one_line) rest.top = line.top;
}

void draw_outcome_sheet(Ui& ui, const Rect& area, const CallbacksState& state,
                        CallbacksIntents& intents) {
    const auto rare = std::span(k_other_outcomes).subspan(1);
    std::vector<Text> options;
    for (const auto& other : rare) options.push_back(ui.tr(other.words));
    const auto answer = draw_choice_sheet(
        ui, area,
        {.heading = {ui.tr(words::callback_outcome_more),
                     Text::data(state.sheet ? state.sheet->line.member_name : "")},
         .options = options});
    if (!answer.chosen && !answer.dismissed) return;
    intents.add(callbacks::Choose{CallbacksState::Choosing::nothing});
    if (answer.chosen) add_outcome(rare[static_cast<std::size_t>(*answer.chosen)].outcome, intents);
}

TimeMs later_time(const Scene& scene, const LaterSheet& sheet) {
    const Date day = Date::of_text(scene.shop.today).plus_days(sheet.day);
    return utc_day_start(day) +
           (sheet.minute.value_or(0) - scene.shop.utc_offset_minutes) * k_later_minute_ms;
}

std::vector<int> later_minutes(const Scene& scene, int day) {
    const domain::CallbackLimits usual;
    std::vector<int> minutes;
    for (int minute = *domain::minute_of_day(usual.earliest);
         minute <= *domain::minute_of_day(usual.latest); minute += k_later_step_minutes) {
        const bool past = later_time(scene, {day, minute}) <= scene.shop.now_ms;
        if (!past) minutes.push_back(minute);
    }
    return minutes;
}

namespace {

void draw_later_times(Ui& ui, Rect& rest, const Scene& scene, const LaterSheet& sheet,
                      CallbacksIntents& intents) {
    draw_field_label(ui, rest, ui.tr(words::callback_later_day));
    draw_button_grid(
        ui, rest, k_later_days, k_time_least_dp, [&](const Rect& place, std::size_t i) {
            const int day = static_cast<int>(i);
            const Date date = Date::of_text(scene.shop.today).plus_days(day);
            const auto words = day == 0   ? ui.tr(words::callback_today)
                               : day == 1 ? ui.tr(words::callback_tomorrow)
                                          : date_text(ui, scene.shop, date);
            if (draw_button(ui, place, fmt::format("day {}", day), words,
                            {.chosen = sheet.day == day, .words = TextStyle::body_strong})) {
                intents.add(callbacks::ChooseLater{{day, std::nullopt}});
            }
        });
    draw_field_label(ui, rest, ui.tr(words::callback_later_time));
    const auto minutes = later_minutes(scene, sheet.day);
    if (minutes.empty()) {
        return draw_paragraph(ui, rest, ui.tr(words::callback_later_too_late), TextStyle::body,
                              Role::ink2);
    }
    draw_button_grid(
        ui, rest, minutes.size(), k_time_least_dp, [&](const Rect& place, std::size_t i) {
            const int minute = minutes[i];
            const auto words = Text::data(fmt::format("{:02}:{:02}", minute / 60, minute % 60));
            if (draw_button(ui, place, fmt::format("time {}", minute), words,
                            {.chosen = sheet.minute == minute, .words = TextStyle::body_strong})) {
                intents.add(callbacks::ChooseLater{{sheet.day, minute}});
            }
        });
}

}  // namespace

void draw_later_sheet(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                      CallbacksIntents& intents) {
    const auto& sheet = *state.later;
    const Heading heading{ui.tr(words::callback_outcome_later),
                          Text::data(state.sheet ? state.sheet->line.member_name : "")};
    const BarButton agree{"agree",
                          ui.tr(words::callback_later_confirm),
                          {.kind = ButtonKind::primary,
                           .lacks = sheet.minute ? Text() : ui.tr(words::callback_later_choose),
                           .busy = state.busy}};
    const auto answer = draw_question_sheet(
        ui, area, {heading, k_later_width_dp, std::span(&agree, 1)}, [&](Rect& inside) {
            ScrollArea scroll(ui, "times", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            draw_later_times(ui, rest, scene, sheet, intents);
            inside.top = scroll.finish(rest.top);
        });
    if (answer.left) intents.add(callbacks::CloseLater{});
    if (answer.pressed) intents.add(callbacks::ConfirmLater{});
}

}  // namespace qiantai::ui

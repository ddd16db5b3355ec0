// The sheet for one call: who, the number, what to say, what was said before, and what came of it.

#include "assets/words/callbacks.hpp"
#include "assets/words/kit.hpp"
#include "terminal/callbacks/screens/call_parts.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/kit/widgets/widget_timeline.hpp"

namespace qiantai::ui {
namespace {

using domain::CallbackSheet;
using domain::NumberAccess;

constexpr float k_number_strip_height = 84;
/// Below these all outcomes, or also the choices of what was judged, would leave no more than two
/// lines of the script in sight.
constexpr float k_call_outcomes_dp = 760, k_low_call_dp = 560;

/// Words to choose among, in as many lines as they need. The one pressed.
std::optional<std::size_t> draw_answer_chips(Ui& ui, Rect& rest, std::string_view name,
                                             std::span<const Text> words,
                                             std::optional<std::size_t> chosen) {
    std::optional<std::size_t> pressed;
    const auto gap = ui.px(k_gap_s);
    auto line = rest.cut_top(ui.px(k_target_min), gap);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Chip chip{words[i], chosen == i ? Icon::check : Icon::none,
                        chosen == i ? Tone::primary : Tone::neutral};
        const auto wide = std::min(chip_width(ui, chip), rest.width());
        if (wide > line.width()) line = rest.cut_top(ui.px(k_target_min), gap);
        const auto place = line.cut_left(wide, gap);
        if (draw_chip(ui, place.centered(wide, ui.px(k_chip_height)), fmt::format("{} {}", name, i),
                      chip)) {
            pressed = i;
        }
    }
    return pressed;
}

void draw_call_head(Ui& ui, Rect& rest, const Scene& scene, const CallbackSheet& sheet,
                    bool is_alone, CallbacksIntents& intents) {
    auto head = rest.cut_top(ui.px(64), ui.px(k_gap_s));
    if (is_alone) {
        const auto place = head.cut_left(ui.px(k_target_min), ui.px(k_gap_s));
        if (draw_icon_button(ui, place, "back to list", ui.tr(words::callbacks_back_to_list),
                             Icon::arrow_left, Role::ink)) {
            intents.add(callbacks::BackToList{});
        }
    }
    const auto name = Text::data(sheet.line.member_name);
    const auto disc = head.cut_left(ui.px(56), ui.px(k_gap_m));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 56, name);
    const auto draw_way = [&](std::string_view id, TextKey key, const CallbacksIntent& intent) {
        const ButtonStyle style{.kind = ButtonKind::ghost, .words = TextStyle::body_strong};
        const auto label = ui.tr(key);
        const auto wide = button_width(ui, label, style);
        const auto place = head.cut_right(wide, ui.px(k_gap_s));
        if (draw_button(ui, place.centered(wide, ui.px(k_target_min)), id, label, style)) {
            intents.add(intent);
        }
    };
    const auto& task = sheet.line.task;
    if (sheet.line.member_id) {
        draw_way("open member", words::callback_open_member, callbacks::OpenMember{});
    }
    if (task.kind == CallbackKind::complaint && task.source_id &&
        scene.has_right(domain::Right::tickets_keep)) {
        draw_way("open ticket", words::callback_open_ticket, callbacks::OpenTicket{});
    }
    auto first = head.cut_top(head.height() / 2);
    const auto name_wide =
        std::min(text_width(ui, name.utf8(), TextStyle::title) + 1, first.width());
    draw_text(ui, first.cut_left(name_wide, ui.px(k_gap_s)), name, TextStyle::title, Role::ink);
    const auto tier =
        sheet.line.member_id ? Text::data(sheet.line.tier_name) : ui.tr(words::callback_no_member);
    if (!tier.empty() && tag_width(ui, tier) <= first.width()) {
        draw_tag(ui, first.cut_left(tag_width(ui, tier)), tier, Tone::neutral);
    }
    draw_text(ui, head, callback_matter_text(ui, scene.shop, sheet.line), TextStyle::small,
              Role::ink2);
}

/// Till when, for whom, and that it is recorded. The ring is decoration, the words count.
void draw_open_number(Ui& ui, Rect strip, const Scene& scene, const domain::CallbackNumber& number,
                      CallbacksIntents& intents) {
    const auto left = *number.until_at - scene.shop.now_ms;
    const auto close = ui.tr(words::callback_close_number);
    const ButtonStyle style{.kind = ButtonKind::ghost, .words = TextStyle::body_strong};
    const auto close_wide = button_width(ui, close, style);
    const auto place = strip.cut_right(close_wide, ui.px(k_gap_s));
    if (draw_button(ui, place.centered(close_wide, ui.px(k_target_min)), "close number", close,
                    style)) {
        intents.add(callbacks::CloseNumber{});
    }
    const auto until =
        ui.tr(words::callback_number_until, time_text(ui, scene.shop, *number.until_at).utf8());
    const auto rest = ui.tr(words::callback_number_left, countdown_text(left));
    const auto wide = std::max(text_width(ui, until.utf8(), TextStyle::body_strong),
                               text_width(ui, rest.utf8(), TextStyle::caption)) +
                      1;
    auto words = strip.cut_right(std::min(wide, strip.width() / 2), ui.px(k_gap_s));
    words = words.centered(words.width(), line_height(ui, TextStyle::body_strong) +
                                              line_height(ui, TextStyle::caption));
    draw_text(ui, words.cut_top(line_height(ui, TextStyle::body_strong)), until,
              TextStyle::body_strong, Role::info, Align::right);
    draw_text(ui, words, rest, TextStyle::caption, Role::ink2, Align::right);
    draw_text(ui, strip, Text::data(spaced_phone(number.phone)), TextStyle::figure, Role::ink);
}

void draw_number(Ui& ui, Rect& rest, const Scene& scene, const CallbacksState& state,
                 CallbacksIntents& intents) {
    const auto& sheet = *state.sheet;
    const auto& number = sheet.number;
    const bool over = number.until_at && *number.until_at <= scene.shop.now_ms;
    const auto place = rest.cut_top(ui.px(k_number_strip_height), ui.px(k_gap_m));
    fill(ui, place, over ? Role::surface2 : Role::info_soft, k_radius_card);
    contrast_border(ui, place, k_radius_card);
    auto strip = place.inset(ui.px(k_gap_m), 0);
    const auto icon = strip.cut_left(ui.px(28), ui.px(k_gap_m));
    draw_icon(ui, {icon.center_x(), icon.center_y()}, Icon::phone, 26, Role::info);
    if (number.access == NumberAccess::own) {
        const auto note = ui.tr(words::callback_number_own);
        const auto wide = text_width(ui, note.utf8(), TextStyle::small) + 1;
        if (wide < strip.width() / 2) {
            draw_text(ui, strip.cut_right(wide), note, TextStyle::small, Role::ink2, Align::right);
        }
        return draw_text(ui, strip, Text::data(spaced_phone(number.phone)), TextStyle::figure,
                         Role::ink);
    }
    if (number.access == NumberAccess::open && !over) {
        return draw_open_number(ui, strip, scene, number, intents);
    }
    if (number.access == NumberAccess::waiting && !over) {
        return draw_text(ui, strip, ui.tr(words::callback_number_waiting), TextStyle::body,
                         Role::ink2);
    }
    const bool may = sheet.line.block == domain::CallbackBlock::none && sheet.line.state.is_open();
    if (may) {
        const auto label = ui.tr(words::callback_open_number);
        const ButtonStyle style{
            .kind = ButtonKind::primary, .icon = Icon::phone, .busy = state.busy};
        const auto wide = button_width(ui, label, style);
        const auto button = strip.cut_right(wide, ui.px(k_gap_m));
        if (draw_button(ui, button.centered(wide, ui.px(k_button_height)), "open number", label,
                        style)) {
            intents.add(callbacks::OpenNumber{});
        }
    }
    const auto masked =
        number.phone.empty() ? ui.tr(words::callback_number_away) : Text::data(number.phone);
    draw_text(ui, strip, over ? ui.tr(words::callback_number_over) : masked,
              number.phone.empty() || over ? TextStyle::body : TextStyle::title, Role::ink2);
}

/// One line of the script with its sign: said, next, to come. True when it is touched.
void draw_script_line(Ui& ui, Rect& rest, int index, const CallNotes& notes, const Text& words,
                      CallbacksIntents& intents) {
    const auto gap = ui.px(k_gap_m), sign = ui.px(32);
    const auto wide = rest.width() - sign - gap;
    const auto high = std::max(ui.px(k_target_min),
                               wrapped_height(ui, words, TextStyle::body, wide) + ui.px(k_gap_s));
    auto line = rest.cut_top(high);
    const bool said = index < notes.line, next = index == notes.line;
    const auto target = line;
    auto disc = line.cut_left(sign, gap);
    disc = disc.centered(sign, sign);
    fill(ui, disc, next ? Role::primary : said ? Role::primary_soft : Role::surface2, 16);
    if (said) {
        draw_icon(ui, {disc.center_x(), disc.center_y()}, Icon::check, 18, Role::primary_text);
    } else {
        draw_text(ui, disc, Text::data(std::to_string(index + 1)), TextStyle::body_strong,
                  next ? Role::on_primary : Role::ink2, Align::center);
    }
    const auto text_high = wrapped_height(ui, words, TextStyle::body, line.width());
    draw_wrapped(ui, line.centered(line.width(), text_high), words,
                 next ? TextStyle::body_strong : TextStyle::body, Role::ink);
    const auto press = press_area(ui, target, fmt::format("line {}", index), words);
    if (press.focused) focus_ring(ui, target, k_radius_control);
    if (press.pressed) intents.add(callbacks::MarkLine{index});
}

void draw_script(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents) {
    const auto& script = state.sheet->script;
    const auto& notes = state.notes;
    draw_text(ui, rest.cut_top(line_height(ui, TextStyle::body_strong), ui.px(k_gap_xs)),
              ui.tr(words::callback_script), TextStyle::body_strong, Role::ink2);
    int index = 0;
    const auto say = [&](const std::string& words) {
        draw_script_line(ui, rest, index++, notes, Text::data(words), intents);
    };
    say(script.greeting);
    say(script.reason);
    for (const auto& question : script.questions) {
        say(question.text);
        if (question.answers.empty()) continue;
        std::vector<Text> words;
        std::optional<std::size_t> chosen;
        for (std::size_t i = 0; i < question.answers.size(); ++i) {
            words.push_back(Text::data(question.answers[i]));
            if (notes.answer_to(question.text) == question.answers[i]) chosen = i;
        }
        auto chips = rest;
        chips.left += ui.px(32) + ui.px(k_gap_m);
        const auto pressed = draw_answer_chips(ui, chips, "answer " + question.text, words, chosen);
        rest.top = chips.top;
        if (pressed) {
            const bool again = chosen == pressed;
            intents.add(callbacks::Answer{question.text, again ? "" : question.answers[*pressed]});
        }
    }
    say(script.thanks);
    rest.cut_top(ui.px(k_gap_m));
}

void draw_history(Ui& ui, Rect& rest, const Scene& scene, const CallbackSheet& sheet,
                  CallbacksIntents& intents) {
    if (sheet.history.empty()) return;
    const auto& state = sheet.line.state;
    draw_text(ui, rest.cut_top(line_height(ui, TextStyle::body_strong), ui.px(k_gap_s)),
              state.is_open() ? ui.tr(words::callback_tries, state.tries, sheet.line.task.tries_max)
                              : ui.tr(words::callback_history),
              TextStyle::body_strong, Role::ink2);
    for (std::size_t i = 0; i < sheet.history.size(); ++i) {
        const auto& item = sheet.history[i];
        auto details = item.event.said;
        for (const auto& answer : item.answers) {
            if (!details.empty()) details += "；";
            details += answer.answer.empty() ? answer.words : answer.answer;
        }
        if (!item.event.reason.empty()) details = item.event.reason;
        draw_timeline_entry(
            ui, rest, fmt::format("step {}", i),
            {.icon = item.event.step == CallbackStep::called ? Icon::phone_in_talk : Icon::history,
             .tone = item.event.outcome == CallbackOutcome::reached && !item.undone ? Tone::success
                                                                                    : Tone::neutral,
             .what =
                 item.undone ? ui.tr(words::callback_step_undone) : callback_step_text(ui, item),
             .when = time_text(ui, scene.shop, item.event.created_at),
             .who = Text::data(item.by_name),
             .details = Text::data(details),
             .first = i == 0,
             .last = i + 1 == sheet.history.size()});
        if (!item.can_be_undone) continue;
        const auto label = ui.tr(words::callback_take_back);
        const ButtonStyle style{.kind = ButtonKind::ghost, .words = TextStyle::body_strong};
        auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
        if (draw_button(ui, line.cut_left(button_width(ui, label, style)),
                        fmt::format("take back {}", i), label, style)) {
            intents.add(callbacks::TakeBack{item.event.id});
        }
    }
    rest.cut_top(ui.px(k_gap_m));
}

}  // namespace

void draw_call_sheet(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                     bool is_alone, CallbacksIntents& intents) {
    auto inside = draw_card(ui, area, k_gap_l);
    if (!state.sheet) {
        if (state.sheet_error) {
            const EmptyState failed{.icon = Icon::alert_circle,
                                    .tone = Tone::danger,
                                    .title = error_text(ui, *state.sheet_error),
                                    .action = ui.tr(words::retry)};
            if (draw_empty_state(ui, inside, "retry sheet", failed))
                intents.add(callbacks::Reload{});
            return;
        }
        if (state.chosen) return draw_busy(ui, inside, ui.tr(words::loading));
        draw_empty_state(ui, inside, "nobody chosen",
                         {.icon = Icon::phone, .title = ui.tr(words::callback_choose)});
        return;
    }
    const auto& sheet = *state.sheet;
    const bool open = sheet.line.state.is_open();
    if (open) {
        const bool low = area.height() < ui.px(k_low_call_dp);
        const bool few_outcomes = area.height() < ui.px(k_call_outcomes_dp);
        const auto draw_bar = [&](Rect& rest, CallbacksIntents& meant) {
            draw_call_judgement(ui, rest, state, low, meant);
            draw_call_outcomes(ui, rest, state, few_outcomes, meant);
        };
        const auto high = measured_height(ui, inside.width(), [&](Rect& rest) {
            CallbacksIntents none;
            draw_bar(rest, none);
        });
        auto bar = inside.cut_bottom(high, ui.px(k_gap_s));
        divider(ui, inside.left, inside.right, inside.bottom);
        draw_bar(bar, intents);
    }
    ScrollArea scroll(ui, "call", inside, Role::surface);
    auto rest = scroll.content();
    draw_call_head(ui, rest, scene, sheet, is_alone, intents);
    if (open) draw_number(ui, rest, scene, state, intents);
    if (sheet.line.block != domain::CallbackBlock::none) {
        draw_banner(
            ui, rest, "block",
            {.tone = Tone::warning, .text = callback_block_text(ui, scene.shop, sheet.line)});
        rest.cut_top(ui.px(k_gap_m));
    }
    if (open) {
        draw_script(ui, rest, state, intents);
        draw_call_notes(ui, rest, state, intents);
        rest.cut_top(ui.px(k_gap_m));
    }
    draw_call_consents(ui, rest, state, intents);
    draw_history(ui, rest, scene, sheet, intents);
    if (open && !sheet.script.message.empty()) {
        draw_text(ui, rest.cut_top(line_height(ui, TextStyle::body_strong), ui.px(k_gap_xs)),
                  ui.tr(words::callback_message), TextStyle::body_strong, Role::ink2);
        draw_paragraph(ui, rest, Text::data(sheet.script.message), TextStyle::body, Role::ink,
                       k_gap_xs);
        const auto copy = ui.tr(words::callback_copy_message);
        const ButtonStyle style{.words = TextStyle::body_strong};
        auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_m));
        if (draw_button(ui, line.cut_left(button_width(ui, copy, style)), "copy message", copy,
                        style)) {
            intents.add(callbacks::CopyMessage{});
        }
    }
    draw_call_orders(ui, rest, scene, state, intents);
    scroll.finish(rest.top);
}

}  // namespace qiantai::ui

// How grave it is, and what is promised.

#include <algorithm>

#include "assets/words/ticket_take.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_section.hpp"
#include "terminal/tickets/screens/ticket_take_parts.hpp"
#include "terminal/tickets/screens/ticket_take_words.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

TextKey severity_note(TicketSeverity severity) {
    switch (severity) {
        case TicketSeverity::serious:
            return words::take_serious_note;
        case TicketSeverity::urgent:
            return words::take_urgent_note;
        case TicketSeverity::normal:
            break;
    }
    return words::take_normal_note;
}

/// Why this one is chosen, as long as nobody has chosen by hand.
Text proposed_note(const Ui& ui, const TicketTakeState& state) {
    if (!state.written.severity.empty()) return ui.tr(words::take_severity_own);
    if (state.guess) {
        return Text::data(ui.tr(words::take_severity_because, state.guess->because).utf8());
    }
    return ui.tr(words::take_severity_usual);
}

}  // namespace

void TakeView::draw_severity(Rect& rest) const {
    if (!state.is_case()) return;
    draw_head(rest, 4, words::take_severity, proposed_note(ui, state));
    for (const auto& one : k_codes<TicketSeverity>) {
        const auto* promise = state.promise(one.value);
        PromiseRow row{.title = ticket_severity_text(ui, one.value),
                       .note = ui.tr(severity_note(one.value)),
                       .chosen = state.severity() == one.value};
        if (promise != nullptr && promise->dues.answer) {
            row.first = due_time_text(ui, scene.shop, *promise->dues.answer);
            row.first_label = ui.tr(words::take_answered);
        }
        if (promise != nullptr && promise->dues.solve) {
            row.second = due_time_text(ui, scene.shop, *promise->dues.solve);
            row.second_label = ui.tr(words::take_solved);
        }
        if (draw_promise_row(ui, rest, one.code, row)) {
            intents.add(take::SetSeverity{one.value});
        }
        rest.cut_top(ui.px(k_gap_s));
    }
    const auto* chosen = state.promise(state.severity());
    if (chosen == nullptr || !chosen->headquarters_hears) return;
    const auto alarm = ticket_alarm_text(ui, state.alarm());
    const auto words = alarm.empty() ? ui.tr(words::take_headquarters)
                                     : ui.tr(words::take_headquarters_alarm, alarm.utf8());
    draw_banner(ui, rest, "headquarters", {Tone::warning, words});
    rest.cut_top(ui.px(k_gap_s));
}

void TakeView::draw_severity_line(const Rect& line) const {
    if (!state.is_case()) return;
    std::vector<Text> names;
    for (const auto& one : k_codes<TicketSeverity>) {
        names.push_back(ticket_severity_text(ui, one.value));
    }
    const auto pressed =
        draw_segmented(ui, line, "severities", names, static_cast<int>(state.severity()));
    if (pressed) intents.add(take::SetSeverity{static_cast<TicketSeverity>(*pressed)});
}

void TakeView::draw_promise(Rect& rest) const {
    const auto* promise = state.promise(state.severity());
    if (promise == nullptr) return;
    const auto& dues = promise->dues;
    std::vector<std::pair<TextKey, std::int64_t>> parts;
    const auto say = [&](TextKey key, const std::optional<std::int64_t>& due) {
        if (due) parts.emplace_back(key, *due);
    };
    // An answer is a contact: who gets it earlier is promised no other.
    const bool contact_first = !dues.answer || dues.acknowledge < dues.answer;
    if (state.is_case() && contact_first) say(words::take_say_contact, dues.acknowledge);
    say(words::take_say_visit, dues.visit);
    say(words::take_say_answer, dues.answer);
    say(words::take_say_solve, dues.solve);
    std::ranges::stable_sort(parts, {}, &std::pair<TextKey, std::int64_t>::second);
    std::string said;
    for (const auto& [key, due] : parts) {
        if (!said.empty()) said += ui.tr(words::take_say_comma).utf8();
        said += ui.tr(key, due_time_text(ui, scene.shop, due).utf8()).utf8();
    }
    if (said.empty()) return;
    said += ui.tr(words::take_say_end).utf8();
    draw_paragraph(ui, rest, ui.tr(words::take_say), TextStyle::small, Role::ink2, k_gap_xs);
    draw_paragraph(ui, rest, Text::data(said), TextStyle::body, Role::ink);
}

}  // namespace qiantai::ui

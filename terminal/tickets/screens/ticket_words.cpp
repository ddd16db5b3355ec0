#include "terminal/tickets/screens/ticket_words.hpp"

#include <cmath>

#include "assets/words/tickets.hpp"
#include "terminal/desk/shown.hpp"

namespace qiantai::ui {
namespace {

using domain::ClockStand;
using domain::TicketPhase;

constexpr std::int64_t k_minute_ms = 60'000, k_hour_ms = 60 * k_minute_ms,
                       k_spoken_in_days_ms = 48 * k_hour_ms, k_working_day_ms = 12 * k_hour_ms;

// Joined so that each part stays words of ours.
Text joined_words(const Text& one, const Text& other) {
    return Text::words(one.utf8() + " · " + other.utf8());
}

Text told_text(const Ui& ui, int level) {
    return ui.tr(level >= 2 ? words::ticket_told_headquarters : words::ticket_told_manager);
}

Text left_text(const Ui& ui, const Shop& shop, const domain::ShownClock& clock,
               const ClockSetting& setting) {
    switch (clock.stand) {
        case ClockStand::met:
            return ui.tr(words::ticket_met);
        case ClockStand::met_late:
            return ui.tr(words::ticket_met_late);
        case ClockStand::paused:
            if (setting.paused_for.empty()) return ui.tr(words::ticket_paused);
            return Text::data(ui.tr(words::ticket_paused_for, setting.paused_for).utf8());
        case ClockStand::overdue:
            return ui.tr(words::ticket_over, time_span_text(ui, -clock.left_ms).utf8());
        case ClockStand::due_soon:
        case ClockStand::running:
            break;
    }
    // Far ahead days are counted on the calendar: a working day has no fixed length.
    if (clock.left_ms > k_working_day_ms) {
        const auto due = Date::of_time(clock.clock.due_at, shop.utc_offset_minutes);
        const auto days = Date::of_time(shop.now_ms, shop.utc_offset_minutes).days_until(due);
        if (days >= 2) {
            return ui.tr(words::ticket_left, ui.tr(words::ticket_days, days).utf8());
        }
    }
    return ui.tr(words::ticket_left, time_span_text(ui, clock.left_ms).utf8());
}

Text day_and_clock_text(const Ui& ui, const Shop& shop, Date day, const std::string& clock) {
    const auto today = Date::of_time(shop.now_ms, shop.utc_offset_minutes);
    switch (today.days_until(day)) {
        case 0:
            return ui.tr(words::ticket_today, clock);
        case 1:
            return ui.tr(words::ticket_tomorrow, clock);
        case -1:
            return ui.tr(words::ticket_yesterday, clock);
        default:
            return Text::data(date_text(ui, shop, day).utf8() + " " + clock);
    }
}

/// The end of a day is that day's: nobody reads 0:00 of the next one so.
Text due_day_text(const Ui& ui, const Shop& shop, std::int64_t due) {
    const auto day = Date::of_time(due, shop.utc_offset_minutes);
    const auto midnight = utc_day_start(day) - shop.utc_offset_minutes * k_minute_ms;
    if (due != midnight) return day_and_time_text(ui, shop, due);
    return day_and_clock_text(ui, shop, day.plus_days(-1), "24:00");
}

/// What may be said of the time of day, the most first; the last always fits.
std::vector<Text> wall_words(const Ui& ui, const Shop& shop, const domain::ShownClock& clock,
                             const ClockSetting& setting) {
    const auto due = due_day_text(ui, shop, clock.clock.due_at);
    switch (clock.stand) {
        case ClockStand::paused: {
            const auto left = time_span_text(ui, clock.left_ms).utf8();
            const auto alone = ui.tr(words::ticket_left, left);
            if (!setting.paused_since) return {alone};
            const auto since = day_and_time_text(ui, shop, *setting.paused_since).utf8();
            return {ui.tr(words::ticket_paused_since, since, left), alone};
        }
        case ClockStand::overdue: {
            const auto was = ui.tr(words::ticket_due_was, due.utf8());
            if (clock.clock.level == 0) return {was};
            return {joined_words(was, told_text(ui, clock.clock.level)), was};
        }
        case ClockStand::met:
        case ClockStand::met_late:
            return {ui.tr(words::ticket_due_was, due.utf8())};
        case ClockStand::due_soon:
        case ClockStand::running:
            break;
    }
    if (clock.continues_at) {
        const auto when = day_and_time_text(ui, shop, *clock.continues_at);
        return {ui.tr(words::ticket_continues, when.utf8()), when};
    }
    const auto by =
        ui.tr(words::ticket_due_by, due.utf8(), ticket_timer_text(ui, clock.clock.timer).utf8());
    // Said where it surprises: when less is left than the clock on the wall says.
    const auto by_wall = clock.clock.due_at - shop.now_ms;
    if (clock.by_wall_clock || clock.left_ms + 10 * k_minute_ms >= by_wall) return {by, due};
    const auto hours = ui.tr(words::ticket_open_hours_only);
    return {joined_words(by, hours), joined_words(due, hours), by, due};
}

}  // namespace

Text ticket_kind_text(const Ui& ui, const Coded<TicketKind>& kind) {
    return code_text<TicketKind>(ui, kind.text(),
                                 {{TicketKind::complaint, words::ticket_kind_complaint},
                                  {TicketKind::repair, words::ticket_kind_repair},
                                  {TicketKind::enquiry, words::ticket_kind_enquiry},
                                  {TicketKind::suggestion, words::ticket_kind_suggestion}});
}

Icon ticket_kind_icon(const Coded<TicketKind>& kind) {
    if (kind == TicketKind::repair) return Icon::wrench;
    if (kind == TicketKind::enquiry) return Icon::help;
    if (kind == TicketKind::suggestion) return Icon::comment;
    return Icon::headset;
}

Text ticket_severity_text(const Ui& ui, const Coded<TicketSeverity>& severity) {
    return code_text<TicketSeverity>(ui, severity.text(),
                                     {{TicketSeverity::normal, words::ticket_severity_normal},
                                      {TicketSeverity::serious, words::ticket_severity_serious},
                                      {TicketSeverity::urgent, words::ticket_severity_urgent}});
}

Tone ticket_severity_tone(const Coded<TicketSeverity>& severity) {
    if (severity == TicketSeverity::urgent) return Tone::danger;
    return severity == TicketSeverity::serious ? Tone::warning : Tone::neutral;
}

Text ticket_phase_text(const Ui& ui, TicketPhase phase) {
    switch (phase) {
        case TicketPhase::received:
            return ui.tr(words::ticket_phase_received);
        case TicketPhase::not_ours:
            return ui.tr(words::ticket_phase_not_ours);
        case TicketPhase::explained:
        case TicketPhase::answered:
            return ui.tr(words::ticket_phase_explained);
        case TicketPhase::handling:
            return ui.tr(words::ticket_phase_handling);
        case TicketPhase::proposed:
            return ui.tr(words::ticket_phase_proposed);
        case TicketPhase::approved:
            return ui.tr(words::ticket_phase_approved);
        case TicketPhase::carried_out:
            return ui.tr(words::ticket_phase_carried_out);
        case TicketPhase::signed_:
            return ui.tr(words::ticket_phase_signed);
        case TicketPhase::cancelled:
            return ui.tr(words::ticket_phase_cancelled);
        case TicketPhase::closed:
            break;
    }
    return ui.tr(words::ticket_phase_closed);
}

Tone ticket_phase_tone(TicketPhase phase) {
    if (phase == TicketPhase::closed) return Tone::success;
    if (phase == TicketPhase::cancelled) return Tone::neutral;
    return phase == TicketPhase::received ? Tone::warning : Tone::info;
}

Text ticket_timer_text(const Ui& ui, TicketTimer timer) {
    switch (timer) {
        case TicketTimer::acknowledge:
            return ui.tr(words::ticket_timer_acknowledge);
        case TicketTimer::pass_on:
            return ui.tr(words::ticket_timer_pass_on);
        case TicketTimer::answer:
            return ui.tr(words::ticket_timer_answer);
        case TicketTimer::visit:
            return ui.tr(words::ticket_timer_visit);
        case TicketTimer::solve:
            return ui.tr(words::ticket_timer_solve);
        case TicketTimer::call_back:
            break;
    }
    return ui.tr(words::ticket_timer_call_back);
}

Text ticket_fault_text(const Ui& ui, const Coded<TicketFault>& fault) {
    return code_text<TicketFault>(ui, fault.text(),
                                  {{TicketFault::open, words::ticket_fault_open},
                                   {TicketFault::ours, words::ticket_fault_ours},
                                   {TicketFault::not_ours, words::ticket_fault_not_ours}});
}

Text ticket_resolution_text(const Ui& ui, const Coded<ResolutionKind>& resolution) {
    return code_text<ResolutionKind>(
        ui, resolution.text(),
        {{ResolutionKind::refund, words::ticket_resolution_refund},
         {ResolutionKind::replacement, words::ticket_resolution_replacement},
         {ResolutionKind::discount, words::ticket_resolution_discount},
         {ResolutionKind::compensation, words::ticket_resolution_compensation},
         {ResolutionKind::repair, words::ticket_resolution_repair},
         {ResolutionKind::apology, words::ticket_resolution_apology},
         {ResolutionKind::other, words::ticket_resolution_other}});
}

std::string short_ticket_number(std::string_view number) {
    const auto check = number.rfind('-');
    if (check == std::string_view::npos) return std::string(number);
    const auto count = number.rfind('-', check - 1);
    if (check == 0 || count == std::string_view::npos) return std::string(number);
    return std::string(number.substr(count + 1, check - count - 1));
}

Text time_span_text(const Ui& ui, std::int64_t span_ms) {
    if (span_ms >= k_spoken_in_days_ms) {
        return ui.tr(words::ticket_days, span_ms / (24 * k_hour_ms));
    }
    // Begun minutes count: what is due is never said to have no time left before it has none.
    const auto minutes = (std::max<std::int64_t>(span_ms, 0) + k_minute_ms - 1) / k_minute_ms;
    if (minutes < 60) return ui.tr(words::ticket_minutes, minutes);
    const auto hours = minutes / 60, rest = minutes % 60;
    if (rest == 0) return ui.tr(words::ticket_hours, hours);
    return ui.tr(words::ticket_hours_minutes, hours, rest);
}

Text day_and_time_text(const Ui& ui, const Shop& shop, std::int64_t time) {
    const auto day = Date::of_time(time, shop.utc_offset_minutes);
    return day_and_clock_text(ui, shop, day, clock_text(shop, time).utf8());
}

ClockLook clock_look(const domain::ShownClock& clock) {
    switch (clock.stand) {
        case ClockStand::met:
            return ClockLook::met;
        case ClockStand::met_late:
            return ClockLook::met_late;
        case ClockStand::paused:
            return ClockLook::paused;
        case ClockStand::overdue:
            return ClockLook::overdue;
        case ClockStand::due_soon:
            return clock.continues_at ? ClockLook::shop_closed : ClockLook::due_soon;
        case ClockStand::running:
            break;
    }
    return clock.continues_at ? ClockLook::shop_closed : ClockLook::running;
}

ClockLine clock_line(const Ui& ui, const Shop& shop, const domain::ShownClock& clock,
                     const ClockSetting& setting, float width) {
    ClockLine line{.look = clock_look(clock), .left = left_text(ui, shop, clock, setting)};
    for (const auto& words : wall_words(ui, shop, clock, setting)) {
        line.wall = words;
        if (text_width(ui, words.utf8(), TextStyle::caption) <= width) break;
    }
    const bool over = line.look == ClockLook::overdue || line.look == ClockLook::met ||
                      line.look == ClockLook::met_late;
    const auto whole = std::max<std::int64_t>(clock.whole_ms, 1);
    line.share = over ? 1 : 1 - static_cast<float>(clock.left_ms) / static_cast<float>(whole);
    return line;
}

}  // namespace qiantai::ui

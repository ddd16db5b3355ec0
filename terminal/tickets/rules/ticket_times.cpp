#include "terminal/tickets/rules/ticket_times.hpp"

#include <algorithm>
#include <array>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr TimeMs k_minute_ms = 60'000;

TimeMs open_minutes(const BusinessCalendar& calendar, TimeMs at, int minutes) {
    // A unit that never opens owes it by the wall clock: a promise is never absent.
    return calendar.add_open_time(at, minutes * k_minute_ms).value_or(at + minutes * k_minute_ms);
}

TimeMs open_days(const BusinessCalendar& calendar, TimeMs at, int days) {
    constexpr TimeMs k_day_ms = 86'400'000;
    return calendar.add_open_days(at, days).value_or(at + days * k_day_ms);
}

const SeverityTimes& times_of(const TicketTimes& times, TicketSeverity severity) {
    switch (severity) {
        case TicketSeverity::serious:
            return times.serious;
        case TicketSeverity::urgent:
            return times.urgent;
        case TicketSeverity::normal:
            break;
    }
    return times.normal;
}

TicketDues severity_dues(const SeverityTimes& times, TimeMs at, const BusinessCalendar& calendar) {
    TicketDues dues;
    if (times.wall_clock) {
        const BusinessCalendar wall({.round_the_clock = true}, {}, 0);
        dues.answer = open_minutes(wall, at, times.answer_minutes);
        dues.solve = open_minutes(wall, open_days(wall, at, times.solve_days), times.solve_minutes);
        return dues;
    }
    dues.answer = open_minutes(calendar, at, times.answer_minutes);
    const TimeMs day = times.solve_days > 0 ? open_days(calendar, at, times.solve_days) : at;
    dues.solve = times.solve_minutes > 0 ? open_minutes(calendar, day, times.solve_minutes) : day;
    return dues;
}

bool are_warnings(const std::vector<TicketWarning>& warnings) {
    constexpr int k_minutes_most = 7 * 24 * 60, k_percent_most = 90;
    if (warnings.size() > k_ticket_warnings_max) return false;
    int minutes = k_minutes_most, percent = k_percent_most;
    for (const auto& one : warnings) {
        if (one.minutes < 0 || one.minutes > minutes) return false;
        if (one.percent < 0 || one.percent > percent) return false;
        minutes = one.minutes;
        percent = one.percent;
    }
    return true;
}

bool are_usable(const TicketTimes& times) {
    constexpr int k_days_max = 366, k_minutes_max = k_days_max * 24 * 60;
    const auto minutes = {
        times.acknowledge_minutes,   times.pass_on_minutes,       times.visit_minutes,
        times.question_minutes,      times.suggestion_minutes,    times.escalate_minutes,
        times.normal.answer_minutes, times.normal.solve_minutes,  times.serious.answer_minutes,
        times.serious.solve_minutes, times.urgent.answer_minutes, times.urgent.solve_minutes};
    const auto days = {times.authority_days,       times.call_back_from_days,
                       times.call_back_until_days, times.unclaimed_days,
                       times.promise_days_max,     times.normal.solve_days,
                       times.serious.solve_days,   times.urgent.solve_days};
    const auto within = [](int most) {
        return [most](int one) { return one >= 0 && one <= most; };
    };
    return std::ranges::all_of(minutes, within(k_minutes_max)) &&
           std::ranges::all_of(days, within(k_days_max)) &&
           times.call_back_from_days <= times.call_back_until_days && times.promise_days_max >= 1 &&
           are_warnings(times.warnings) && times.manager_decides >= Fen();
}

}  // namespace

std::span<const TicketWarning> warnings_of(const TicketTimes& times) {
    static constexpr std::array k_usual{TicketWarning{120, 20}, TicketWarning{30, 5}};
    if (times.warnings.empty()) return k_usual;
    return times.warnings;
}

Status check_ticket_times(std::string_view json) {
    const auto object = parse_json_object(json);
    const auto times = object ? from_json<TicketTimes>(*object) : std::nullopt;
    if (times && are_usable(*times)) return {};
    return make_error(k_ticket_times_malformed, {}, "value");
}

TicketTimes parse_ticket_times(std::string_view json) {
    const auto object = parse_json_object(json);
    const auto times = object ? from_json<TicketTimes>(*object) : std::nullopt;
    return times && are_usable(*times) ? *times : TicketTimes();
}

TicketDues matter_dues(const Ticket& ticket, TicketSeverity severity, TimeMs at,
                       const TicketTimes& times, const BusinessCalendar& handler) {
    TicketDues dues;
    if (ticket.kind == TicketKind::enquiry || ticket.kind == TicketKind::suggestion) {
        const int minutes =
            ticket.kind == TicketKind::enquiry ? times.question_minutes : times.suggestion_minutes;
        dues.answer = open_minutes(handler, at, minutes);
        return dues;
    }
    dues = severity_dues(times_of(times, severity), at, handler);
    if (ticket.channel == TicketChannel::authority) {
        dues.solve = std::min(*dues.solve, open_days(handler, at, times.authority_days));
    }
    return dues;
}

TicketDues first_dues(const Ticket& ticket, TicketSeverity severity, TimeMs at,
                      const TicketTimes& times, const TicketCalendars& calendars) {
    TicketDues dues = matter_dues(ticket, severity, at, times, calendars.handler);
    const bool at_headquarters = ticket.taken_at == "HQ";
    const auto& receiver = at_headquarters ? calendars.duty : calendars.handler;
    dues.acknowledge = open_minutes(receiver, at, times.acknowledge_minutes);
    const bool is_case = ticket.kind == TicketKind::complaint || ticket.kind == TicketKind::repair;
    if (headquarters_hears(ticket, severity)) {
        dues.pass_on = at + times.pass_on_minutes * k_minute_ms;
    } else if (is_case) {
        dues.pass_on = open_minutes(receiver, at, times.pass_on_minutes);
    }
    if (ticket.kind == TicketKind::repair && !ticket.brought_in) {
        dues.visit = at + times.visit_minutes * k_minute_ms;
    }
    return dues;
}

std::vector<Coded<TicketTimer>> timers_by_wall(const Ticket& ticket, TicketSeverity severity,
                                               const TicketTimes& times, const TicketDues& dues) {
    const bool is_case = ticket.kind == TicketKind::complaint || ticket.kind == TicketKind::repair;
    std::vector<Coded<TicketTimer>> timers;
    const auto add = [&](TicketTimer timer) {
        if (due_of(dues, timer)) timers.emplace_back(timer);
    };
    if (is_case && times_of(times, severity).wall_clock) {
        add(TicketTimer::answer);
        add(TicketTimer::solve);
    }
    if (headquarters_hears(ticket, severity)) add(TicketTimer::pass_on);
    add(TicketTimer::visit);
    return timers;
}

bool is_owed_by_roster(const Ticket& ticket, TicketTimer timer) {
    const bool of_receiver = timer == TicketTimer::acknowledge || timer == TicketTimer::pass_on;
    return of_receiver && ticket.taken_at == "HQ";
}

TimeMs soon_of(TimeMs since, TimeMs due, const BusinessCalendar* calendar,
               const TicketWarning& warning) {
    constexpr int k_whole_percent = 100;
    const TimeMs whole = calendar != nullptr ? calendar->open_time(since, due) : due - since;
    const TimeMs before =
        whole - std::max(warning.minutes * k_minute_ms, whole * warning.percent / k_whole_percent);
    if (before <= 0) return since;
    if (calendar == nullptr) return since + before;
    return calendar->add_open_time(since, before).value_or(since + before);
}

TicketPromise make_promise(const Ticket& ticket, const TicketDues& dues,
                           std::vector<Coded<TicketTimer>> by_wall, TimeMs at,
                           const TicketTimes& times, const TicketCalendars& calendars) {
    TicketPromise promise{.dues = dues, .terms = {}};
    promise.terms.by_wall = std::move(by_wall);
    const auto warnings = warnings_of(times);
    promise.terms.escalate_minutes = times.escalate_minutes;
    for (const auto& [timer, code] : k_codes<TicketTimer>) {
        const auto due = due_of(dues, timer);
        if (!due) continue;
        const auto& owner = is_owed_by_roster(ticket, timer) ? calendars.duty : calendars.handler;
        const auto* counted = promise.terms.runs_by_wall(timer) ? nullptr : &owner;
        for (std::size_t stage = 0; stage < warnings.size(); ++stage) {
            due_of(warning_dues(promise.terms, stage), timer) =
                soon_of(at, *due, counted, warnings[stage]);
        }
    }
    return promise;
}

void move_after_pause(const TicketState& state, const TicketClock& clock, TimeMs resumed_at,
                      const BusinessCalendar& calendar, TicketPromise& promise) {
    if (!state.paused_since || clock.met_at || clock.timer == TicketTimer::call_back) return;
    // What had run out before the wait began stays run out; what was promised in it began later.
    if (clock.due_at <= *state.paused_since) return;
    const TimeMs from = std::max(*state.paused_since, clock.since_at);
    if (from >= resumed_at) return;
    const TimeMs waited = resumed_at - from;
    const TimeMs open = clock.by_wall_clock ? waited : calendar.open_time(from, resumed_at);
    const auto later = [&](TimeMs at) {
        return clock.by_wall_clock ? at + waited
                                   : calendar.add_open_time(at, open).value_or(at + waited);
    };
    due_of(promise.dues, clock.timer) = later(clock.due_at);
    // Who was warned already is not warned anew.
    due_of(promise.terms.soon, clock.timer) =
        clock.soon_at <= from ? clock.soon_at : later(clock.soon_at);
    for (std::size_t i = 0; i < clock.warn_again_at.size(); ++i) {
        const auto at = clock.warn_again_at[i];
        due_of(warning_dues(promise.terms, i + 1), clock.timer) = at <= from ? at : later(at);
    }
    if (clock.by_wall_clock) promise.terms.by_wall.emplace_back(clock.timer);
}

CallBackTime call_back_time(TimeMs signed_at, const TicketTimes& times,
                            const BusinessCalendar& handler) {
    const Date day = handler.date_of(signed_at);
    constexpr int k_day_seconds = 86'400;
    return {handler.time_of(day.plus_days(times.call_back_from_days), 0),
            handler.time_of(day.plus_days(times.call_back_until_days), k_day_seconds)};
}

int warnings_given(const TicketClock& clock, TimeMs now) {
    if (now < clock.soon_at) return 0;
    const auto given =
        std::ranges::count_if(clock.warn_again_at, [now](std::int64_t at) { return now >= at; });
    return 1 + static_cast<int>(given);
}

ClockStand stand_of(const std::optional<std::int64_t>& paused_since, const TicketClock& clock,
                    TimeMs now) {
    if (clock.met_at) return clock.late() ? ClockStand::met_late : ClockStand::met;
    // While the case waits for the customer it stands where it stood.
    const TimeMs at = std::min(paused_since.value_or(now), now);
    if (at > clock.due_at) return ClockStand::overdue;
    if (paused_since) return ClockStand::paused;
    return now >= clock.soon_at ? ClockStand::due_soon : ClockStand::running;
}

}  // namespace qiantai::domain

#include "terminal/tickets/rules/ticket_times.hpp"

#include <doctest/doctest.h>

#include "terminal/tickets/rules/ticket_fold.hpp"

namespace qiantai::domain {
namespace {

constexpr TimeMs k_minute = 60'000, k_hour = 3'600'000;
/// 2026-11-21 14:31 in China.
constexpr TimeMs k_saturday = 1'795'242'660'000;

TicketCalendars calendars() {
    const BusinessCalendar shop({.week = {{{1, 2, 3, 4, 5, 6, 7}, {"09:00-12:30", "13:30-21:00"}}}},
                                {}, 480);
    return {shop, BusinessCalendar(usual_office_hours(), {}, 480)};
}

/// Day of November and time, in China.
TimeMs november(int day, int hour, int minute) {
    return k_saturday + (TimeMs{day} - 21) * 24 * k_hour + (hour - 14) * k_hour +
           (minute - 31) * k_minute;
}

TicketDues taken(const Ticket& ticket, TicketSeverity severity) {
    return first_dues(ticket, severity, k_saturday, {}, calendars());
}

}  // namespace

TEST_CASE("what is promised when a complaint is taken is what the rulings say") {
    const Ticket complaint{.taken_at = "S001", .kind = TicketKind::complaint};
    const auto normal = taken(complaint, TicketSeverity::normal);
    CHECK(normal.answer == november(23, 16, 31));
    CHECK(normal.solve == november(24, 14, 31));
    CHECK(normal.acknowledge == november(21, 16, 31));
    CHECK(normal.pass_on == november(21, 15, 31));
    CHECK_FALSE(normal.visit);
    const auto serious = taken(complaint, TicketSeverity::serious);
    CHECK(serious.answer == november(22, 15, 31));
    CHECK(serious.solve == november(26, 14, 31));
    const auto urgent = taken(complaint, TicketSeverity::urgent);
    CHECK(urgent.answer == november(21, 16, 31));
    CHECK(urgent.solve == november(22, 14, 31));
}

TEST_CASE(
    "headquarters hears of alarms, of serious cases and of 12315 within an hour of the clock") {
    Ticket ticket{.taken_at = "S001", .kind = TicketKind::complaint, .alarm = TicketAlarm::injury};
    CHECK(taken(ticket, TicketSeverity::normal).pass_on == k_saturday + k_hour);
    ticket.alarm = TicketAlarm::none;
    ticket.channel = TicketChannel::authority;
    const auto authority = taken(ticket, TicketSeverity::serious);
    CHECK(authority.pass_on == k_saturday + k_hour);
    // Its own deadline is shorter.
    CHECK(authority.solve == november(24, 14, 31));
}

TEST_CASE("a repair on site is visited within 24 hours by the clock, one brought in is not") {
    Ticket repair{.taken_at = "S001", .kind = TicketKind::repair};
    CHECK(taken(repair, TicketSeverity::normal).visit == k_saturday + 24 * k_hour);
    repair.brought_in = true;
    CHECK_FALSE(taken(repair, TicketSeverity::normal).visit);
    const Ticket enquiry{.taken_at = "HQ", .kind = TicketKind::enquiry};
    const auto asked = taken(enquiry, TicketSeverity::normal);
    CHECK_FALSE(asked.solve);
    CHECK_FALSE(asked.pass_on);
    // Headquarters' roster owes the acknowledgement: on Monday, the office being its roster.
    CHECK(asked.acknowledge == november(23, 11, 0));
}

TEST_CASE("waiting for the customer takes out the open time in it, from what still runs") {
    const auto calendar = calendars().handler;
    TicketState state{.severity = TicketSeverity::normal};
    state.clocks = {
        {TicketTimer::answer, november(22, 12, 20), {}},
        {TicketTimer::solve, november(21, 11, 0), {}},
        {.timer = TicketTimer::visit, .due_at = november(22, 10, 0), .by_wall_clock = true},
        {TicketTimer::acknowledge, november(22, 10, 0), november(21, 11, 10)},
        {.timer = TicketTimer::pass_on,
         .due_at = november(21, 20, 0),
         .since_at = november(21, 12, 0),
         .soon_at = november(21, 18, 0)}};
    state.paused_since = november(21, 11, 30);
    TicketPromise promise;
    for (const auto& clock : state.clocks) {
        move_after_pause(state, clock, november(21, 13, 35), calendar, promise);
    }
    const auto& dues = promise.dues;
    CHECK(dues.answer == november(22, 14, 25));
    CHECK_FALSE(dues.solve);
    CHECK(dues.visit == november(22, 12, 5));
    CHECK_FALSE(dues.acknowledge);
    // Promised while the case waited: from then on only.
    CHECK(dues.pass_on == november(21, 20, 35));
    CHECK(promise.terms.soon.pass_on == november(21, 18, 35));
    CHECK(promise.terms.runs_by_wall(TicketTimer::visit));
}

TEST_CASE(
    "it is due soon when two hours or a fifth of the promise are left, of the time it runs in") {
    const auto calendar = calendars().handler;
    // Three open days of eleven hours: six hours and 36 minutes of them.
    CHECK(soon_of(november(21, 14, 31), november(24, 14, 31), &calendar) == november(23, 18, 55));
    CHECK(soon_of(november(21, 14, 31), november(21, 18, 31), &calendar) == november(21, 16, 31));
    CHECK(soon_of(november(21, 14, 31), november(21, 15, 31), &calendar) == november(21, 14, 31));
    // The last two open hours lie on both sides of lunch.
    CHECK(soon_of(november(21, 9, 0), november(21, 14, 0), &calendar) == november(21, 11, 0));
    CHECK(soon_of(november(21, 14, 31), november(22, 14, 31), nullptr) == november(22, 9, 43));
}

TEST_CASE(
    "a clock stands while the case waits, warns before it runs out, and says when it was met late") {
    TicketClock clock{.timer = TicketTimer::answer,
                      .due_at = november(22, 9, 30),
                      .soon_at = november(21, 19, 30)};
    CHECK(stand_of({}, clock, november(21, 19, 29)) == ClockStand::running);
    CHECK(stand_of({}, clock, november(21, 19, 30)) == ClockStand::due_soon);
    CHECK(stand_of({}, clock, november(22, 9, 30)) == ClockStand::due_soon);
    CHECK(stand_of({}, clock, november(22, 9, 31)) == ClockStand::overdue);
    CHECK(stand_of(november(21, 18, 0), clock, november(23, 12, 0)) == ClockStand::paused);
    CHECK(stand_of(november(22, 10, 0), clock, november(23, 12, 0)) == ClockStand::overdue);
    clock.met_at = clock.stood_at = november(22, 9, 0);
    CHECK(stand_of({}, clock, november(23, 12, 0)) == ClockStand::met);
    clock.met_at = clock.stood_at = november(22, 10, 0);
    CHECK(stand_of({}, clock, november(23, 12, 0)) == ClockStand::met_late);
    // It was met late by the hands of the clock, and stood still since before that.
    clock.stood_at = november(22, 9, 0);
    CHECK(stand_of({}, clock, november(23, 12, 0)) == ClockStand::met);
}

TEST_CASE("what runs by the wall clock is said with the promise, and read back with it") {
    const Ticket complaint{.taken_at = "S001", .kind = TicketKind::complaint};
    const auto promised = [&](const Ticket& ticket, TicketSeverity severity) {
        const auto dues = taken(ticket, severity);
        const auto promise = make_promise(ticket, dues, timers_by_wall(ticket, severity, {}, dues),
                                          k_saturday, {}, calendars());
        return terms_of({.due = promise_text(promise)}).value();
    };
    CHECK(promised(complaint, TicketSeverity::normal).by_wall.empty());
    const auto urgent = promised(complaint, TicketSeverity::urgent);
    CHECK(urgent.runs_by_wall(TicketTimer::answer));
    CHECK(urgent.runs_by_wall(TicketTimer::solve));
    CHECK(urgent.runs_by_wall(TicketTimer::pass_on));
    CHECK_FALSE(urgent.runs_by_wall(TicketTimer::acknowledge));
    CHECK(urgent.escalate_minutes == 120);
    CHECK(urgent.soon.solve == november(22, 9, 43));
    const Ticket enquiry{.taken_at = "HQ", .kind = TicketKind::enquiry};
    const auto asked = promised(enquiry, TicketSeverity::urgent);
    CHECK_FALSE(asked.runs_by_wall(TicketTimer::answer));
    // Headquarters' roster begins on Monday at nine.
    CHECK(asked.soon.acknowledge == k_saturday);
    CHECK_FALSE(terms_of({.due = R"({"answer":5})"}));
}

TEST_CASE("warnings come in stages that the policy says, and a pause moves those to come") {
    const Ticket complaint{.taken_at = "S001", .kind = TicketKind::complaint};
    const auto times = parse_ticket_times(
        R"({"warnings":[{"minutes":120,"percent":20},{"minutes":60,"percent":0}]})");
    const auto calendar = calendars();
    const TicketDues dues{.answer = november(21, 20, 31)};
    const auto promise = make_promise(complaint, dues, {}, november(21, 14, 31), times, calendar);
    CHECK(promise.terms.soon.answer == november(21, 18, 31));
    REQUIRE(promise.terms.later.size() == 1);
    CHECK(promise.terms.later[0].answer == november(21, 19, 31));
    TicketEvent received{.step = TicketStep::received,
                         .due = promise_text(promise),
                         .created_at = november(21, 14, 31)};
    const auto clock = fold_ticket(complaint, {&received, 1}).clocks.at(0);
    CHECK(warnings_given(clock, november(21, 18, 30)) == 0);
    CHECK(warnings_given(clock, november(21, 18, 31)) == 1);
    CHECK(warnings_given(clock, november(21, 19, 31)) == 2);
    TicketState state{.paused_since = november(21, 19, 0), .clocks = {clock}};
    TicketPromise moved;
    move_after_pause(state, clock, november(21, 19, 30), calendar.handler, moved);
    CHECK(moved.terms.soon.answer == november(21, 18, 31));
    CHECK(moved.terms.later.at(0).answer == november(21, 20, 1));
    CHECK_FALSE(check_ticket_times(
        R"({"warnings":[{"minutes":30,"percent":5},{"minutes":60,"percent":5}]})"));
}

TEST_CASE("the call comes from the third day to the end of the seventh") {
    const auto time = call_back_time(k_saturday, {}, calendars().handler);
    CHECK(time.from == november(24, 0, 0));
    CHECK(time.until == november(29, 0, 0));
}

TEST_CASE("a policy says what is otherwise, and one that can't be read is as if not said") {
    CHECK(parse_ticket_times(R"({"acknowledge_minutes":30})").acknowledge_minutes == 30);
    CHECK(parse_ticket_times(R"({"serious":{"solve_days":4}})").serious.solve_days == 4);
    CHECK(parse_ticket_times("[]").acknowledge_minutes == 120);
}

}  // namespace qiantai::domain

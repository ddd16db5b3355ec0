#pragma once

// How long each step of a ticket may take (DOMAIN.md "Timers", Rulings "Clocks"; FORMS.md C4). Times
// run in the opening hours of the unit that owes the step; an urgent case and a repair on site by
// the wall clock. What was promised is kept with the ticket's events, so that a policy or a calendar
// that changes later rewrites nothing.

#include "terminal/base/business_calendar.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

/// Of one severity.
struct SeverityTimes {
    int answer_minutes = 24 * 60;
    int solve_days = 3;  ///< working days, before the minutes
    int solve_minutes = 0;
    bool wall_clock = false;
};
QIANTAI_DESCRIBE(SeverityTimes, "", answer_minutes, solve_days, solve_minutes, wall_clock)

/// A warning before a promise runs out: so many minutes are left, or so much of its whole time,
/// whichever is earlier.
struct TicketWarning {
    int minutes = 120;
    int percent = 20;
};
QIANTAI_DESCRIBE(TicketWarning, "", minutes, percent)
inline constexpr std::size_t k_ticket_warnings_max = 3;

/// Headquarters' policy of this code; whatever it doesn't say stays as here.
inline constexpr std::string_view k_ticket_times_policy = "tickets.times";
struct TicketTimes {
    int acknowledge_minutes = 120;
    int pass_on_minutes = 60;
    int visit_minutes = 24 * 60;  ///< a repair on site, by the wall clock
    SeverityTimes normal{};
    SeverityTimes serious{.answer_minutes = 12 * 60, .solve_days = 5};
    SeverityTimes urgent{
        .answer_minutes = 120, .solve_days = 0, .solve_minutes = 24 * 60, .wall_clock = true};
    int question_minutes = 24 * 60;  ///< answer to an enquiry
    int suggestion_minutes = 72 * 60;
    int authority_days = 3;       ///< 12315 decides in 7 working days
    int call_back_from_days = 3;  ///< after signing, calendar days
    int call_back_until_days = 7;
    Fen manager_decides{50'000};  ///< a store manager alone
    int escalate_minutes = 120;  ///< of open time after a promise ran out: headquarters is told too
    int unclaimed_days = 30;     ///< a repair that is ready and not fetched
    int promise_days_max = 90;   ///< since it was taken in or reopened: nothing is promised beyond
    /// At most three, each later than the one before; none: the usual ones, see warnings_of().
    std::vector<TicketWarning> warnings{};
};
QIANTAI_DESCRIBE(TicketTimes, "", acknowledge_minutes, pass_on_minutes, visit_minutes, normal,
                 serious, urgent, question_minutes, suggestion_minutes, authority_days,
                 call_back_from_days, call_back_until_days, manager_decides, escalate_minutes,
                 unclaimed_days, promise_days_max, warnings)
/// From the first on a promise is due soon: two hours or a fifth of it are left, then half an hour or a
/// twentieth, unless the policy says otherwise.
std::span<const TicketWarning> warnings_of(const TicketTimes& times);
inline constexpr ErrorKind k_ticket_times_malformed{
    "ticket_times_malformed", Actor::administrator,
    "Times of tickets are whole numbers of minutes and days, up to 366 days, the manager's amount is "
    "not below zero, and there are at most three warnings, each later than the one before.",
    "工单时限须为不超过 366 天的整数分钟或天数，店长权限金额不能为负，提醒最多三级且逐级靠后。"};
/// k_ticket_times_malformed.
Status check_ticket_times(std::string_view json);
/// Of the policy's JSON; the usual one where it says nothing usable.
TicketTimes parse_ticket_times(std::string_view json);

/// The units that owe something: who handles the case, and headquarters' roster that hears of it.
struct TicketCalendars {
    BusinessCalendar handler;
    BusinessCalendar duty;
};

/// What is promised when the ticket is taken at `at`.
TicketDues first_dues(const Ticket& ticket, TicketSeverity severity, TimeMs at,
                      const TicketTimes& times, const TicketCalendars& calendars);
/// What is owed anew when it is reopened, or its severity is set: answer and solution.
TicketDues matter_dues(const Ticket& ticket, TicketSeverity severity, TimeMs at,
                       const TicketTimes& times, const BusinessCalendar& handler);
/// Timers of these dues that the policy lets run by the wall clock.
std::vector<Coded<TicketTimer>> timers_by_wall(const Ticket& ticket, TicketSeverity severity,
                                               const TicketTimes& times, const TicketDues& dues);
/// Acknowledging and passing on what headquarters took in is owed by its roster.
bool is_owed_by_roster(const Ticket& ticket, TicketTimer timer);
/// `dues`, promised at `at`, with the rules by which they run from now on.
TicketPromise make_promise(const Ticket& ticket, const TicketDues& dues,
                           std::vector<Coded<TicketTimer>> by_wall, TimeMs at,
                           const TicketTimes& times, const TicketCalendars& calendars);

/// From when on it is warned of a promise made at `since`; by the wall clock without a calendar.
TimeMs soon_of(TimeMs since, TimeMs due, const BusinessCalendar* calendar,
               const TicketWarning& warning = {});

/// Moves a clock that still runs on by the open time, in `calendar`, that the case has waited for
/// the customer since it was promised; adds it to `promise` if it is to be moved.
void move_after_pause(const TicketState& state, const TicketClock& clock, TimeMs resumed_at,
                      const BusinessCalendar& calendar, TicketPromise& promise);
/// The call after the customer has signed: not before the first, due by the second.
struct CallBackTime {
    TimeMs from = 0;
    TimeMs until = 0;
};
CallBackTime call_back_time(TimeMs signed_at, const TicketTimes& times,
                            const BusinessCalendar& handler);

/// How a timer stands.
enum class ClockStand { met, met_late, paused, overdue, due_soon, running };
constexpr auto codes_of(ClockStand) {
    using enum ClockStand;
    return std::to_array<CodedValue<ClockStand>>({{met, "met"},
                                                  {met_late, "met_late"},
                                                  {paused, "paused"},
                                                  {overdue, "overdue"},
                                                  {due_soon, "due_soon"},
                                                  {running, "running"}});
}
/// How many of a running clock's warnings have been reached.
int warnings_given(const TicketClock& clock, TimeMs now);
/// Everything that it depends on was said when it was promised.
ClockStand stand_of(const std::optional<std::int64_t>& paused_since, const TicketClock& clock,
                    TimeMs now);

}  // namespace qiantai::domain

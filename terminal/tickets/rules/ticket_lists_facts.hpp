#pragma once

// What people see of tickets: one with its course, boards, lists and badges, and what would be
// promised. Plain values, no database.

#include <optional>
#include <string>
#include <vector>

#include "terminal/tickets/rules/ticket_choices.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"
#include "terminal/tickets/rules/ticket_times.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_ticket_period_malformed{
    "ticket_period_malformed", Actor::clerk, "Choose at most 366 days, the first one first.",
    "日期范围不对：最多 366 天，开始日期在前。"};

/// What would be promised, before it is taken.
struct PromiseQuestion {
    Coded<TicketKind> kind = TicketKind::complaint;
    Coded<TicketChannel> channel = TicketChannel::counter;
    Coded<TicketAlarm> alarm = TicketAlarm::none;
    bool brought_in = false;
};
QIANTAI_DESCRIBE(PromiseQuestion, "ticket", kind, channel, alarm, brought_in)
QIANTAI_NOTES(PromiseQuestion, {.field = "channel", .presence = FieldNote::Presence::optional},
              {.field = "alarm", .presence = FieldNote::Presence::optional},
              {.field = "brought_in", .presence = FieldNote::Presence::optional})

struct SeverityPromise {
    TicketSeverity severity{};
    TicketDues dues{};
    bool headquarters_hears = false;  ///< within the hour
};
QIANTAI_DESCRIBE(SeverityPromise, "", severity, dues, headquarters_hears)

/// Whose case it is, as this session may see it.
struct TicketCustomer {
    std::optional<Uuid> member_id{};  ///< the record that stands
    std::string name{};
    std::string phone{};
    std::string tier_name{};
    std::string address{};
    ContactAccess contact = ContactAccess::masked;
    bool is_erased = false;
    std::string salutation{};  ///< 王女士; the whole name where nothing says which
};
QIANTAI_DESCRIBE(TicketCustomer, "", member_id, name, phone, tier_name, address, contact, is_erased,
                 salutation)
QIANTAI_NOTES(TicketCustomer,
              {.field = "salutation", .presence = FieldNote::Presence::optional})

/// A timer with what there is to say of it now.
struct ShownClock {
    TicketClock clock{};
    ClockStand stand{};
    /// Until it is due: in the opening hours it runs in, or by the wall clock. Negative: so long
    /// overdue by the wall clock.
    std::int64_t left_ms = 0;
    std::int64_t whole_ms = 0;  ///< the same from its beginning to its end
    bool by_wall_clock = false;
    /// When it runs on, if the unit that owes it is closed now.
    std::optional<std::int64_t> continues_at{};
    int warnings = 0;  ///< due_soon: how many have been given
};
QIANTAI_DESCRIBE(ShownClock, "", clock, stand, left_ms, whole_ms, by_wall_clock, continues_at,
                 warnings)

/// An entry of the course.
struct ShownTicketEvent {
    TicketEvent event{};
    std::string staff_name{};
    std::string assignee_name{};  ///< of the staff, or as written
    bool without_effect = false;  ///< another terminal was ahead, or another step holds
};
QIANTAI_DESCRIBE(ShownTicketEvent, "", event, staff_name, assignee_name, without_effect)

/// Another ticket, in one line.
struct TicketLink {
    Uuid ticket_id{};
    std::string number{};
    Coded<TicketKind> kind{};
    TicketPhase phase{};
    std::string matter{};
    Date business_date{};
};
QIANTAI_DESCRIBE(TicketLink, "", ticket_id, number, kind, phase, matter, business_date)

/// So long somebody at headquarters counts as being at a case after opening it.
inline constexpr TimeMs k_ticket_hold_ms = TimeMs{20} * 60'000;

struct TicketPage {
    Ticket ticket{};  ///< with what was corrected since; contact data is the customer's, below
    TicketCustomer customer{};
    TicketState state{};
    std::vector<ShownClock> clocks{};
    std::optional<ShownClock> next{};        ///< what runs out first
    std::vector<ShownTicketEvent> events{};  ///< the newest first
    std::vector<OfferedStep> steps{};
    std::string keeper_name{};
    std::string store_name{};
    std::vector<TicketLink> related{};  ///< that it repeats, and that repeat it
    /// Headquarters hears within the hour and nobody has said yet that it did: whom to call.
    bool tell_headquarters = false;
    std::string headquarters_phone{};
    std::optional<std::int64_t> call_back_from_at{};  ///< signed: not before
    std::string assignee_name{};  ///< who does it, if that is not the keeper: somebody from outside
    /// At headquarters: who else has it open now, and since when.
    std::string held_by_name{};
    std::optional<std::int64_t> held_at{};
    bool is_own = false;    ///< this store's, or headquarters' at headquarters
    bool sync_now = false;  ///< whoever saved this should meet headquarters at once
};
QIANTAI_DESCRIBE(TicketPage, "", ticket, customer, state, clocks, next, events, steps, keeper_name,
                 store_name, related, tell_headquarters, headquarters_phone, call_back_from_at,
                 assignee_name, held_by_name, held_at, is_own, sync_now)
QIANTAI_NOTES(TicketPage, {.field = "assignee_name", .presence = FieldNote::Presence::optional},
              {.field = "held_by_name", .presence = FieldNote::Presence::optional})

/// A column of the board (LOOK, picture 8).
enum class BoardColumn { to_confirm, investigating, deciding, carrying_out, finishing };
constexpr auto codes_of(BoardColumn) {
    using enum BoardColumn;
    return std::to_array<CodedValue<BoardColumn>>({{to_confirm, "to_confirm"},
                                                   {investigating, "investigating"},
                                                   {deciding, "deciding"},
                                                   {carrying_out, "carrying_out"},
                                                   {finishing, "finishing"}});
}
/// Of a ticket that is not closed.
BoardColumn board_column(const Ticket& ticket, const TicketState& state);

/// A ticket as boards and lists show it.
struct TicketLine {
    Uuid ticket_id{};
    std::string number{};
    Coded<TicketKind> kind{};
    Coded<TicketChannel> channel{};
    std::string store_code{};
    TicketPhase phase{};
    Coded<TicketSeverity> severity{};
    Coded<TicketAlarm> alarm{};
    std::string customer_name{};
    std::string tier_name{};
    std::string subject{};
    std::string product{};
    std::string matter{};  ///< the first words of it
    std::string department{};
    std::string keeper{};
    std::string keeper_name{};
    std::optional<ShownClock> clock{};  ///< what runs out first; none when closed
    std::string paused_for{};           ///< why it waits for the customer
    std::optional<std::int64_t> paused_since{};
    Coded<TicketApprover> awaits{};  ///< a proposal waits for their yes
    int evidence = 0;                ///< photos and files
    int level = 0;                   ///< escalated, see TicketClock
    int calls = 0;
    bool contradicts = false;  ///< two steps contradict each other; somebody has to decide
    bool is_repeat = false;
    Date business_date{};
    std::int64_t created_at = 0;
    std::optional<std::int64_t> closed_at{};
};
QIANTAI_DESCRIBE(TicketLine, "", ticket_id, number, kind, channel, store_code, phase, severity,
                 alarm, customer_name, tier_name, subject, product, matter, department, keeper,
                 keeper_name, clock, paused_for, paused_since, awaits, evidence, level, calls,
                 contradicts, is_repeat, business_date, created_at, closed_at)
QIANTAI_NOTES(TicketLine, {.field = "severity", .presence = FieldNote::Presence::optional},
              {.field = "alarm", .presence = FieldNote::Presence::optional},
              {.field = "paused_for", .length_max = k_ticket_words_length_max},
              {.field = "awaits", .presence = FieldNote::Presence::optional})

struct BoardFilter {
    bool only_mine = false;
    Coded<TicketKind> kind{};  ///< empty = all
    std::string store_code{};  ///< at headquarters: one store's; empty = all
};
QIANTAI_DESCRIBE(BoardFilter, "", only_mine, kind, store_code)
QIANTAI_NOTES(BoardFilter, {.field = "only_mine", .presence = FieldNote::Presence::optional},
              {.field = "kind", .presence = FieldNote::Presence::optional},
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional})

/// Most cards of one column; the count says how many there are.
inline constexpr int k_board_column_max = 60;

struct BoardLane {
    BoardColumn column{};
    int count = 0;
    /// Overdue, due soon, running, paused; within each what is due first.
    std::vector<TicketLine> cards{};
};
QIANTAI_DESCRIBE(BoardLane, "", column, count, cards)
QIANTAI_NOTES(BoardLane, {.field = "cards", .length_max = k_board_column_max})

struct TicketBoard {
    std::vector<BoardLane> lanes{};  ///< one for each column, in their order
    int overdue = 0;
    int due_soon = 0;
    int running = 0;
    int paused = 0;
    int mine = 0;  ///< open ones that the session's person has
    int open = 0;
    int closed_today = 0;
    int closed_today_late = 0;  ///< of these: solved after their promise
};
QIANTAI_DESCRIBE(TicketBoard, "", lanes, overdue, due_soon, running, paused, mine, open,
                 closed_today, closed_today_late)

/// Where the page before ended; made by the list, handed back as it is.
struct TicketPlace {
    std::int64_t taken_at = 0;
    int nth = 0;  ///< of those taken in that millisecond
};
QIANTAI_DESCRIBE(TicketPlace, "", taken_at, nth)

/// Which tickets of a list.
enum class TicketScope {
    all,
    open,
    closed,
    overdue,
    to_approve,  ///< whose proposal waits for this person's yes
    unassigned,  ///< open, and nobody has them yet
    escalated,   ///< open, and told to this person: a manager, or headquarters
    contradicting,
    at_shop,    ///< repairs that lie at the shop
    unclaimed,  ///< of these: ready for longer than the policy's days
};
constexpr auto codes_of(TicketScope) {
    using enum TicketScope;
    return std::to_array<CodedValue<TicketScope>>({{all, "all"},
                                                   {open, "open"},
                                                   {closed, "closed"},
                                                   {overdue, "overdue"},
                                                   {to_approve, "to_approve"},
                                                   {unassigned, "unassigned"},
                                                   {escalated, "escalated"},
                                                   {contradicting, "contradicting"},
                                                   {at_shop, "at_shop"},
                                                   {unclaimed, "unclaimed"}});
}

inline constexpr int k_ticket_list_max = 200;

struct TicketFilter {
    /// Number or the end of it, whole number or last four digits of a phone, member's name, pinyin or
    /// card, words of the matter, product, device, subject, authority's number.
    std::string text{};
    Coded<TicketScope> scope = TicketScope::all;
    Coded<TicketKind> kind{};
    Coded<TicketSeverity> severity{};
    std::string store_code{};         ///< at headquarters: one store's; empty = all
    std::string keeper{};             ///< staff number
    std::optional<Uuid> member_id{};  ///< with everything merged into the same person
    std::optional<Date> from{};       ///< taken in on this day or later
    std::optional<Date> until{};      ///< the last day
    int limit = 50;                   ///< 1 to k_ticket_list_max
    std::optional<TicketPlace> after{};
};
QIANTAI_DESCRIBE(TicketFilter, "", text, scope, kind, severity, store_code, keeper, member_id, from,
                 until, limit, after)
QIANTAI_NOTES(TicketFilter,
              {.field = "text", .length_max = 60, .presence = FieldNote::Presence::optional},
              {.field = "scope", .presence = FieldNote::Presence::optional},
              {.field = "kind", .presence = FieldNote::Presence::optional},
              {.field = "severity", .presence = FieldNote::Presence::optional},
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional},
              {.field = "keeper", .length_max = 12, .presence = FieldNote::Presence::optional},
              {.field = "limit", .min = 1, .max = k_ticket_list_max})

/// The newest first.
struct TicketList {
    std::vector<TicketLine> tickets{};
    std::optional<TicketPlace> next{};
};
QIANTAI_DESCRIBE(TicketList, "", tickets, next)

/// What badges count.
struct TicketCounts {
    int mine = 0;           ///< open ones of this person
    int mine_overdue = 0;   ///< this person's, or nobody's yet
    int mine_due_soon = 0;  ///< likewise
    int open = 0;
    int overdue = 0;
    int due_soon = 0;
    int to_approve = 0;  ///< by this person
    // What follows is counted of the unit's own cases; at headquarters escalated ones of all stores.
    int unassigned = 0;
    int escalated = 0;  ///< told to this person, by the role
    int contradicting = 0;
    int unclaimed = 0;
    /// Cases, each once, that wait for this person now: own ones that are overdue or due soon, to be
    /// approved, and of whoever decides there also the four above.
    int needs_me = 0;
};
QIANTAI_DESCRIBE(TicketCounts, "", mine, mine_overdue, mine_due_soon, open, overdue, due_soon,
                 to_approve, unassigned, escalated, contradicting, unclaimed, needs_me)

}  // namespace qiantai::domain

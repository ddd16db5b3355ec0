#pragma once

// The tables ticket_state and ticket_search: what the events of every ticket come to, for lists and
// boards. A cache: triggers of the nineteenth migration note in ticket_stale of which tickets
// something is new, whoever wrote it, in the writer's own transaction. What a service here writes it
// makes anew in that transaction; what headquarters sent is made anew before anything is read.
// Invariant, checked by tests: without ticket_stale's tickets, ticket_state holds exactly what
// state_row() says of every ticket here.

#include <array>
#include <functional>
#include <span>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"

namespace qiantai::domain {

/// A row of ticket_state.
struct TicketStateRow {
    std::int64_t place = 0;
    Uuid ticket_id{};
    std::string store_code{};
    std::optional<std::int64_t> serial{};
    Coded<TicketKind> kind{};
    std::optional<Uuid> member_id{};
    Coded<TicketPhase> phase{};
    Coded<BoardColumn> lane{};
    Coded<TicketSeverity> severity{};
    Coded<TicketFault> fault{};
    std::string department{};
    std::string keeper{};
    Coded<TicketApprover> awaits{};
    std::string proposed_by{};
    Coded<TicketTimer> next_timer{};
    std::optional<std::int64_t> next_since{};
    std::optional<std::int64_t> next_due{};
    std::optional<std::int64_t> next_soon{};
    bool next_by_wall = false;
    std::optional<std::int64_t> paused_since{};
    int level = 0;
    int calls = 0;
    int evidence = 0;
    bool contradicts = false;
    bool corrected = false;  ///< the head
    bool at_shop = false;
    std::optional<std::int64_t> ready_at{};
    std::optional<std::int64_t> closed_at{};
    bool late = false;
    Date business_date{};
    std::string taken_by{};
    std::optional<std::int64_t> answer_due{};
    std::optional<std::int64_t> answer_met{};  ///< by its own count, see TicketClock::stood_at
    std::optional<std::int64_t> pass_on_due{};
    std::optional<std::int64_t> pass_on_met{};
    std::optional<std::int64_t> solved_at{};
    std::string waits{};  ///< JSON of TicketWaits
    std::optional<std::int64_t> assessed_at{};
    Coded<ResolutionKind> resolution{};
    std::optional<Fen> amount{};
    Fen loss{};
    std::optional<int> satisfaction{};
    std::string search_text{};
    bool names_stranger = false;  ///< it tells something of somebody who is no member
    bool has_signature = false;
};
QIANTAI_DESCRIBE(TicketStateRow, "ticket_state", place, ticket_id, store_code, serial, kind,
                 member_id, phase, lane, severity, fault, department, keeper, awaits, proposed_by,
                 next_timer, next_since, next_due, next_soon, next_by_wall, paused_since, level,
                 calls, evidence, contradicts, corrected, at_shop, ready_at, closed_at, late,
                 business_date, taken_by, answer_due, answer_met, pass_on_due, pass_on_met,
                 solved_at, waits, assessed_at, resolution, amount, loss, satisfaction, search_text,
                 names_stranger, has_signature)

/// The column `waits`.
struct TicketWaits {
    std::vector<TicketWait> spans{};
};
QIANTAI_DESCRIBE(TicketWaits, "", spans)

std::vector<TicketWait> waits_of(const TicketStateRow& row);

/// place stays 0: it is given when the row is written.
TicketStateRow state_row(const Ticket& ticket, std::span<const TicketEvent> events);

/// What is searched of a ticket, with what was corrected.
std::array<std::string_view, 8> searched_texts(const Ticket& ticket);

TicketPlace place_of(std::int64_t place);
std::int64_t place_number(const TicketPlace& place);

/// Inside a transaction: makes the row of one ticket anew; removes it if the ticket is not here.
Status refold_ticket(sqlite::Database& database, const Uuid& ticket_id);
/// Makes everything anew of which something is new, in transactions of its own unless one is open.
Status refresh_tickets(sqlite::Database& database);
/// `before`, then refresh_tickets(): for the end of a first load, which brings years of tickets at
/// once. Who opens the board after it waits for none of them.
using LoadEnd = std::function<Status(sqlite::Database&)>;
LoadEnd ending_with_tickets(LoadEnd before);
/// Makes all of it anew.
Status rebuild_tickets(sqlite::Database& database);

}  // namespace qiantai::domain

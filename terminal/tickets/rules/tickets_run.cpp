#include <algorithm>

#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/ticket_retention.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_run_max = 1000;
/// A run happens every minute; what has waited for years may wait for a few.
constexpr int k_emptied_max = 20;
constexpr int k_to_manager = 1, k_to_headquarters = 2;

/// The same at every till that finds the same. `nth` is 0 but where somebody told of it before it
/// was so.
Uuid escalation_id(const Ticket& ticket, const TicketClock& clock, int level, int nth) {
    auto text =
        fmt::format("ticket_escalated\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}", ticket.id.text(),
                    ticket.store_code, code_of(clock.timer), clock.due_at, level);
    if (nth > 0) text += fmt::format("\x1f{}", nth);
    return Uuid::derive(clock.due_at, text, Cell::of_store(ticket.store_code));
}

Uuid received_id(const Ticket& ticket, const TicketClock& clock) {
    const auto text =
        fmt::format("ticket_at_headquarters\x1f{}\x1f{}", ticket.id.text(), clock.due_at);
    return Uuid::derive(clock.due_at, text, Cell::of_store(ticket.store_code));
}

Result<bool> is_event_here(sqlite::Database& database, const Uuid& id) {
    return sqlite::any(database.cached("SELECT 1 FROM ticket_event WHERE id = ?").bind(id));
}

/// Under which id it is told; nothing if it was told already. An escalation by a terminal whose clock
/// was ahead is none (see ticket_fold.cpp), nor is one of a time that has not come yet.
std::optional<Uuid> untold_id(const Ticket& ticket, std::span<const TicketEvent> events,
                              const TicketState& state, const TicketClock& clock, int level,
                              TimeMs now) {
    const auto& lost = state.without_effect;
    for (int nth = 0;; ++nth) {
        const Uuid id = escalation_id(ticket, clock, level, nth);
        const auto told = std::ranges::find(events, id, &TicketEvent::id);
        if (told == events.end()) return id;
        const bool too_early =
            told->created_at > now || std::ranges::find(lost, id) != lost.end();
        if (!too_early) return std::nullopt;
    }
}

}  // namespace

Status Tickets::escalate_clock(const Session& session, const Case& one, const TicketClock& clock,
                               int level, TicketRun& run) {
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    const auto id = untold_id(one.ticket, one.events, one.state, clock, level, now);
    if (!id) return {};
    QIANTAI_TRY(auto event, new_event(session, one.ticket, {}, TicketStep::escalated));
    event.id = *id;
    event.timer = clock.timer;
    event.level = level;
    TicketDues due;
    due_of(due, clock.timer) = clock.due_at;
    event.due = dues_text(due);
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
    ++(level == k_to_manager ? run.to_manager : run.to_headquarters);
    return {};
}

Status Tickets::escalate(const Session& session, const Case& one, TicketUnits& units,
                         TicketRun& run) {
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    constexpr TimeMs k_minute_ms = 60'000;
    for (const auto& clock : one.state.clocks) {
        if (stand_of(one.state.paused_since, clock, now) != ClockStand::overdue) continue;
        QIANTAI_TRY(const auto* handler, units.calendar_of(one.ticket, clock));
        const TimeMs grace =
            clock.escalate_minutes.value_or(units.times().escalate_minutes) * k_minute_ms;
        QIANTAI_TRY_STATUS(escalate_clock(session, one, clock, k_to_manager, run));
        const TimeMs from =
            handler->add_open_time(clock.due_at, grace).value_or(clock.due_at + grace);
        if (now < from) continue;
        QIANTAI_TRY_STATUS(escalate_clock(session, one, clock, k_to_headquarters, run));
    }
    return {};
}

Status Tickets::note_received(const Session& session, const Case& one, TicketRun& run) {
    const auto clock =
        std::ranges::find(one.state.clocks, TicketTimer::pass_on, &TicketClock::timer);
    const bool waits = clock != one.state.clocks.end() && !clock->met_at &&
                       headquarters_hears(one.ticket, one.state.severity);
    if (!waits) return {};
    const Uuid id = received_id(one.ticket, *clock);
    QIANTAI_TRY(const bool known, is_event_here(m_context.database, id));
    if (known) return {};
    QIANTAI_TRY(auto event, new_event(session, one.ticket, one.events, TicketStep::passed_on));
    event.id = id;
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
    ++run.received;
    return {};
}

Status Tickets::empty_old(TicketRun& run) {
    QIANTAI_TRY(const auto policy, load_policy(m_context, k_ticket_retention_policy));
    const auto retention = policy ? parse_ticket_retention(*policy) : TicketRetention();
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    constexpr TimeMs k_day_ms = 86'400'000;
    const auto over = [&](const char* sql, int days) {
        auto& statement = m_context.database.cached(sql);
        statement.bind(m_context.identity.store_code, now - days * k_day_ms, k_emptied_max);
        return sqlite::all(statement, sqlite::id_column);
    };
    QIANTAI_TRY(const auto named,
                over("SELECT ticket_id FROM ticket_state INDEXED BY ticket_state_strangers"
                     " WHERE store_code = ? AND closed_at IS NOT NULL AND closed_at < ?"
                     " AND names_stranger = 1 ORDER BY closed_at LIMIT ?",
                     retention.stranger_days));
    QIANTAI_TRY(const auto signed_ones,
                over("SELECT ticket_id FROM ticket_state INDEXED BY ticket_state_signatures"
                     " WHERE store_code = ? AND closed_at IS NOT NULL AND closed_at < ?"
                     " AND has_signature = 1 ORDER BY closed_at LIMIT ?",
                     retention.signature_days));
    QIANTAI_TRY(const auto shown,
                over("SELECT ticket_id FROM ticket_state INDEXED BY ticket_state_photos"
                     " WHERE store_code = ? AND closed_at IS NOT NULL AND closed_at < ?"
                     " AND evidence > 0 ORDER BY closed_at LIMIT ?",
                     retention.photo_days));
    for (const Uuid& id : named) {
        QIANTAI_TRY(const auto one, load_case(id, Writable::by_its_owner));
        QIANTAI_TRY_STATUS(erase_ticket(m_context, one.ticket, one.events));
        ++run.strangers_emptied;
    }
    for (const Uuid& id : signed_ones) {
        QIANTAI_TRY(const auto one, load_case(id, Writable::by_its_owner));
        QIANTAI_TRY_STATUS(erase_signatures(m_context, one.events));
        ++run.signatures_emptied;
    }
    for (const Uuid& id : shown) {
        QIANTAI_TRY(const auto one, load_case(id, Writable::by_its_owner));
        QIANTAI_TRY_STATUS(erase_photos(m_context, one.events));
        ++run.photos_emptied;
    }
    return {};
}

Result<TicketRun> Tickets::run(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    auto& database = m_context.database;
    QIANTAI_TRY_STATUS(refresh_tickets(database));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    const auto& own = m_context.identity.store_code;
    TicketRun run;
    auto& overdue = database.cached(
        "SELECT ticket_id FROM ticket_state INDEXED BY ticket_state_open WHERE store_code = ?"
        " AND closed_at IS NULL AND next_due < ? ORDER BY next_due LIMIT ?");
    overdue.bind(own, now, k_run_max);
    QIANTAI_TRY(const auto due, sqlite::all(overdue, sqlite::id_column));
    std::vector<Uuid> heard;
    if (m_context.identity.is_headquarters()) {
        auto& reported = database.cached(
            "SELECT ticket_id FROM ticket_state INDEXED BY ticket_state_open WHERE closed_at IS"
            " NULL AND pass_on_due IS NOT NULL AND pass_on_met IS NULL"
            " ORDER BY pass_on_due LIMIT ?");
        QIANTAI_TRY(heard, sqlite::all(reported.bind(k_run_max), sqlite::id_column));
    }
    QIANTAI_TRY(auto units, TicketUnits::load(m_context));
    for (const Uuid& id : due) {
        QIANTAI_TRY(const auto one, load_case(id, Writable::by_its_owner));
        QIANTAI_TRY_STATUS(escalate(session, one, units, run));
    }
    for (const Uuid& id : heard) {
        QIANTAI_TRY(const auto one, load_case(id, Writable::by_its_owner));
        QIANTAI_TRY_STATUS(note_received(session, one, run));
    }
    QIANTAI_TRY_STATUS(empty_old(run));
    const int all = run.to_manager + run.to_headquarters + run.received + run.strangers_emptied +
                    run.signatures_emptied + run.photos_emptied;
    if (all == 0) return run;
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session,
                     {.action = "tickets.run",
                      .detail = {{"to_manager", std::to_string(run.to_manager)},
                                 {"to_headquarters", std::to_string(run.to_headquarters)},
                                 {"received", std::to_string(run.received)},
                                 {"strangers_emptied", std::to_string(run.strangers_emptied)},
                                 {"signatures_emptied", std::to_string(run.signatures_emptied)},
                                 {"photos_emptied", std::to_string(run.photos_emptied)}}}));
    QIANTAI_TRY_STATUS(refresh_tickets(database));
    QIANTAI_TRY_STATUS(transaction.commit());
    return run;
}

}  // namespace qiantai::domain

#include "terminal/tickets/rules/ticket_cache.hpp"

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/ticket_search.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_place_bits = 16;
/// In one transaction: so short that whoever wants to write meanwhile doesn't notice.
constexpr int k_refresh_batch = 200;

const TicketClock* clock_of(const TicketState& state, TicketTimer timer) {
    const auto found = std::ranges::find(state.clocks, timer, &TicketClock::timer);
    return found == state.clocks.end() ? nullptr : &*found;
}

/// The one that stands: what the customer refused is none.
const TicketEvent* standing_proposal(const TicketState& state,
                                     std::span<const TicketEvent> events) {
    if (!state.proposal) return nullptr;
    const auto found = std::ranges::find(events, state.proposal->id, &TicketEvent::id);
    return found == events.end() ? nullptr : &*found;
}

void take_clocks(const TicketState& state, TicketStateRow& row) {
    for (const auto& clock : state.clocks) {
        if (clock.met_at) continue;
        row.level = std::max(row.level, clock.level);
        if (row.next_due && *row.next_due <= clock.due_at) continue;
        row.next_timer = clock.timer;
        row.next_since = clock.since_at;
        row.next_due = clock.due_at;
        row.next_soon = clock.soon_at;
        row.next_by_wall = clock.by_wall_clock;
    }
    if (const auto* answer = clock_of(state, TicketTimer::answer)) {
        row.answer_due = answer->broken_at.value_or(answer->due_at);
        row.answer_met = answer->stood_at;
    }
    if (const auto* pass_on = clock_of(state, TicketTimer::pass_on)) {
        row.pass_on_due = pass_on->broken_at.value_or(pass_on->due_at);
        row.pass_on_met = pass_on->stood_at;
    }
    if (const auto* solve = clock_of(state, TicketTimer::solve)) {
        row.solved_at = solve->met_at;
        row.late = solve->late();
    }
}

/// What was taken by mistake was never owed, solved or judged.
void forget_figures(TicketStateRow& row) {
    row.answer_due.reset();
    row.answer_met.reset();
    row.pass_on_due.reset();
    row.pass_on_met.reset();
    row.solved_at.reset();
    row.assessed_at.reset();
    row.satisfaction.reset();
    row.loss = Fen();
    row.late = false;
}

bool tells_of_person(const Ticket& ticket) {
    return !ticket.customer_name.empty() || !ticket.customer_phone.empty() ||
           !ticket.address.empty() || !ticket.words.empty() || !ticket.demand.empty() ||
           !ticket.device.empty();
}

bool tells_of_person(const TicketEvent& event) {
    return !event.words.empty() || !event.reason.empty() || !event.contact.empty() ||
           !event.attachment.empty() || !event.file_name.empty() || !event.signed_text.empty() ||
           !event.signature.empty();
}

/// The place of a ticket that has none yet: the first that is free.
Result<std::int64_t> free_place(sqlite::Database& database, TimeMs taken_at) {
    const std::int64_t first = taken_at << k_place_bits;
    auto& last =
        database.cached("SELECT max(place) FROM ticket_state WHERE place >= ? AND place < ?");
    return sqlite::only(last.bind(first, first + (std::int64_t{1} << k_place_bits)),
                        [first](const sqlite::Statement& row) {
                            return row.is_null(0) ? first : row.integer(0) + 1;
                        });
}

struct KnownState {
    std::int64_t place = 0;
    std::string search_text{};
};

Result<std::optional<KnownState>> load_known(sqlite::Database& database, const Uuid& ticket_id) {
    auto& statement =
        database.cached("SELECT place, search_text FROM ticket_state WHERE ticket_id = ?");
    return sqlite::one(statement.bind(ticket_id), [](const sqlite::Statement& row) {
        return KnownState{row.integer(0), std::string(row.text(1))};
    });
}

Status take_out_of_search(sqlite::Database& database, const KnownState& known) {
    if (known.search_text.empty()) return {};
    auto& statement = database.cached(
        "INSERT INTO ticket_search (ticket_search, rowid, pairs) VALUES ('delete', ?, ?)");
    return statement.bind(known.place, known.search_text).run();
}

Status put_into_search(sqlite::Database& database, const TicketStateRow& row) {
    if (row.search_text.empty()) return {};
    auto& statement = database.cached("INSERT INTO ticket_search (rowid, pairs) VALUES (?, ?)");
    return statement.bind(row.place, row.search_text).run();
}

Status forget_state(sqlite::Database& database, const KnownState& known) {
    return database.cached("DELETE FROM ticket_state WHERE place = ?").bind(known.place).run();
}

Status write_state(sqlite::Database& database, TicketStateRow row,
                   const std::optional<KnownState>& known) {
    const bool same_text = known && known->search_text == row.search_text;
    if (known) {
        if (!same_text) QIANTAI_TRY_STATUS(take_out_of_search(database, *known));
        QIANTAI_TRY_STATUS(forget_state(database, *known));
        row.place = known->place;
    }
    QIANTAI_TRY_STATUS(sqlite::insert(database, row));
    return same_text ? Status() : put_into_search(database, row);
}

/// Of the tickets of which something is new; in one transaction. How many there were.
Result<int> refresh_batch(sqlite::Database& database) {
    auto& stale = database.cached("SELECT ticket_id FROM ticket_stale LIMIT ?");
    QIANTAI_TRY(const auto ids, sqlite::all(stale.bind(k_refresh_batch), sqlite::id_column));
    for (const Uuid& id : ids) QIANTAI_TRY_STATUS(refold_ticket(database, id));
    return static_cast<int>(ids.size());
}

}  // namespace

TicketStateRow state_row(const Ticket& head, std::span<const TicketEvent> events) {
    const auto state = fold_ticket(head, events);
    const auto ticket = corrected_ticket(head, events);
    TicketStateRow row{.ticket_id = ticket.id,
                       .store_code = ticket.store_code,
                       .kind = ticket.kind,
                       .member_id = ticket.member_id,
                       .phase = state.phase,
                       .severity = state.severity,
                       .fault = state.fault,
                       .department = state.department,
                       .keeper = state.keeper,
                       .paused_since = state.paused_since,
                       .calls = state.calls,
                       .ready_at = state.ready_at,
                       .closed_at = state.closed_at,
                       .business_date = ticket.business_date,
                       .taken_by = ticket.created_by,
                       .assessed_at = state.assessed_at,
                       .loss = state.loss,
                       .satisfaction = state.satisfaction,
                       .search_text = search_pairs(searched_texts(ticket))};
    if (const auto number = store::parse_human_number(ticket.number)) row.serial = number->sequence;
    if (!state.is_closed()) row.lane = board_column(ticket, state);
    if (state.phase == TicketPhase::proposed && state.proposal) {
        row.awaits = state.proposal->approver;
        row.proposed_by = state.proposal->proposed_by;
    }
    take_clocks(state, row);
    if (state.is_closed()) {
        row.next_timer = {};
        row.next_since.reset();
        row.next_due.reset();
        row.next_soon.reset();
        row.next_by_wall = false;
        row.level = 0;
    }
    for (const auto& event : events) {
        const bool shown = event.step == TicketStep::evidence_added && !event.attachment.empty();
        row.evidence += shown ? 1 : 0;
        row.corrected = row.corrected || event.step == TicketStep::corrected;
    }
    row.names_stranger =
        !head.member_id &&
        (tells_of_person(head) || std::ranges::any_of(events, [](const TicketEvent& event) {
             return tells_of_person(event);
         }));
    if (state.phase == TicketPhase::cancelled) forget_figures(row);
    row.has_signature = std::ranges::any_of(
        events, [](const TicketEvent& event) { return !event.signature.empty(); });
    row.contradicts =
        std::ranges::any_of(state.contradictions, [](const auto& pair) { return !pair.decided; });
    row.at_shop = ticket.kind == TicketKind::repair && ticket.brought_in &&
                  state.phase != TicketPhase::signed_ && !state.is_closed();
    if (!state.waits.empty()) row.waits = boost::json::serialize(to_json(TicketWaits{state.waits}));
    if (const auto* proposal = standing_proposal(state, events)) {
        row.resolution = proposal->resolution;
        row.amount = proposal->amount;
    }
    return row;
}

std::vector<TicketWait> waits_of(const TicketStateRow& row) {
    if (row.waits.empty()) return {};
    const auto json = parse_json_object(row.waits);
    auto waits = json ? from_json<TicketWaits>(*json) : std::nullopt;
    return waits ? std::move(waits->spans) : std::vector<TicketWait>();
}

std::array<std::string_view, 8> searched_texts(const Ticket& ticket) {
    return {ticket.subject, ticket.customer_name,    ticket.words,        ticket.demand,
            ticket.product, ticket.authority_number, ticket.till_receipt, ticket.device};
}

TicketPlace place_of(std::int64_t place) {
    const auto nth = place & ((std::int64_t{1} << k_place_bits) - 1);
    return {place >> k_place_bits, static_cast<int>(nth)};
}

std::int64_t place_number(const TicketPlace& place) {
    return (place.taken_at << k_place_bits) + place.nth;
}

Status refold_ticket(sqlite::Database& database, const Uuid& ticket_id) {
    QIANTAI_ASSERT(database.in_transaction());
    QIANTAI_TRY_STATUS(
        database.cached("DELETE FROM ticket_stale WHERE ticket_id = ?").bind(ticket_id).run());
    QIANTAI_TRY(const auto known, load_known(database, ticket_id));
    QIANTAI_TRY(const auto ticket, find_ticket(database, ticket_id));
    if (!ticket) {
        if (!known) return {};
        QIANTAI_TRY_STATUS(take_out_of_search(database, *known));
        return forget_state(database, *known);
    }
    QIANTAI_TRY(const auto events, load_ticket_events(database, ticket_id));
    auto row = state_row(*ticket, events);
    if (!known) {
        QIANTAI_TRY(row.place, free_place(database, ticket->created_at));
    }
    return write_state(database, std::move(row), known);
}

Status refresh_tickets(sqlite::Database& database) {
    QIANTAI_TRY(const bool stale, sqlite::any(database.cached("SELECT 1 FROM ticket_stale")));
    if (!stale) return {};
    if (database.in_transaction()) {
        for (int done = k_refresh_batch; done == k_refresh_batch;) {
            QIANTAI_TRY(done, refresh_batch(database));
        }
        return {};
    }
    for (int done = k_refresh_batch; done == k_refresh_batch;) {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
        QIANTAI_TRY(done, refresh_batch(database));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return {};
}

LoadEnd ending_with_tickets(LoadEnd before) {
    return [before = std::move(before)](sqlite::Database& database) -> Status {
        if (before) QIANTAI_TRY_STATUS(before(database));
        return refresh_tickets(database);
    };
}

Status rebuild_tickets(sqlite::Database& database) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(
        database.execute("DELETE FROM ticket_state;"
                         "INSERT INTO ticket_search (ticket_search) VALUES ('delete-all');"
                         "DELETE FROM ticket_stale;"
                         "INSERT INTO ticket_stale (ticket_id) SELECT id FROM ticket"));
    QIANTAI_TRY_STATUS(refresh_tickets(database));
    return transaction.commit();
}

}  // namespace qiantai::domain

// The tables behind lists and boards are what the events say, whoever wrote them.

#include "terminal/tickets/rules/ticket_cache.hpp"

#include "schema/base/described_json.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"
#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::TicketDesk;
using Step = TicketStep;

std::string as_text(const TicketStateRow& row) {
    return boost::json::serialize(to_json(row));
}

/// Which tickets' rows are not what their events say; "" if all are.
std::string differing(TicketDesk& desk) {
    auto& database = desk.database();
    const auto sql = sqlite::select_of<TicketStateRow>("ORDER BY place");
    auto statement = database.prepare(sql).value();
    std::string wrong;
    std::int64_t rows = 0;
    for (const auto& row : sqlite::all(statement, sqlite::read_row<TicketStateRow>).value()) {
        ++rows;
        auto expected = state_row(load_ticket(database, row.ticket_id).value(),
                                  load_ticket_events(database, row.ticket_id).value());
        expected.place = row.place;
        if (as_text(expected) != as_text(row))
            wrong += as_text(expected) + "\n" + as_text(row) + "\n";
        auto found =
            database
                .prepare(
                    "SELECT count(*) FROM ticket_search WHERE ticket_search MATCH ? AND rowid = ?")
                .value();
        const auto pair = row.search_text.substr(0, row.search_text.find(' '));
        if (pair.empty()) continue;
        found.bind("\"" + pair + "\"", row.place);
        if (sqlite::only(found, sqlite::integer_column).value() != 1) wrong += "not found: " + pair;
    }
    if (rows != desk.number("SELECT count(*) FROM ticket")) wrong += "rows are missing\n";
    return wrong;
}

/// As it arrives from another terminal.
void insert_from_elsewhere(TicketDesk& desk, const Uuid& ticket_id, Step step) {
    auto events = load_ticket_events(desk.database(), ticket_id).value();
    if (events.size() > 1) events.pop_back();
    TicketEvent event{.id = desk.next_id(),
                      .store_code = "S001",
                      .ticket_id = ticket_id,
                      .step = step,
                      .after = newest_of(events),
                      .fault = TicketFault::ours,
                      .resolution = ResolutionKind::discount,
                      .approver = TicketApprover::manager,
                      .amount = Fen(1'200),
                      .department = "物流部",
                      .assignee = "1003",
                      .field = "product",
                      .due = R"({"answer":1795300000000})",
                      .business_date = Date::of_text("2026-11-21"),
                      .created_by = "1003",
                      .created_at = desk.clock.now_ms()};
    event.words = step == Step::corrected ? "电热水壶" : "他处所写";
    desk.from_headquarters([&] { TicketDesk::must(sqlite::insert(desk.database(), event)); });
}

}  // namespace

TEST_CASE(
    "after any course, of this terminal and of others, the cache is what the events come to") {
    TicketDesk desk;
    SeededRandom random(41);
    std::vector<Uuid> ids;
    for (int i = 0; i < 400; ++i) {
        desk.clock.advance(static_cast<TimeMs>(random.below(7'200'000)));
        if (ids.size() < 12) {
            ids.push_back(
                desk.take(random.below(3) == 0 ? TicketDesk::repair() : TicketDesk::complaint())
                    .ticket.id);
            continue;
        }
        const auto id = ids[random.below(ids.size())];
        const auto step = k_codes<Step>[random.below(k_codes<Step>.size())].value;
        if (random.below(2) == 0) {
            insert_from_elsewhere(desk, id, step);
            continue;
        }
        // Many can't follow where the case stands; those leave everything as it is.
        (void)desk.try_step(
            random.below(2) == 0 ? desk.clerk : desk.manager,
            {.ticket_id = id,
             .step = step,
             .fault = step == Step::assessed ? Coded<TicketFault>(TicketFault::ours)
                                             : Coded<TicketFault>(),
             .words = needs_of(step) &&
                              std::ranges::count(needs_of(step)->required, StepField::words) > 0
                          ? "写一句"
                          : "",
             .reason = needs_of(step) &&
                               std::ranges::count(needs_of(step)->required, StepField::reason) > 0
                           ? "有原因"
                           : ""});
    }
    CHECK(desk.number("SELECT count(DISTINCT step) FROM ticket_event") > 15);
    CHECK(desk.number("SELECT count(*) FROM ticket_stale") > 0);
    TicketDesk::must(refresh_tickets(desk.database()));
    CHECK(desk.number("SELECT count(*) FROM ticket_stale") == 0);
    CHECK(differing(desk) == "");
    CHECK(desk.tickets.rebuild(desk.clerk).value() == 12);
    CHECK(differing(desk) == "");
}

TEST_CASE("what a step here changes stands in the cache at once") {
    TicketDesk desk;
    const auto id = desk.ours();
    CHECK(desk.text("SELECT lane FROM ticket_state") == "investigating");
    CHECK(desk.number("SELECT count(*) FROM ticket_stale") == 0);
    desk.propose(id, desk.clerk, 100);
    CHECK(desk.text("SELECT awaits || proposed_by FROM ticket_state") == "manager1001");
}

TEST_CASE("a ticket that leaves this terminal leaves the cache and the search with it") {
    TicketDesk desk;
    const auto id = desk.take(TicketDesk::complaint()).ticket.id;
    desk.take(TicketDesk::repair());
    desk.from_headquarters([&] {
        desk.run("DELETE FROM ticket_event WHERE ticket_id = ?", id);
        desk.run("DELETE FROM ticket WHERE id = ?", id);
    });
    CHECK(desk.number("SELECT count(*) FROM ticket_state") == 1);
    CHECK(desk.number("SELECT count(*) FROM ticket_search WHERE ticket_search MATCH '\"内胆\"'") ==
          0);
    TicketDesk::must(refresh_tickets(desk.database()));
    CHECK(differing(desk) == "");
    // Events may come before their ticket.
    const auto unknown = desk.next_id();
    insert_from_elsewhere(desk, unknown, Step::noted);
    TicketDesk::must(refresh_tickets(desk.database()));
    CHECK(desk.number("SELECT count(*) FROM ticket_state") == 1);
}

}  // namespace qiantai::domain

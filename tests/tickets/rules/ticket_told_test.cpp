// Who is told what: escalations by clocks that were right and wrong, and whose badge counts it.

#include "sync/core/hlc.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::k_test_day;
using test::k_test_hour;
using test::TicketDesk;
using Step = TicketStep;

struct ToldDesk : TicketDesk {
    using TicketDesk::TicketDesk;

    TicketClock solve_of(const Uuid& id) {
        const auto page = lists.get(manager, id).value();
        return *std::ranges::find(page.state.clocks, TicketTimer::solve, &TicketClock::timer);
    }
    std::int64_t told(const Uuid& id) {
        return number(
            "SELECT count(*) FROM ticket_event WHERE step = 'escalated' AND timer ="
            " 'solve' AND level = 1 AND hex(ticket_id) = '" +
            hex(id) + "'");
    }
    static std::string hex(const Uuid& id) {
        std::string text;
        for (const auto byte : id.bytes()) text += fmt::format("{:02X}", byte);
        return text;
    }
    TicketCounts counted(const Session& by) { return lists.counts(by).value(); }
};

}  // namespace

TEST_CASE("a clock that is days ahead tells too early; the true breach is told once all the same") {
    ToldDesk desk;
    const auto id = desk.ours();
    const auto due = desk.solve_of(id).due_at;
    const auto now = desk.clock.now_ms();
    desk.clock.set(due + 2 * k_test_day);
    REQUIRE(desk.tickets.run(desk.clerk)->to_manager > 0);
    CHECK(desk.told(id) == 1);
    // Put right again, nothing has run out, and nobody is asked to step in.
    desk.clock.set(now + 60'000);
    desk.from_headquarters([&] {
        desk.run("UPDATE ticket_event SET row_hlc = ? WHERE step = 'escalated'",
                 sync::Hlc::at(now + 60'000).raw());
    });
    CHECK(desk.solve_of(id).level == 0);
    CHECK(desk.counted(desk.manager).escalated == 0);
    const auto page = desk.lists.get(desk.manager, id).value();
    CHECK(std::ranges::any_of(page.events, [](const auto& shown) {
        return shown.event.step == Step::escalated && shown.without_effect;
    }));
    desk.clock.set(due + k_test_hour);
    CHECK(desk.tickets.run(desk.clerk)->to_manager > 0);
    CHECK(desk.told(id) == 2);
    CHECK(desk.tickets.run(desk.clerk)->to_manager == 0);
    CHECK(desk.told(id) == 2);
    CHECK(desk.solve_of(id).level >= 1);
    CHECK(desk.counted(desk.manager).escalated == 1);
}

TEST_CASE("what was escalated reaches the manager, then headquarters, and no clerk") {
    ToldDesk desk;
    const auto id = desk.ours();
    const auto due = desk.solve_of(id).due_at;
    CHECK(desk.counted(desk.manager).needs_me <= 1);
    desk.clock.set(due + 60'000);
    desk.tickets.run(desk.clerk).value();
    const auto managers = desk.counted(desk.manager);
    CHECK(managers.escalated == 1);
    CHECK(managers.mine_overdue == 0);
    CHECK(managers.needs_me == 1);
    CHECK(desk.counted(desk.clerk).escalated == 0);
    // The clerk who has it is told of it as an own one, once.
    CHECK(desk.counted(desk.clerk).mine_overdue == 1);
    CHECK(desk.counted(desk.clerk).needs_me == 1);
    const auto listed = desk.lists.list(desk.manager, {.scope = TicketScope::escalated});
    CHECK(listed->tickets.size() == 1);
}

TEST_CASE("at headquarters a store's case counts once it was told to headquarters") {
    ToldDesk desk("HQ");
    const auto take = [&](std::string_view store, int level) {
        const auto id = desk.tickets.take(desk.agent, TicketDesk::complaint())->ticket.id;
        const auto due = desk.solve_of(id).due_at;
        desk.clock.set(due + 60'000);
        desk.from_headquarters([&] {
            desk.run("UPDATE ticket SET store_code = ? WHERE id = ?", store, id);
            desk.run(
                "INSERT INTO ticket_event (id, store_code, ticket_id, step, timer, level, due,"
                " reached, business_date, created_by, created_at) VALUES"
                " (?, ?, ?, 'escalated', 'solve', ?, ?, 0, '2026-11-21', '1001', ?)",
                desk.next_id(), store, id, level, fmt::format(R"({{"solve":{}}})", due), due + 1);
        });
        return due;
    };
    take("S001", 1);
    take("S002", 2);
    desk.clock.set(take("HQ", 1) + k_test_day);
    CHECK(desk.counted(desk.agent).escalated == 2);
    CHECK(desk.counted(desk.cs_manager).escalated == 2);
    const auto listed = desk.lists.list(desk.cs_manager, {.scope = TicketScope::escalated});
    CHECK(listed->tickets.size() == 2);
}

TEST_CASE("cases that nobody has, and contradictions, wait for whoever decides") {
    ToldDesk desk;
    const auto id = desk.ours();
    desk.step(
        desk.clerk,
        {.ticket_id = id, .step = Step::assigned, .department = "商品部", .assignee = "1001"});
    CHECK(desk.counted(desk.manager).unassigned == 0);
    // It came from another store, where somebody had it.
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO ticket_event (id, store_code, ticket_id, step, to_store, reason,"
            " reached, business_date, created_by, created_at) VALUES"
            " (?, 'S001', ?, 'transferred', 'S001', '转来', 0, '2026-11-21', '2001', ?)",
            desk.next_id(), id, desk.clock.now_ms());
    });
    CHECK(desk.counted(desk.manager).unassigned == 1);
    CHECK(desk.counted(desk.manager).needs_me == 1);
    CHECK(desk.counted(desk.clerk).unassigned == 1);
}

TEST_CASE("who opens a case at headquarters is seen by the others, and one touch takes it over") {
    ToldDesk desk("HQ");
    const auto id = desk.tickets.take(desk.agent, TicketDesk::complaint())->ticket.id;
    const auto events = [&] {
        return desk.number("SELECT count(*) FROM ticket_event WHERE step = 'held'");
    };
    CHECK(desk.tickets.hold(desk.agent, id, false)->held_by_name.empty());
    CHECK(desk.tickets.hold(desk.agent, id, false).ok());
    CHECK(events() == 1);
    const auto seen = desk.tickets.hold(desk.cs_manager, id, false).value();
    CHECK_FALSE(seen.held_by_name.empty());
    CHECK(seen.held_at == desk.clock.now_ms());
    CHECK(events() == 1);
    for (const auto& shown : seen.events) CHECK(shown.event.step != Step::held);
    desk.clock.advance(1000);
    CHECK(desk.tickets.hold(desk.cs_manager, id, true)->held_by_name.empty());
    CHECK_FALSE(desk.lists.get(desk.agent, id)->held_by_name.empty());
    // Nobody holds it for ever.
    desk.clock.advance(21 * 60'000);
    CHECK(desk.lists.get(desk.agent, id)->held_by_name.empty());
    CHECK(desk.tickets.hold(desk.agent, id, false).ok());
    CHECK(events() == 3);
    // At a store nothing is said.
    ToldDesk store;
    const auto own = store.ours();
    CHECK(store.tickets.hold(store.clerk, own, true).ok());
    CHECK(store.number("SELECT count(*) FROM ticket_event WHERE step = 'held'") == 0);
}

}  // namespace qiantai::domain

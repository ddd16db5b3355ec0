// A clock that somebody sets after headquarters was met: nothing runs out by it, and nothing that ran
// out is hidden.

#include "schema/sqlite/rows.hpp"
#include "schema/sqlite/steady_time.hpp"
#include "terminal/tickets/rules/ticket_day.hpp"
#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::k_test_day;
using test::k_test_hour;
using test::TicketDesk;

/// Has just met headquarters, which found its clock right.
struct MetDesk : TicketDesk {
    MetDesk() {
        auto transaction = sqlite::Transaction::begin(database()).value();
        const SteadyTime met{clock.now_ms(), clock.now_ms()};
        must(sqlite::mark_steady_time(database(), clock, met));
        must(transaction.commit());
    }
    TicketClock solve_of(const Uuid& id) {
        const auto page = lists.get(manager, id).value();
        return *std::ranges::find(page.state.clocks, TicketTimer::solve, &TicketClock::timer);
    }
    ClockStand stand_of_solve(const Uuid& id) {
        const auto page = lists.get(manager, id).value();
        const auto shown = std::ranges::find(page.clocks, TicketTimer::solve,
                                             [](const auto& one) { return one.clock.timer; });
        return shown->stand;
    }
    int overdue_today() {
        const auto items = ticket_day_items(context, manager, business_date(context).value());
        return items->front().count;
    }
};

}  // namespace

TEST_CASE("a clock set days ahead breaches nothing and tells nobody") {
    MetDesk desk;
    const auto id = desk.ours();
    const auto due = desk.solve_of(id).due_at;
    const auto right = desk.clock.now_ms();
    desk.clock.set(due + 2 * k_test_day);
    CHECK(desk.stand_of_solve(id) == ClockStand::running);
    const auto run = desk.tickets.run(desk.clerk).value();
    CHECK(run.to_manager == 0);
    CHECK(run.to_headquarters == 0);
    CHECK(desk.lists.counts(desk.manager)->overdue == 0);
    CHECK(desk.overdue_today() == 0);
    // What is written meanwhile has the right time, and promises go on from it.
    const auto other = desk.ours();
    CHECK(desk.lists.get(desk.manager, other)->ticket.created_at < right + k_test_hour);
    CHECK(desk.solve_of(other).due_at < due + k_test_day);
}

TEST_CASE("a clock set back hides no breach: it is told, and counted, all the same") {
    for (const TimeMs back : {TimeMs{30} * 60'000, 20 * k_test_hour, 40 * k_test_day}) {
        CAPTURE(back);
        MetDesk desk;
        const auto id = desk.ours();
        desk.clock.advance(desk.solve_of(id).due_at + k_test_hour / 4 - desk.clock.now_ms());
        desk.clock.jump(-back);
        CHECK(desk.stand_of_solve(id) == ClockStand::overdue);
        CHECK(desk.lists.counts(desk.manager)->overdue == 1);
        CHECK(desk.overdue_today() == 1);
        CHECK(desk.tickets.run(desk.clerk)->to_manager > 0);
        CHECK(desk.solve_of(id).level == 1);
        CHECK(desk.tickets.run(desk.clerk)->to_manager == 0);
        // An hour later by the steady clock headquarters hears of it too.
        desk.clock.advance(3 * k_test_hour);
        CHECK(desk.tickets.run(desk.clerk)->to_headquarters > 0);
    }
}

TEST_CASE("a machine that was started anew has its clock alone to go by") {
    MetDesk desk;
    const auto id = desk.ours();
    desk.clock.set(desk.solve_of(id).due_at + k_test_hour);
    desk.clock.restart();
    CHECK(desk.stand_of_solve(id) == ClockStand::overdue);
}

}  // namespace qiantai::domain

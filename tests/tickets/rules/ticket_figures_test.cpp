#include "terminal/tickets/rules/ticket_figures.hpp"

#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TicketDesk;
using Step = TicketStep;

const TicketPeriod k_november{Date::of_text("2026-11-01"), Date::of_text("2026-11-30"), {}};

}  // namespace

TEST_CASE("the statistics have a line for each complaint, with sums by department and subject") {
    TicketDesk desk;
    const auto one = desk.solved(36'900, 5);
    desk.step(desk.clerk, {.ticket_id = one, .step = Step::assigned, .department = "商品部"});
    const auto other = desk.take(TicketDesk::complaint("标价不符")).ticket.id;
    desk.step(desk.clerk,
              {.ticket_id = other, .step = Step::assessed, .fault = TicketFault::not_ours});
    desk.take(TicketDesk::complaint("说话难听"));
    desk.take(TicketDesk::repair());
    const auto statistics = desk.figures.statistics(desk.manager, k_november).value();
    CHECK(statistics.complaints == 3);
    CHECK(statistics.valid == 1);
    CHECK(statistics.invalid == 1);
    CHECK(statistics.open == 1);
    CHECK(statistics.loss == Fen(36'900));
    REQUIRE(statistics.lines.size() == 3);
    const auto& line = statistics.lines.front();
    CHECK(line.customer_name == "李**");
    CHECK(line.handling == HandlingColumn::taken_back);
    CHECK(line.amount == Fen(36'900));
    CHECK(line.department == "商品部");
    CHECK(statistics.departments.size() == 2);
    REQUIRE(statistics.subjects.size() == 1);
    CHECK(statistics.subjects.front().complaints == 3);
    CHECK(code_of(desk.figures.statistics(desk.clerk, k_november)) == "not_permitted");
    CHECK(code_of(desk.figures.statistics(
              desk.manager, {Date::of_text("2025-01-01"), Date::of_text("2026-11-30"), {}})) ==
          "ticket_period_malformed");
    CHECK(desk.figures
              .statistics(desk.manager,
                          {Date::of_text("2026-12-01"), Date::of_text("2026-12-31"), {}})
              ->complaints == 0);
}

TEST_CASE(
    "service figures: in time, how fast, how content, how many ours; open ones count as late") {
    TicketDesk desk;
    desk.solved(100, 5);
    desk.clock.advance(10 * test::k_test_minute);
    desk.solved(100, 3);
    const auto slow = desk.ours();
    desk.step(desk.clerk, {.ticket_id = slow, .step = Step::paused, .reason = "等顾客"});
    desk.clock.advance(2 * test::k_test_hour - 1000);
    desk.step(desk.clerk, {.ticket_id = slow, .step = Step::resumed});
    desk.propose(slow, desk.manager, 100);
    desk.step(desk.clerk, {.ticket_id = slow, .step = Step::carried_out, .words = "已退"});
    desk.sign(slow);
    desk.take(TicketDesk::complaint());
    const auto all = desk.figures.figures(desk.manager, k_november).value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].staff_number.empty());
    CHECK(all[1].staff_name == "员工");
    const auto& figures = all[0].figures;
    CHECK(figures.answered_in_time.all == 4);
    CHECK(figures.answered_in_time.of == 3);
    CHECK(figures.passed_on_in_time.all == 4);
    CHECK(figures.solved == 3);
    CHECK(figures.valid_complaints == 3);
    CHECK(figures.satisfied_of_all.all == 4);
    CHECK(figures.satisfied_of_all.of == 1);
    CHECK(figures.satisfied_of_rated.all == 2);
    // Taking a step takes a second; what the customer was waited for is nobody's time.
    CHECK(figures.solving_median_ms == 4000);
    CHECK(*figures.solving_mean_ms < 7000);
    const auto december = desk.figures.figures(
        desk.manager, {Date::of_text("2026-12-01"), Date::of_text("2026-12-31"), {}});
    CHECK(december->empty());
}

}  // namespace qiantai::domain

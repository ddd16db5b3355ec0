// How long cases say who the customer was.

#include "terminal/tickets/rules/ticket_retention.hpp"

#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::k_test_day;
using test::TicketDesk;
using Step = TicketStep;

struct RetentionDesk : TicketDesk {
    Uuid closed(const TicketIntake& intake) {
        const auto id = take(intake).ticket.id;
        step(clerk, {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::ours});
        propose(id, manager, 36'900);
        step(clerk,
             {.ticket_id = id, .step = Step::carried_out, .loss = Fen(36'900), .words = "已退款"});
        sign(id, 4);
        step(clerk, {.ticket_id = id, .step = Step::called_back, .reached = true});
        return id;
    }
    std::int64_t signatures(const Uuid& id) {
        return number(
            "SELECT count(*) FROM ticket_event WHERE ticket_id = ? AND (signature IS NOT NULL OR"
            " signed_text IS NOT NULL)",
            id);
    }
    bool names_anybody(const Uuid& id) {
        return number(
                   "SELECT count(*) FROM ticket WHERE id = ? AND (words IS NOT NULL OR"
                   " customer_name IS NOT NULL OR customer_phone IS NOT NULL OR demand IS NOT NULL)",
                   id) > 0;
    }
    TicketRun run_after(int days) {
        clock.advance(days * k_test_day);
        return tickets.run(clerk).value();
    }
};

}  // namespace

TEST_CASE("two years after closing a case tells nothing of a stranger, the facts stay") {
    RetentionDesk desk;
    const auto id = desk.closed(TicketDesk::complaint());
    const auto open = desk.take(TicketDesk::complaint()).ticket.id;
    const auto member = desk.add_member("陈静", "13800138001");
    const auto of_member = desk.closed({.member_id = member.id, .words = "标价不符"});
    CHECK(desk.run_after(729).strangers_emptied == 0);
    CHECK(desk.names_anybody(id));
    const auto run = desk.run_after(2);
    CHECK(run.strangers_emptied == 1);
    CHECK(run.signatures_emptied == 0);
    CHECK_FALSE(desk.names_anybody(id));
    CHECK(desk.signatures(id) == 0);
    CHECK(desk.last_action() == "tickets.run");
    const auto page = desk.lists.get(desk.clerk, id).value();
    CHECK(page.customer.is_erased);
    CHECK(page.state.loss == Fen(36'900));
    CHECK(page.state.satisfaction == 4);
    CHECK(page.state.phase == TicketPhase::closed);
    CHECK(desk.lists.list(desk.clerk, {.text = "内胆"})->tickets.size() == 1);
    // Whom nothing was closed for, and whose name stands with the member.
    CHECK(desk.names_anybody(open));
    CHECK(desk.names_anybody(of_member));
    // Erased for ever, and everywhere: that goes out.
    CHECK(desk.number("SELECT count(*) FROM outbox WHERE op = 'erase' AND entity = 'ticket'") == 1);
    CHECK(desk.tickets.run(desk.clerk)->strangers_emptied == 0);
    // What is added afterwards goes as well.
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::noted, .words = "李先生又来过"});
    CHECK(desk.tickets.run(desk.clerk)->strangers_emptied == 1);
    CHECK(desk.number("SELECT count(*) FROM ticket_event WHERE ticket_id = ? AND words IS NOT NULL",
                      id) == 0);
    CHECK(desk.tickets.run(desk.clerk)->strangers_emptied == 0);
}

TEST_CASE("three years after closing signatures go, of members too; what else was said stays") {
    RetentionDesk desk;
    const auto member = desk.add_member("陈静", "13800138001");
    const auto id = desk.closed({.member_id = member.id, .words = "标价不符"});
    CHECK(desk.run_after(1094).signatures_emptied == 0);
    CHECK(desk.signatures(id) == 1);
    CHECK(desk.run_after(2).signatures_emptied == 1);
    CHECK(desk.signatures(id) == 0);
    CHECK(desk.lists.get(desk.clerk, id)->ticket.words == "标价不符");
    CHECK(desk.tickets.run(desk.clerk)->signatures_emptied == 0);
}

TEST_CASE("headquarters says how long; a policy that can't be is as if not said") {
    RetentionDesk desk;
    desk.set_ticket_policy("tickets.retention", R"({"stranger_days":60,"signature_days":30})");
    const auto id = desk.closed(TicketDesk::complaint());
    const auto first = desk.run_after(31);
    CHECK(first.signatures_emptied == 1);
    CHECK(first.strangers_emptied == 0);
    CHECK(desk.names_anybody(id));
    CHECK(desk.run_after(30).strangers_emptied == 1);
    CHECK(check_ticket_retention(R"({"stranger_days":30})"));
    CHECK_FALSE(check_ticket_retention(R"({"stranger_days":29})"));
    CHECK_FALSE(check_ticket_retention("[]"));
    CHECK(parse_ticket_retention(R"({"signature_days":1})").signature_days == 1095);
}

}  // namespace qiantai::domain

// Cases that were signed for are called back, and the call closes them.

#include "terminal/callbacks/rules/callback_rules.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;

struct SignedDesk : test::TicketDesk {
    Callbacks callbacks{context};
    CallbackRuleBook rule_book{context};
    Member member = add_member("孙丽", "13800138001");
    Uuid ticket{};

    SignedDesk() {
        auto intake = complaint();
        intake.member_id = member.id;
        intake.customer_name.clear();
        intake.customer_phone.clear();
        ticket = take(intake).ticket.id;
        step(clerk, {.ticket_id = ticket, .step = TicketStep::assessed, .fault = TicketFault::ours});
        propose(ticket, manager, 36'900);
        step(clerk, {.ticket_id = ticket,
                     .step = TicketStep::carried_out,
                     .loss = Fen(36'900),
                     .words = "已退款"});
        sign(ticket);
    }
    CallbackRun run_rules() {
        clock.advance(1000);
        return rule_book.run(clerk, 100).value();
    }
    std::vector<CallbackLine> due() {
        return callbacks.list(clerk, {.kind = CallbackKind::complaint})->callbacks;
    }
    Result<CallbackLine> call(CallbackResult result) {
        clock.advance(1000);
        result.task_id = due().at(0).task.id;
        return callbacks.record(clerk, result);
    }
    TicketPhase phase() { return tickets_page().state.phase; }
    TicketPage tickets_page() { return lists.get(clerk, ticket).value(); }
};

}  // namespace

TEST_CASE("a case that was signed is called from the third day on, and the call closes it") {
    SignedDesk desk;
    CHECK(desk.run_rules().made() >= 1);
    CHECK(desk.due().empty());
    desk.clock.advance(3 * test::k_test_day);
    REQUIRE(desk.due().size() == 1);
    CHECK(desk.due()[0].days_left == 4);
    CHECK(desk.due()[0].task.matter == "电饭煲内胆涂层脱落");
    REQUIRE(desk.call({.outcome = CallbackOutcome::reached, .satisfaction = 5, .said = "挺好"}).ok());
    CHECK(desk.phase() == TicketPhase::closed);
    CHECK(desk.tickets_page().state.satisfaction == 5);
    CHECK(desk.due().empty());
    CHECK(desk.run_rules().settled == 0);
}

TEST_CASE("three tries without an answer close the case too") {
    SignedDesk desk;
    desk.run_rules();
    desk.clock.advance(3 * test::k_test_day);
    for (int i = 0; i < 3; ++i) {
        CHECK(desk.phase() == TicketPhase::signed_);
        REQUIRE(desk.call({.outcome = CallbackOutcome::no_answer}).ok());
        desk.clock.advance(test::k_test_day);
    }
    CHECK(desk.phase() == TicketPhase::closed);
    CHECK(desk.due().empty());
}

TEST_CASE("who is not satisfied has the case taken up again, and is called after it once more") {
    SignedDesk desk;
    desk.run_rules();
    desk.clock.advance(3 * test::k_test_day);
    REQUIRE(desk.call({.outcome = CallbackOutcome::reached,
                       .satisfaction = 1,
                       .said = "还是漏电",
                       .next_step = CallbackNext::reopen})
                .ok());
    CHECK(desk.phase() != TicketPhase::closed);
    CHECK(desk.phase() != TicketPhase::signed_);
}

TEST_CASE("a case that is closed otherwise needs no call") {
    SignedDesk desk;
    desk.run_rules();
    desk.clock.advance(1000);
    REQUIRE(desk.tickets.step(desk.manager, {.ticket_id = desk.ticket,
                                             .step = TicketStep::called_back,
                                             .satisfaction = 4,
                                             .reached = true}));
    CHECK(desk.phase() == TicketPhase::closed);
    CHECK(desk.run_rules().settled == 1);
}

}  // namespace qiantai::domain

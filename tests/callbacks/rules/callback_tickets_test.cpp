// Cases that were signed for are called back, and the call closes them.

#include "terminal/callbacks/rules/callback_figures.hpp"
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

    SignedDesk() : SignedDesk(of_member()) {}
    explicit SignedDesk(const TicketIntake& intake) {
        auto given = intake;
        if (given.customer_name.empty()) given.member_id = member.id;
        ticket = take(given).ticket.id;
        step(clerk,
             {.ticket_id = ticket, .step = TicketStep::assessed, .fault = TicketFault::ours});
        propose(ticket, manager, 36'900);
        step(clerk, {.ticket_id = ticket,
                     .step = TicketStep::carried_out,
                     .loss = Fen(36'900),
                     .words = "已退款"});
        sign(ticket);
    }
    static TicketIntake of_member() {
        auto intake = complaint();
        intake.customer_name.clear();
        intake.customer_phone.clear();
        return intake;
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
    REQUIRE(
        desk.call({.outcome = CallbackOutcome::reached, .satisfaction = 5, .said = "挺好"}).ok());
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

TEST_CASE("a call taken back leaves its case as it was, whatever had come of it") {
    SignedDesk desk;
    desk.run_rules();
    desk.clock.advance(3 * test::k_test_day);
    const auto taken_back = [&](const Session& by) {
        const auto id =
            sqlite::one(
                desk.database().cached("SELECT id FROM callback_task WHERE kind = 'complaint'"),
                sqlite::id_column)
                .value()
                .value();
        const auto step = desk.callbacks.sheet(by, id)->history.front().event.id;
        desk.clock.advance(1000);
        return desk.callbacks.undo(by, step);
    };
    const auto before = desk.tickets_page().state;
    SUBCASE("it had closed the case") {
        REQUIRE(desk.call({.outcome = CallbackOutcome::reached, .satisfaction = 2}).ok());
        REQUIRE(desk.phase() == TicketPhase::closed);
    }
    SUBCASE("the case had been taken up again") {
        REQUIRE(desk.call({.outcome = CallbackOutcome::reached,
                           .satisfaction = 1,
                           .next_step = CallbackNext::reopen})
                    .ok());
        REQUIRE(desk.phase() != TicketPhase::signed_);
    }
    SUBCASE("the number was wrong") {
        REQUIRE(desk.call({.outcome = CallbackOutcome::wrong_number}).ok());
        REQUIRE(desk.phase() == TicketPhase::closed);
    }
    REQUIRE(taken_back(desk.clerk).ok());
    const auto after = desk.tickets_page();
    CHECK(after.state.phase == TicketPhase::signed_);
    CHECK(after.state.satisfaction == before.satisfaction);
    CHECK(after.state.calls == before.calls);
    CHECK_FALSE(after.state.closed_at);
    CHECK(desk.run_rules().settled == 0);
    CHECK(desk.due().size() == 1);
    // It is called again, and closes as if nothing had been.
    desk.clock.advance(1000);
    REQUIRE(desk.call({.outcome = CallbackOutcome::reached, .satisfaction = 5}).ok());
    CHECK(desk.phase() == TicketPhase::closed);
}

TEST_CASE("a call is not taken back once its case went on") {
    SignedDesk desk;
    desk.run_rules();
    desk.clock.advance(3 * test::k_test_day);
    REQUIRE(desk.call({.outcome = CallbackOutcome::reached, .satisfaction = 5}).ok());
    const auto id =
        sqlite::one(desk.database().cached("SELECT id FROM callback_task WHERE kind = 'complaint'"),
                    sqlite::id_column)
            .value()
            .value();
    desk.clock.advance(1000);
    REQUIRE(desk.tickets.step(
        desk.manager,
        {.ticket_id = desk.ticket, .step = TicketStep::reopened, .reason = "顾客又来了"}));
    const auto step = desk.callbacks.sheet(desk.clerk, id)->history.front().event.id;
    CHECK(test::code_of(desk.callbacks.undo(desk.clerk, step)) == "callback_undo_impossible");
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

TEST_CASE("who complained without being a member is called by the number the case has") {
    SignedDesk desk{SignedDesk::complaint()};
    desk.clock.advance(1000);
    REQUIRE(desk.tickets.correct(desk.clerk, {.ticket_id = desk.ticket,
                                              .field = "customer_phone",
                                              .value = "13912340188",
                                              .reason = "听错一位"}));
    desk.run_rules();
    CHECK(desk.run_rules().made() == 0);
    desk.clock.advance(3 * test::k_test_day);
    REQUIRE(desk.due().size() == 1);
    const auto line = desk.due()[0];
    CHECK_FALSE(line.task.member_id);
    CHECK_FALSE(line.member_id);
    CHECK(line.member_name == "李先生");
    CHECK(line.block == CallbackBlock::none);
    const auto sheet = desk.callbacks.sheet(desk.clerk, line.task.id).value();
    CHECK(sheet.number.access == NumberAccess::own);
    CHECK(sheet.number.phone == "13912340188");
    CHECK(sheet.script.greeting.find("李先生") != std::string::npos);
    // One call a day.
    REQUIRE(desk.call({.outcome = CallbackOutcome::no_answer}).ok());
    CHECK(desk.callbacks.sheet(desk.clerk, line.task.id)->line.block == CallbackBlock::not_yet);
    desk.clock.advance(test::k_test_day);
    REQUIRE(desk.call({.outcome = CallbackOutcome::do_not_call}).ok());
    CHECK(desk.phase() == TicketPhase::closed);
    CHECK(desk.number("SELECT count(*) FROM callback_step WHERE member_id IS NOT NULL") == 0);
    const auto today = business_date(desk.context).value();
    const auto figures =
        CallbackReport(desk.context)
            .figures(desk.manager, {.from = today.plus_days(-30), .until = today.plus_days(30)})
            .value();
    CHECK(figures.rated == 0);
}

TEST_CASE("a wrong number ends the case: nobody can be called, and the case says why") {
    SignedDesk desk;
    desk.run_rules();
    desk.clock.advance(3 * test::k_test_day);
    REQUIRE(desk.call({.outcome = CallbackOutcome::wrong_number}).ok());
    CHECK(desk.phase() == TicketPhase::closed);
    const auto page = desk.tickets_page();
    CHECK(page.events.front().event.step == TicketStep::unreachable);
    CHECK(page.events.front().event.reason == "电话号码有误，无法回访");
    // It was signed for, and ended without the call.
    CHECK(page.state.ended_by == TicketStep::signed_);
    CHECK_FALSE(page.state.satisfaction);
    CHECK(desk.due().empty());
}

TEST_CASE("with fewer tries by policy the last one ends the case as well") {
    SignedDesk desk;
    desk.set_ticket_policy("callbacks.limits", R"({"tries":2})");
    desk.run_rules();
    desk.clock.advance(3 * test::k_test_day);
    for (int i = 0; i < 2; ++i) {
        CHECK(desk.phase() == TicketPhase::signed_);
        REQUIRE(desk.call({.outcome = CallbackOutcome::no_answer}).ok());
        desk.clock.advance(test::k_test_day);
    }
    CHECK(desk.phase() == TicketPhase::closed);
    CHECK(desk.tickets_page().events.front().event.step == TicketStep::unreachable);
}

TEST_CASE("the number of somebody who is no member stays at the store, the call too") {
    SignedDesk desk{SignedDesk::complaint()};
    desk.run_rules();
    desk.clock.advance(3 * test::k_test_day);
    const auto task = desk.due().at(0).task.id;
    CHECK(code_of(desk.callbacks.hand_over(
              desk.manager, {.task_ids = {task}, .for_headquarters = true})) == "callback_stays");
    CHECK(desk.callbacks.hand_over(desk.manager, {.task_ids = {task}, .to_staff = "1001"}).ok());
}

TEST_CASE("whom nobody can call has no callback; the case waits for somebody to say so") {
    auto intake = SignedDesk::complaint();
    intake.customer_phone.clear();
    SignedDesk desk{intake};
    desk.run_rules();
    CHECK(desk.number("SELECT count(*) FROM callback_task WHERE kind = 'complaint'") == 0);
    CHECK(desk.phase() == TicketPhase::signed_);
}

TEST_CASE("what a stranger said in a call is forgotten with the case") {
    SignedDesk desk{SignedDesk::complaint()};
    desk.run_rules();
    desk.clock.advance(3 * test::k_test_day);
    REQUIRE(
        desk.call({.outcome = CallbackOutcome::reached, .satisfaction = 4, .said = "李先生说挺好"})
            .ok());
    const auto told = [&] {
        return desk.number(
            "SELECT (SELECT count(*) FROM callback_task WHERE matter IS NOT NULL)"
            " + (SELECT count(*) FROM callback_step WHERE said IS NOT NULL)");
    };
    CHECK(told() == 2);
    desk.clock.advance(731 * test::k_test_day);
    REQUIRE(desk.tickets.run(desk.clerk)->strangers_emptied == 1);
    desk.run_rules();
    CHECK(told() == 0);
    CHECK(desk.number(
              "SELECT count(*) FROM outbox WHERE op = 'erase' AND entity = 'callback_step'") == 1);
    CHECK(desk.number("SELECT count(*) FROM callback_to_empty") == 0);
    CHECK(desk.number("SELECT satisfaction FROM callback_state WHERE kind = 'complaint'") == 4);
}

TEST_CASE("headquarters calls back about the cases it keeps") {
    test::TicketDesk desk("HQ");
    const Session agent = desk.session(StaffRole::cs_agent);
    const auto member = desk.next_id();
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO member (id, store_code, name, gender, birthday_calendar, heard_from, tier_code, status, joined_on,"
            " created_by, created_at) VALUES (?, 'S001', '孙丽', 'unknown', 'solar', 'unknown', 'standard',"
            " 'active', '2026-01-01', '1001', 1)",
            member);
    });
    auto intake = SignedDesk::of_member();
    intake.member_id = member;
    desk.clock.advance(1000);
    const auto id = desk.tickets.take(agent, intake)->ticket.id;
    desk.step(agent, {.ticket_id = id, .step = TicketStep::assessed, .fault = TicketFault::ours});
    desk.propose(id, desk.cs_manager, 36'900);
    desk.step(
        agent,
        {.ticket_id = id, .step = TicketStep::carried_out, .loss = Fen(36'900), .words = "已退款"});
    desk.step(agent, {.ticket_id = id,
                      .step = TicketStep::signed_,
                      .signed_text = "退款 369.00 元",
                      .signature = desk.k_signed});
    desk.clock.advance(1000);
    CHECK(CallbackRuleBook(desk.context).run(agent, 100)->made() == 1);
    desk.clock.advance(1000);
    CHECK(CallbackRuleBook(desk.context).run(agent, 100)->made() == 0);
    CHECK(desk.text("SELECT store_code FROM callback_state WHERE for_headquarters = 1") == "S001");
}

}  // namespace qiantai::domain

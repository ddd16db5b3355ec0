#include "terminal/tickets/rules/tickets.hpp"

#include "terminal/members/rules/member_erase.hpp"
#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TicketDesk;
using Step = TicketStep;
using Phase = TicketPhase;

std::optional<TicketClock> clock_of(const TicketPage& page, TicketTimer timer) {
    const auto found = std::ranges::find(page.state.clocks, timer, &TicketClock::timer);
    return found == page.state.clocks.end() ? std::nullopt : std::optional(*found);
}

std::string offered(const TicketPage& page, Step step) {
    const auto found = std::ranges::find(page.steps, step, &OfferedStep::step);
    if (found == page.steps.end()) return "no";
    return found->refused.empty() ? "yes" : found->refused;
}

}  // namespace

TEST_CASE("a complaint is taken in with a number and promises, and goes its whole course") {
    TicketDesk desk;
    const auto taken = desk.take(TicketDesk::complaint());
    const auto id = taken.ticket.id;
    CHECK(taken.ticket.number.starts_with("TS-S001-01-000001-"));
    CHECK(taken.state.keeper == "1001");
    CHECK(taken.keeper_name == "员工");
    CHECK(clock_of(taken, TicketTimer::answer)->due_at > desk.clock.now_ms());
    CHECK(taken.next->clock.timer == TicketTimer::pass_on);
    CHECK(taken.next->stand == ClockStand::due_soon);
    CHECK(desk.last_action() == "tickets.take");
    CHECK(taken.customer.name == "李先生");
    CHECK(taken.customer.phone == "13912340187");
    CHECK(offered(taken, Step::assessed) == "yes");
    CHECK(offered(taken, Step::closed) == "ticket_step_not_now");
    CHECK(offered(taken, Step::reopened) == "no");

    desk.step(desk.clerk, {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::ours});
    desk.step(
        desk.clerk,
        {.ticket_id = id, .step = Step::assigned, .department = "商品部", .assignee = "1002"});
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::investigated, .words = "批次问题"});
    const auto proposed = desk.propose(id, desk.clerk, 36'900);
    CHECK(proposed.state.phase == Phase::proposed);
    CHECK(proposed.state.proposal->approver == TicketApprover::manager);
    CHECK(offered(proposed, Step::approved) == "ticket_step_not_yours");
    const auto approved = desk.step(desk.manager, {.ticket_id = id, .step = Step::approved});
    CHECK(approved.state.phase == Phase::approved);
    desk.step(
        desk.clerk,
        {.ticket_id = id, .step = Step::carried_out, .loss = Fen(28'800), .words = "原路退回"});
    const auto signed_page = desk.sign(id, 4);
    CHECK(signed_page.state.phase == Phase::signed_);
    CHECK(signed_page.events.front().event.signed_text == "退款 369.00 元");
    CHECK(signed_page.call_back_from_at > desk.clock.now_ms());
    CHECK(clock_of(signed_page, TicketTimer::call_back)->due_at > *signed_page.call_back_from_at);
    const auto closed =
        desk.step(desk.clerk,
                  {.ticket_id = id, .step = Step::called_back, .satisfaction = 5, .reached = true});
    CHECK(closed.state.phase == Phase::closed);
    CHECK(closed.state.satisfaction == 5);
    CHECK(closed.state.loss == Fen(28'800));
    CHECK_FALSE(closed.next);
    CHECK(desk.last_action() == "tickets.step");
    // The head never changes; all else is added.
    CHECK(desk.number(
              "SELECT count(*) FROM outbox WHERE entity LIKE 'ticket%' AND op <> 'insert'") == 0);
}

TEST_CASE("an enquiry is answered and closed; a repair needs a price that is accepted") {
    TicketDesk desk;
    TicketIntake question{.kind = TicketKind::enquiry, .words = "等级怎么升"};
    const auto id = desk.take(question).ticket.id;
    CHECK(code_of(desk.try_step(desk.clerk, {.ticket_id = id, .step = Step::closed})) ==
          "ticket_step_not_now");
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::answered, .words = "按十二个月消费"});
    CHECK(desk.step(desk.clerk, {.ticket_id = id, .step = Step::closed}).state.is_closed());

    const auto repair = desk.take(TicketDesk::repair());
    CHECK(repair.ticket.number.starts_with("BX-"));
    const auto r = repair.ticket.id;
    desk.step(desk.clerk, {.ticket_id = r, .step = Step::assigned, .contractor = "刘师傅"});
    desk.step(desk.clerk, {.ticket_id = r,
                           .step = Step::kept,
                           .words = "外壳有划痕",
                           .place = "维修架 2",
                           .tag = "B-017"});
    const auto work =
        TicketStepEntry{.ticket_id = r, .step = Step::carried_out, .words = "换电源板"};
    CHECK(code_of(desk.try_step(desk.clerk, work)) == "ticket_quote_missing");
    const auto quoted =
        desk.step(desk.clerk, {.ticket_id = r,
                               .step = Step::quoted,
                               .amount = Fen(8'500),
                               .parts = {{.name = "电源板", .quantity = 1, .price = Fen(4'500)}}});
    // Until the customer has answered nobody owes anything.
    CHECK(quoted.state.paused_since == desk.clock.now_ms());
    CHECK(quoted.state.place == "维修架 2");
    CHECK(code_of(desk.try_step(desk.clerk, work)) == "ticket_paused");
    const auto solve = clock_of(quoted, TicketTimer::solve)->due_at;
    desk.clock.advance(test::k_test_hour);
    const auto accepted = desk.step(desk.clerk, {.ticket_id = r, .step = Step::quote_accepted});
    CHECK_FALSE(accepted.state.paused_since);
    CHECK(clock_of(accepted, TicketTimer::solve)->due_at == solve + test::k_test_hour + 2000);
    desk.step(desk.clerk, work);
    const auto ready =
        desk.step(desk.clerk, {.ticket_id = r, .step = Step::ready, .words = "已电话通知"});
    CHECK(ready.state.ready_at == desk.clock.now_ms());
    desk.sign(r);
    CHECK(desk.step(desk.clerk, {.ticket_id = r, .step = Step::closed}).state.is_closed());
}

TEST_CASE("who says yes to a proposal depends on the amount and on who made it") {
    TicketDesk desk;
    CHECK(desk.propose(desk.ours(), desk.manager, 50'000).state.phase == Phase::approved);
    const auto above = desk.ours();
    CHECK(desk.propose(above, desk.manager, 50'001).state.proposal->approver ==
          TicketApprover::headquarters);
    CHECK(code_of(desk.try_step(desk.manager, {.ticket_id = above, .step = Step::approved})) ==
          "ticket_own_proposal");
    const auto by_clerk = desk.ours();
    desk.propose(by_clerk, desk.clerk, 50'001);
    CHECK(code_of(desk.try_step(desk.manager, {.ticket_id = by_clerk, .step = Step::approved})) ==
          "ticket_step_not_yours");
    desk.set_ticket_policy("tickets.times", R"({"manager_decides":60000})");
    const auto more = desk.ours();
    CHECK(desk.propose(more, desk.clerk, 50'001).state.proposal->approver ==
          TicketApprover::manager);
    desk.step(desk.manager, {.ticket_id = more, .step = Step::returned, .reason = "太多"});
    CHECK(desk.propose(more, desk.clerk, 30'000).state.phase == Phase::proposed);
}

TEST_CASE("what a step needs it has to have, and nothing else") {
    TicketDesk desk;
    const auto id = desk.ours();
    const auto code = [&](TicketStepEntry entry) {
        entry.ticket_id = id;
        const auto result = desk.try_step(desk.clerk, entry);
        return result ? std::string("ok")
                      : std::string(result.error().code()) + " " + result.error().field;
    };
    CHECK(code({.step = Step::investigated}) == "ticket_field_missing words");
    CHECK(code({.step = Step::investigated, .words = "好", .reason = "不"}) ==
          "ticket_field_unfit reason");
    CHECK(code({.step = Step::investigated, .words = "打 13912340187 问过"}) ==
          "ticket_number_in_words words");
    CHECK(code({.step = Step::assigned}) == "ticket_field_missing department");
    CHECK(
        code({.step = Step::severity_set, .severity = TicketSeverity::normal, .reason = "误选"}) ==
        "ticket_value_malformed severity");
    CHECK(code({.step = Step::promised, .promised_at = desk.clock.now_ms()}) ==
          "ticket_value_malformed promised_at");
    CHECK(code({.step = Step::action_set,
                .assignee = "1002",
                .words = "复检",
                .act_by = Date::of_text("2026-11-20")}) == "ticket_value_malformed act_by");
    CHECK(code({.step = Step::action_checked, .about_id = id}) ==
          "ticket_step_not_now step");
    CHECK(code({.step = Step::received}) == "ticket_value_malformed step");
    CHECK(code({.step = Step::transferred}) == "ticket_value_malformed step");
    desk.propose(id, desk.manager, 100);
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::carried_out, .words = "已退"});
    CHECK(code({.step = Step::signed_, .signed_text = "x", .signature = "[[1,1]]"}) ==
          "signature_too_short signature");
    CHECK(code({.step = Step::signed_, .signature = desk.k_signed}) ==
          "ticket_field_missing signed_text");
    desk.sign(id);
    CHECK(code({.step = Step::called_back, .satisfaction = 6, .reached = true}) ==
          "ticket_value_malformed satisfaction");
    CHECK(code({.step = Step::called_back, .satisfaction = 5, .reached = false}) ==
          "ticket_field_unfit satisfaction");
    CHECK(desk.number("SELECT count(*) FROM ticket_event") == 5);
}

TEST_CASE("an intake that can't be is refused, in the field that is wrong, and no number is used") {
    TicketDesk desk;
    const auto code = [&](const TicketIntake& intake) {
        const auto result = desk.tickets.take(desk.clerk, intake);
        return result ? std::string("ok")
                      : std::string(result.error().code()) + " " + result.error().field;
    };
    auto intake = TicketDesk::complaint("");
    CHECK(code(intake) == "ticket_words_missing words");
    intake = TicketDesk::complaint("我的电话 139 1234 0187");
    CHECK(code(intake) == "ticket_number_in_words words");
    intake = TicketDesk::complaint();
    intake.channel = TicketChannel::authority;
    CHECK(code(intake) == "ticket_authority_number_missing authority_number");
    intake = TicketDesk::complaint();
    intake.device = "空调";
    CHECK(code(intake) == "ticket_field_unfit device");
    intake = TicketDesk::complaint();
    intake.member_id = desk.next_id();
    CHECK(code(intake) == "ticket_field_unfit customer_name");
    intake = TicketDesk::complaint();
    intake.customer_phone = "123";
    CHECK(code(intake).starts_with("phone_malformed"));
    CHECK(desk.take(TicketDesk::complaint()).ticket.number.starts_with("TS-S001-01-000001-"));
}

TEST_CASE("a wait for the customer moves what is owed by its open time") {
    TicketDesk desk;
    const auto id = desk.ours();
    const auto before = clock_of(*desk.lists.get(desk.clerk, id), TicketTimer::answer)->due_at;
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::paused, .reason = "等补小票"});
    CHECK(code_of(
              desk.try_step(desk.clerk, {.ticket_id = id, .step = Step::paused, .reason = "等"})) ==
          "ticket_step_not_now");
    desk.clock.advance(2 * test::k_test_hour - 2000);
    const auto page = desk.step(desk.clerk, {.ticket_id = id, .step = Step::resumed});
    CHECK(clock_of(page, TicketTimer::answer)->due_at == before + 2 * test::k_test_hour);
    REQUIRE(page.state.waits.size() == 1);
}

TEST_CASE(
    "an alarm is heard at headquarters within the hour: whoever took it is told whom to call") {
    TicketDesk desk;
    auto intake = TicketDesk::complaint("水壶漏电");
    intake.severity = TicketSeverity::urgent;
    intake.alarm = TicketAlarm::safety;
    const auto page = desk.take(intake);
    CHECK(page.sync_now);
    CHECK(page.tell_headquarters);
    CHECK(clock_of(page, TicketTimer::pass_on)->due_at == desk.clock.now_ms() + test::k_test_hour);
    const auto told = desk.step(
        desk.clerk,
        {.ticket_id = page.ticket.id, .step = Step::told_headquarters,
                  .assignee = "何主管",
                  .said_at = desk.clock.now_ms()});
    CHECK_FALSE(told.tell_headquarters);
    CHECK(clock_of(told, TicketTimer::pass_on)->met_at.has_value());
    // To assign it to a department is no substitute.
    auto again = desk.take(intake);
    again = desk.step(
        desk.clerk, {.ticket_id = again.ticket.id, .step = Step::assigned, .department = "商品部"});
    CHECK(again.tell_headquarters);
    const auto usual = desk.take(TicketDesk::complaint());
    CHECK_FALSE(usual.sync_now);
    const auto assigned = desk.step(
        desk.clerk, {.ticket_id = usual.ticket.id, .step = Step::assigned, .department = "商品部"});
    CHECK(clock_of(assigned, TicketTimer::pass_on)->met_at.has_value());
    const auto graver = desk.step(desk.clerk, {.ticket_id = usual.ticket.id,
                                               .step = Step::severity_set,
                                               .severity = TicketSeverity::urgent,
                                               .reason = "又漏电"});
    CHECK(graver.sync_now);
}

TEST_CASE("an earlier case about the same receipt, or product of the member, is found and linked") {
    TicketDesk desk;
    auto intake = TicketDesk::complaint();
    intake.till_receipt = "0408-1702";
    const auto first = desk.take(intake);
    const auto second = desk.take(intake);
    CHECK(second.ticket.repeats_id == first.ticket.id);
    REQUIRE(second.related.size() == 1);
    CHECK(second.related.front().number == first.ticket.number);
    const auto member = desk.add_member("陈静", "13800138001");
    const TicketIntake of_member{.kind = TicketKind::repair,
                                 .member_id = member.id,
                                 .words = "又坏了",
                                 .product = "破壁机 JX-8"};
    const auto before = desk.take(of_member);
    CHECK_FALSE(before.ticket.repeats_id);
    CHECK(desk.take(of_member).ticket.repeats_id == before.ticket.id);
    CHECK(desk.lists.earlier(desk.clerk, member.id)->size() == 2);
    desk.clock.advance(200 * test::k_test_day);
    CHECK_FALSE(desk.take(of_member).ticket.repeats_id);
}

TEST_CASE("promises that ran out are told to the manager, later to headquarters, each once") {
    TicketDesk desk;
    const auto id = desk.take(TicketDesk::complaint()).ticket.id;
    CHECK(desk.tickets.run(desk.clerk)->to_manager == 0);
    desk.clock.advance(61 * test::k_test_minute);
    CHECK(desk.tickets.run(desk.clerk)->to_manager == 1);
    CHECK(desk.tickets.run(desk.manager)->to_manager == 0);
    CHECK(desk.lists.counts(desk.manager)->escalated == 1);
    desk.clock.advance(2 * test::k_test_hour);
    const auto run = desk.tickets.run(desk.clerk).value();
    CHECK(run.to_manager == 1);  // acknowledging has run out by now too
    CHECK(run.to_headquarters == 1);
    CHECK(desk.lists.get(desk.clerk, id)->state.clocks.size() == 4);
    CHECK(desk.number("SELECT count(*) FROM ticket_event WHERE step = 'escalated'") == 3);
    CHECK(desk.number("SELECT max(level) FROM ticket_state") == 2);
    // What waits for the customer runs out for nobody.
    const auto paused = desk.take(TicketDesk::complaint()).ticket.id;
    desk.step(desk.clerk, {.ticket_id = paused, .step = Step::paused, .reason = "等顾客"});
    desk.clock.advance(test::k_test_day);
    desk.tickets.run(desk.clerk).value();
    CHECK(
        desk.number("SELECT count(*) FROM ticket_event WHERE step = 'escalated' AND ticket_id = ?",
                    paused) == 0);
}

TEST_CASE("a clerk's cases go to a colleague of the store, all at once") {
    TicketDesk desk;
    const auto one = desk.take(TicketDesk::complaint()).ticket.id;
    desk.take({.kind = TicketKind::enquiry, .words = "有没有货"});
    CHECK(code_of(desk.tickets.hand_over(desk.clerk, "1001", "1002", "休假")) == "not_permitted");
    CHECK(code_of(desk.tickets.hand_over(desk.manager, "1001", "9999", "休假")) ==
          "ticket_value_malformed");
    CHECK(desk.tickets.hand_over(desk.manager, "1001", "1002", "休假").value() == 2);
    CHECK(desk.lists.get(desk.clerk, one)->state.keeper == "1002");
    CHECK(desk.lists.counts(desk.clerk)->mine == 0);
    CHECK(desk.lists.counts(desk.manager)->mine == 2);
}

TEST_CASE("a wrong name or number is corrected by an event, and masked for whom it is not") {
    TicketDesk desk;
    const auto id = desk.take(TicketDesk::complaint()).ticket.id;
    const auto page = desk.tickets
                          .correct(desk.clerk, {.ticket_id = id,
                                                .field = "customer_phone",
                                                .value = "139 8888 0001",
                                                .reason = "听错了"})
                          .value();
    CHECK(page.customer.phone == "13988880001");
    CHECK(page.ticket.customer_phone.empty());
    desk.add_staff("2001", StaffRole::clerk);
    const Session other{"2001", "员工", StaffRole::clerk, "S001"};
    const auto masked = desk.lists.get(other, id).value();
    CHECK(masked.customer.phone == "139****0001");
    for (const auto& event : masked.events) CHECK(event.event.contact.empty());
    CHECK(desk.tickets.reveal_contact(other, id, "回电话")->phone == "13988880001");
    CHECK(desk.last_action() == "tickets.reveal_contact");
    CHECK(code_of(desk.tickets.reveal_contact(other, id, "")) == "ticket_field_missing");
    CHECK(code_of(desk.tickets.correct(
              desk.clerk, {.ticket_id = id, .field = "number", .value = "1", .reason = "x"})) ==
          "ticket_value_malformed");
}

TEST_CASE("erasing a stranger, or a member, empties the case and leaves the facts") {
    TicketDesk desk;
    const auto id = desk.solved(36'900, 4);
    CHECK(desk.lists.list(desk.clerk, {.text = "内胆"})->tickets.size() == 1);
    CHECK(code_of(desk.tickets.erase_customer(desk.clerk, id, "本人要求")) == "not_permitted");
    const auto page = desk.tickets.erase_customer(desk.manager, id, "本人要求").value();
    CHECK(page.customer.is_erased);
    CHECK(page.customer.name.empty());
    CHECK(page.ticket.words.empty());
    CHECK(page.state.loss == Fen(36'900));
    CHECK(page.state.phase == Phase::signed_);
    const std::string left =
        "SELECT count(*) FROM ticket_event WHERE words IS NOT NULL OR reason IS NOT NULL"
        " OR contact IS NOT NULL OR signature IS NOT NULL OR signed_text IS NOT NULL";
    CHECK(desk.number(left) == 0);
    CHECK(desk.lists.list(desk.clerk, {.text = "内胆"})->tickets.empty());

    const auto member = desk.add_member("陈静", "13800138001");
    const auto of_member = desk.take({.member_id = member.id, .words = "标价不符"}).ticket.id;
    CHECK(code_of(desk.tickets.erase_customer(desk.manager, of_member, "本人要求")) ==
          "ticket_has_member");
    REQUIRE(MemberErase(desk.context).erase(desk.manager, member.id, "本人要求"));
    // In the same moment, not when somebody looks next.
    CHECK(desk.number(
              "SELECT count(*) FROM ticket_state WHERE search_text IS NOT NULL AND ticket_id = ?",
              of_member) == 0);
    CHECK(desk.number("SELECT count(*) FROM ticket_search WHERE ticket_search MATCH '\"价不\"'") ==
          0);
    CHECK(desk.lists.get(desk.clerk, of_member)->ticket.words.empty());
    CHECK(desk.lists.get(desk.clerk, of_member)->customer.is_erased);
}

TEST_CASE(
    "a case of another store is seen, not touched; its own store gives it away with all of it") {
    TicketDesk desk;
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at)"
            " VALUES (?, 'S002', '二店', 480, 'open', 1)",
            desk.next_id());
    });
    const auto id = desk.take(TicketDesk::complaint()).ticket.id;
    const auto move = [&](const Session& session, std::string to) {
        desk.clock.advance(1000);
        return desk.tickets.transfer(
            session, {.ticket_id = id, .to_store = std::move(to), .reason = "顾客住那边"});
    };
    CHECK(code_of(move(desk.clerk, "S002")) == "ticket_step_not_yours");
    CHECK(code_of(move(desk.manager, "S009")) == "ticket_store_unknown");
    CHECK(code_of(move(desk.manager, "S001")) == "ticket_value_malformed");
    const auto moved = move(desk.manager, "S002").value();
    CHECK(moved.ticket.store_code == "S002");
    CHECK(moved.state.keeper.empty());
    CHECK_FALSE(moved.is_own);
    CHECK(desk.lists.board(desk.clerk, {})->open == 0);
    CHECK(desk.lists.list(desk.clerk, {})->tickets.size() == 1);
    // Who took it in may add to it, not give it on.
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::noted, .words = "顾客又来问"});
    CHECK(code_of(move(desk.manager, "HQ")) == "ticket_of_other_store");
    desk.from_headquarters(
        [&] { desk.run("UPDATE ticket SET taken_at = 'S003' WHERE id = ?", id); });
    CHECK(
        code_of(desk.try_step(desk.clerk, {.ticket_id = id, .step = Step::noted, .words = "问"})) ==
        "ticket_of_other_store");
}

}  // namespace qiantai::domain

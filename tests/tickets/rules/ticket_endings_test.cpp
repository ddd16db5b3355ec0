// How cases end where nobody can sign at the counter, and what may be promised and paid until then.

#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::k_test_day;
using test::k_test_hour;
using test::TicketDesk;
using Step = TicketStep;
using Phase = TicketPhase;

struct EndingDesk : TicketDesk {
    using TicketDesk::TicketDesk;

    static TicketClock clock_in(const TicketPage& page, TicketTimer timer) {
        const auto found = std::ranges::find(page.state.clocks, timer, &TicketClock::timer);
        if (found == page.state.clocks.end()) FAIL("no such clock");
        return *found;
    }
    static bool has_clock(const TicketPage& page, TicketTimer timer) {
        return std::ranges::find(page.state.clocks, timer, &TicketClock::timer) !=
               page.state.clocks.end();
    }
    static bool offers(const TicketPage& page, Step step) {
        return std::ranges::any_of(
            page.steps, [&](const auto& one) { return one.step == step && one.refused.empty(); });
    }
    std::string code(const Session& by, const TicketStepEntry& entry) {
        const auto result = try_step(by, entry);
        return result ? "ok" : std::string(result.error().code());
    }
    /// A complaint of which everything is done but the customer's yes.
    Uuid done() {
        const auto id = ours();
        propose(id, manager, 100);
        step(clerk, {.ticket_id = id, .step = Step::carried_out, .words = "已退"});
        return id;
    }
    Uuid photo_of(const Uuid& id) {
        const auto event = next_id();
        from_headquarters([&] {
            run("INSERT INTO ticket_event (id, store_code, ticket_id, step, attachment, file_name,"
                " reached, business_date, created_by, created_at)"
                " VALUES (?, 'S001', ?, 'evidence_added', ?, '单据.jpg', 0, '2026-11-21', '1001', ?)",
                event, id, std::string(64, 'a'), clock.now_ms());
        });
        return event;
    }
    TicketPage page(const Uuid& id) { return lists.get(manager, id).value(); }
    TicketCounts counted(const Session& by) { return lists.counts(by).value(); }
    TicketStatistics statistics() {
        const auto today = business_date(context).value();
        return figures.statistics(manager, {.from = today.plus_days(-60), .until = today}).value();
    }
};

}  // namespace

TEST_CASE("a complaint by telephone ends with a yes by telephone, of which who and when are kept") {
    EndingDesk desk;
    const auto id = desk.done();
    const auto said = desk.clock.now_ms() + 1000;
    const TicketStepEntry yes{.ticket_id = id,
                              .step = Step::agreed,
                              .words = "同意退款",
                              .who = "李先生",
                              .said_at = said};
    auto lacking = yes;
    lacking.who.clear();
    CHECK(desk.code(desk.clerk, lacking) == "ticket_field_missing");
    lacking = yes;
    lacking.said_at.reset();
    CHECK(desk.code(desk.clerk, lacking) == "ticket_field_missing");
    lacking = yes;
    lacking.said_at = desk.clock.now_ms() + k_test_hour;
    CHECK(desk.code(desk.clerk, lacking) == "ticket_value_malformed");
    const auto agreed = desk.step(desk.clerk, yes);
    CHECK(agreed.state.phase == Phase::signed_);
    CHECK(agreed.events.front().event.contact == "李先生");
    CHECK(said_at(agreed.events.front().event) == said);
    CHECK(EndingDesk::clock_in(agreed, TicketTimer::solve).met_at == said);
    // Nobody signed, and the call is still to come.
    CHECK(desk.number("SELECT count(*) FROM ticket_event WHERE signature IS NOT NULL") == 0);
    CHECK(EndingDesk::has_clock(agreed, TicketTimer::call_back));
    CHECK(agreed.call_back_from_at > desk.clock.now_ms());
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::called_back, .reached = true});
    CHECK(desk.page(id).state.is_closed());
    const auto lines = desk.statistics().lines;
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].ended_by == Step::agreed);
}

TEST_CASE("signed on paper needs the photo of the paper") {
    EndingDesk desk;
    const auto id = desk.done(), other = desk.done();
    const TicketStepEntry on_paper{
        .ticket_id = id, .step = Step::paper_signed, .about_id = desk.photo_of(other)};
    CHECK(desk.code(desk.clerk, on_paper) == "ticket_paper_missing");
    auto right = on_paper;
    right.about_id = desk.photo_of(id);
    const auto page = desk.step(desk.clerk, right);
    CHECK(page.state.phase == Phase::signed_);
    CHECK(page.state.ended_by == Step::paper_signed);
}

TEST_CASE("headquarters' own complaint comes to its end at headquarters") {
    EndingDesk desk("HQ");
    auto intake = TicketDesk::complaint();
    intake.channel = TicketChannel::headquarters;
    const auto id = desk.tickets.take(desk.agent, intake)->ticket.id;
    desk.step(desk.agent, {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::ours});
    desk.propose(id, desk.agent, 100);
    desk.step(desk.cs_manager, {.ticket_id = id, .step = Step::approved});
    desk.step(desk.agent, {.ticket_id = id, .step = Step::carried_out, .words = "已退"});
    CHECK(desk.step(desk.agent, {.ticket_id = id,
                                 .step = Step::agreed,
                                 .words = "同意",
                                 .who = "李先生",
                                 .said_at = desk.clock.now_ms()})
              .state.phase == Phase::signed_);
    CHECK(desk.step(desk.agent, {.ticket_id = id, .step = Step::unreachable, .reason = "没留电话"})
              .state.is_closed());
}

TEST_CASE("a repair whose price is declined goes back unrepaired; without that a manager says so") {
    EndingDesk desk;
    const auto take = [&] {
        const auto id = desk.take(TicketDesk::repair()).ticket.id;
        desk.step(desk.clerk, {.ticket_id = id, .step = Step::assigned, .assignee = "1001"});
        return id;
    };
    const auto id = take();
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::quoted, .amount = Fen(8'500)});
    const TicketStepEntry back{.ticket_id = id, .step = Step::handed_back, .reason = "顾客嫌贵"};
    CHECK(desk.code(desk.clerk, back) == "ticket_step_not_now");
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::quote_declined, .reason = "嫌贵"});
    const auto page = desk.step(desk.clerk, back);
    CHECK(page.state.is_closed());
    CHECK(page.state.ended_by == Step::handed_back);
    for (const auto& clock : page.state.clocks) CHECK(clock.met_at);
    const auto hopeless = take();
    const TicketStepEntry given_up{
        .ticket_id = hopeless, .step = Step::handed_back, .reason = "修不了"};
    CHECK(desk.code(desk.clerk, given_up) == "ticket_step_not_yours");
    CHECK(desk.step(desk.manager, given_up).state.is_closed());
}

TEST_CASE("a device that nobody fetches is closed after the policy's days, by whoever decides") {
    EndingDesk desk;
    const auto id = desk.take(TicketDesk::repair()).ticket.id;
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::assigned, .assignee = "1001"});
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::quoted, .amount = Fen(100)});
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::quote_declined, .reason = "嫌贵"});
    const auto ready = desk.step(desk.clerk, {.ticket_id = id, .step = Step::ready});
    CHECK(ready.state.ready_at);
    CHECK_FALSE(EndingDesk::offers(desk.page(id), Step::unclaimed));
    const TicketStepEntry unclaimed{.ticket_id = id, .step = Step::unclaimed, .reason = "没来取"};
    CHECK(desk.code(desk.manager, unclaimed) == "ticket_not_unclaimed_yet");
    desk.clock.advance(31 * k_test_day);
    CHECK(desk.counted(desk.manager).unclaimed == 1);
    CHECK(EndingDesk::offers(desk.page(id), Step::unclaimed));
    CHECK(desk.code(desk.clerk, unclaimed) == "ticket_step_not_yours");
    CHECK(desk.step(desk.manager, unclaimed).state.is_closed());
    CHECK(desk.counted(desk.manager).unclaimed == 0);
}

TEST_CASE("who refuses everything, or is never reached, is told so in the case's end") {
    EndingDesk desk;
    const auto id = desk.done();
    const TicketStepEntry end{.ticket_id = id, .step = Step::unsettled, .reason = "联系不上"};
    CHECK(desk.code(desk.clerk, end) == "ticket_step_not_yours");
    const auto page = desk.step(desk.manager, end);
    CHECK(page.state.is_closed());
    CHECK(desk.statistics().lines.at(0).ended_by == Step::unsettled);
    CHECK(desk.step(desk.clerk, {.ticket_id = id, .step = Step::reopened, .reason = "又来"})
              .state.phase == Phase::handling);
}

TEST_CASE("what was taken by mistake ends, stays, and no statistics count it") {
    EndingDesk desk;
    const auto id = desk.ours(), kept = desk.ours();
    CHECK(desk.code(desk.clerk, {.ticket_id = id, .step = Step::cancelled, .reason = "登错"}) ==
          "ticket_step_not_yours");
    CHECK(desk.code(desk.manager, {.ticket_id = id, .step = Step::cancelled}) ==
          "ticket_field_missing");
    const auto page =
        desk.step(desk.manager, {.ticket_id = id, .step = Step::cancelled, .reason = "登错"});
    CHECK(page.state.phase == Phase::cancelled);
    CHECK(page.state.is_closed());
    const auto statistics = desk.statistics();
    CHECK(statistics.complaints == 1);
    REQUIRE(statistics.lines.size() == 1);
    CHECK(statistics.lines[0].ticket_id == kept);
    const auto today = business_date(desk.context).value();
    const auto figures =
        desk.figures.figures(desk.manager, {.from = today, .until = today.plus_days(30)}).value();
    CHECK(figures.at(0).figures.valid_complaints == 1);
    CHECK(figures.at(0).figures.satisfied_of_all.all == 1);
    CHECK(figures.at(0).figures.answered_in_time.all == 1);
}

TEST_CASE("a later promise takes a manager and a reason, and none goes on for ever") {
    EndingDesk desk;
    const auto id = desk.ours();
    const auto due = EndingDesk::clock_in(desk.page(id), TicketTimer::solve).due_at;
    TicketStepEntry later{.ticket_id = id, .step = Step::promised, .promised_at = due + k_test_day};
    CHECK(desk.code(desk.clerk, later) == "ticket_promise_beyond");
    CHECK(desk.code(desk.manager, later) == "ticket_field_missing");
    CHECK(desk.code(desk.clerk,
                    {.ticket_id = id, .step = Step::promised, .promised_at = due - k_test_hour}) ==
          "ok");
    later.reason = "等配件";
    CHECK(desk.code(desk.manager, later) == "ok");
    CHECK(EndingDesk::clock_in(desk.page(id), TicketTimer::solve).due_at == due + k_test_day);
    later.promised_at = desk.clock.now_ms() + 91 * k_test_day;
    CHECK(desk.code(desk.manager, later) == "ticket_promise_too_late");
    desk.set_ticket_policy("tickets.times", R"({"promise_days_max":120})");
    CHECK(desk.code(desk.manager, later) == "ok");
}

TEST_CASE("a promise that was broken stays so, whatever is promised after it") {
    EndingDesk desk;
    const auto id = desk.ours();
    const auto due = EndingDesk::clock_in(desk.page(id), TicketTimer::solve).due_at;
    desk.clock.set(due + k_test_hour);
    CHECK(desk.tickets.run(desk.clerk)->to_manager > 0);
    const auto level = EndingDesk::clock_in(desk.page(id), TicketTimer::solve).level;
    CHECK(level >= 1);
    const auto page = desk.step(desk.manager, {.ticket_id = id,
                                               .step = Step::promised,
                                               .reason = "等配件",
                                               .promised_at = due + 5 * k_test_day});
    const auto clock = EndingDesk::clock_in(page, TicketTimer::solve);
    CHECK(clock.due_at == due + 5 * k_test_day);
    CHECK(clock.broken_at == due);
    CHECK(clock.level == level);
    CHECK(clock.late());
    CHECK(desk.number("SELECT late FROM ticket_state") == 1);
    // Still the manager's, though nothing is overdue at the moment.
    CHECK(desk.counted(desk.manager).escalated == 1);
    desk.propose(id, desk.manager, 100);
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::carried_out, .words = "已退"});
    const auto signed_page = desk.sign(id);
    for (const auto& shown : signed_page.clocks) {
        if (shown.clock.timer == TicketTimer::solve) CHECK(shown.stand == ClockStand::met_late);
    }
}

TEST_CASE("what a case costs is within what was approved, or what that person may decide") {
    EndingDesk desk;
    const auto id = desk.ours();
    desk.propose(id, desk.clerk, 30'000);
    desk.step(desk.manager, {.ticket_id = id, .step = Step::approved});
    TicketStepEntry paid{
        .ticket_id = id, .step = Step::carried_out, .loss = Fen(30'001), .words = "已退"};
    CHECK(desk.code(desk.clerk, paid) == "ticket_loss_beyond");
    paid.loss = Fen(50'001);
    CHECK(desk.code(desk.manager, paid) == "ticket_loss_beyond");
    paid.loss = Fen(50'000);
    CHECK(desk.code(desk.manager, paid) == "ok");

    auto intake = TicketDesk::repair();
    intake.in_warranty = true;
    const auto repair = desk.take(intake).ticket.id;
    desk.step(desk.clerk, {.ticket_id = repair, .step = Step::assigned, .assignee = "1001"});
    TicketStepEntry mended{.ticket_id = repair,
                           .step = Step::carried_out,
                           .words = "换电源板",
                           .parts = {{.name = "电源板", .quantity = 2, .price = Fen(5'000)}}};
    CHECK(desk.code(desk.clerk, mended) == "ticket_loss_beyond");
    desk.propose(repair, desk.clerk, 10'000);
    CHECK(desk.step(desk.manager, {.ticket_id = repair, .step = Step::approved}).state.phase ==
          Phase::approved);
    CHECK(desk.code(desk.clerk, mended) == "ok");
}

TEST_CASE(
    "a number that nobody has keeps no case; who works outside leaves it with who passed it on") {
    EndingDesk desk;
    const auto id = desk.ours();
    CHECK(desk.code(desk.clerk, {.ticket_id = id, .step = Step::assigned, .assignee = "9999"}) ==
          "ticket_staff_unknown");
    CHECK(desk.code(desk.clerk, {.ticket_id = id, .step = Step::assigned, .assignee = "刘师傅"}) ==
          "ticket_staff_unknown");
    CHECK(desk.code(desk.clerk, {.ticket_id = id, .step = Step::assigned, .contractor = "9999"}) ==
          "ticket_staff_unknown");
    CHECK(desk.code(desk.clerk, {.ticket_id = id,
                                 .step = Step::assigned,
                                 .assignee = "1002",
                                 .contractor = "刘师傅"}) == "ticket_field_unfit");
    const auto page =
        desk.step(desk.manager, {.ticket_id = id, .step = Step::assigned, .contractor = "刘师傅"});
    CHECK(page.state.assignee == "刘师傅");
    CHECK(page.state.keeper == desk.manager.staff_number);
    CHECK(page.assignee_name == "刘师傅");
    CHECK(desk.counted(desk.manager).mine == 1);
}

TEST_CASE("what is not ours owes no department; judged ours after all it does, from then on") {
    EndingDesk desk;
    const auto id = desk.take(TicketDesk::complaint()).ticket.id;
    const auto judge = [&](TicketFault fault) {
        return desk.step(desk.clerk, {.ticket_id = id, .step = Step::assessed, .fault = fault});
    };
    CHECK_FALSE(EndingDesk::has_clock(judge(TicketFault::not_ours), TicketTimer::pass_on));
    desk.clock.advance(2 * k_test_hour);
    const auto ours = judge(TicketFault::ours);
    const auto clock = EndingDesk::clock_in(ours, TicketTimer::pass_on);
    CHECK(clock.since_at == desk.clock.now_ms());
    CHECK_FALSE(clock.met_at);
    // That it was late before it was judged stays.
    const auto late = desk.take(TicketDesk::complaint()).ticket.id;
    desk.clock.advance(2 * k_test_hour);
    const auto page = desk.step(
        desk.clerk, {.ticket_id = late, .step = Step::assessed, .fault = TicketFault::not_ours});
    CHECK(EndingDesk::clock_in(page, TicketTimer::pass_on).late());
    // Headquarters hears of what is dangerous, whoever's fault.
    auto intake = TicketDesk::complaint();
    intake.alarm = TicketAlarm::safety;
    const auto alarm = desk.take(intake).ticket.id;
    const auto heard = desk.step(
        desk.clerk, {.ticket_id = alarm, .step = Step::assessed, .fault = TicketFault::not_ours});
    CHECK_FALSE(EndingDesk::clock_in(heard, TicketTimer::pass_on).met_at);
}

TEST_CASE("what headquarters was told counts from when it was told") {
    EndingDesk desk;
    auto intake = TicketDesk::complaint();
    intake.alarm = TicketAlarm::safety;
    const auto taken = desk.take(intake);
    const auto due = EndingDesk::clock_in(taken, TicketTimer::pass_on).due_at;
    desk.clock.set(due + k_test_hour);
    const auto told = desk.step(desk.clerk, {.ticket_id = taken.ticket.id,
                                             .step = Step::told_headquarters,
                                             .assignee = "何主管",
                                             .said_at = due - 60'000});
    CHECK(EndingDesk::clock_in(told, TicketTimer::pass_on).met_at == due - 60'000);
    CHECK_FALSE(EndingDesk::clock_in(told, TicketTimer::pass_on).late());
    // Said once, it is not asked for again; nor where nothing is to be told.
    CHECK_FALSE(EndingDesk::offers(told, Step::told_headquarters));
    CHECK_FALSE(EndingDesk::offers(desk.page(desk.ours()), Step::told_headquarters));
}

TEST_CASE("a warranty that was written wrongly is corrected, and the course goes by it") {
    EndingDesk desk;
    const auto id = desk.take(TicketDesk::repair()).ticket.id;
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::assigned, .assignee = "1001"});
    const TicketStepEntry work{.ticket_id = id, .step = Step::carried_out, .words = "清洁"};
    CHECK(desk.code(desk.clerk, work) == "ticket_quote_missing");
    const auto correct = [&](const Uuid& which, const std::string& value) {
        desk.clock.advance(1000);
        return desk.tickets.correct(
            desk.clerk,
            {.ticket_id = which, .field = "in_warranty", .value = value, .reason = "看错日期"});
    };
    CHECK(code_of(correct(id, "也许")) == "ticket_value_malformed");
    CHECK(code_of(correct(desk.ours(), "yes")) == "ticket_value_malformed");
    CHECK(correct(id, "yes")->ticket.in_warranty);
    CHECK(desk.code(desk.clerk, work) == "ok");
}

TEST_CASE("a purchase lies not in the future; a landline is a number to call") {
    EndingDesk desk;
    auto intake = TicketDesk::complaint();
    intake.purchased_on = Date::of_text("2026-11-22");
    CHECK(code_of(desk.tickets.take(desk.clerk, intake)) == "ticket_purchase_ahead");
    intake.purchased_on = Date::of_text("2026-11-21");
    intake.customer_phone = "（010）8234 5678 转 801";
    const auto page = desk.take(intake);
    CHECK(page.customer.phone == "010-82345678-801");
}

}  // namespace qiantai::domain

// What other systems' clocks get wrong: pauses, answers, reopening, policies and calendars that
// change while promises run.

#include "terminal/tickets/rules/ticket_cache.hpp"
#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::k_test_day;
using test::k_test_hour;
using test::k_test_minute;
using test::TicketDesk;
using Step = TicketStep;
using Timer = TicketTimer;

/// Open 9:00 to 12:30 and 13:30 to 21:00. Times are set exactly: nothing moves them but the test.
struct ClockDesk : TicketDesk {
    ClockDesk() {
        set_ticket_policy(
            "hours.store",
            R"({"week":[{"days":[1,2,3,4,5,6,7],"periods":["09:00-12:30","13:30-21:00"]}]})");
    }
    /// Day of November 2026 and time, in China.
    static TimeMs at(int day, int hour, int minute) {
        constexpr TimeMs k_midnight_21 = 1'795'242'660'000 - (14 * 60 + 31) * k_test_minute;
        return k_midnight_21 + (day - 21) * k_test_day + hour * k_test_hour +
               minute * k_test_minute;
    }
    Uuid take_at(TimeMs time, const TicketIntake& intake = complaint()) {
        clock.set(time);
        auto page = tickets.take(clerk, intake);
        if (!page) FAIL(page.error().message());
        return page->ticket.id;
    }
    TicketPage step_at(TimeMs time, TicketStepEntry entry) {
        return step_at(time, clerk, std::move(entry));
    }
    TicketPage step_at(TimeMs time, const Session& by, TicketStepEntry entry) {
        clock.set(time);
        auto page = tickets.step(by, entry);
        if (!page) FAIL(page.error().message());
        return *page;
    }
    TicketPage page_at(TimeMs time, const Uuid& id) {
        clock.set(time);
        return lists.get(clerk, id).value();
    }
    static ShownClock shown(const TicketPage& page, Timer timer) {
        for (const auto& one : page.clocks) {
            if (one.clock.timer == timer) return one;
        }
        FAIL("the timer doesn't run");
        return {};
    }
    static TimeMs due(const TicketPage& page, Timer timer) {
        return shown(page, timer).clock.due_at;
    }
    /// As headquarters announces it, and the terminal hears of it, now.
    void announce(std::string_view code, std::string_view value) {
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, ?, ?, ?, ?)",
                next_id(), code, value, clock.now_ms(), clock.now_ms());
        });
    }
    /// To the signature, all within a minute.
    void sign_at(TimeMs time, const Uuid& id) {
        step_at(time, {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::ours});
        step_at(time, manager,
                {.ticket_id = id,
                 .step = Step::proposed,
                 .resolution = ResolutionKind::refund,
                 .amount = Fen(100),
                 .words = "退款"});
        step_at(time, {.ticket_id = id, .step = Step::carried_out, .words = "已退"});
        step_at(time, {.ticket_id = id,
                       .step = Step::signed_,
                       .signed_text = "退款 1.00 元",
                       .signature = k_signed});
    }
    int due_soon() { return lists.counts(clerk)->due_soon; }
};

}  // namespace

TEST_CASE("a step that answers and waits in one is an answer in time, however long the wait") {
    ClockDesk desk;
    const auto id = desk.take_at(ClockDesk::at(21, 10, 0), TicketDesk::repair());
    desk.step_at(
        ClockDesk::at(21, 10, 5),
        {.ticket_id = id, .step = Step::assigned, .department = "售后部", .contractor = "刘师傅"});
    // The price is the first answer in the matter, and the customer is waited for from then on.
    const auto quoted = desk.step_at(ClockDesk::at(21, 11, 0),
                                     {.ticket_id = id, .step = Step::quoted, .amount = Fen(8'500)});
    CHECK(ClockDesk::shown(quoted, Timer::answer).clock.met_at == ClockDesk::at(21, 11, 0));
    CHECK(ClockDesk::shown(quoted, Timer::acknowledge).clock.met_at == ClockDesk::at(21, 11, 0));
    CHECK(quoted.state.paused_since == ClockDesk::at(21, 11, 0));
    const auto solve = ClockDesk::due(quoted, Timer::solve);
    CHECK(solve == ClockDesk::at(24, 10, 0));
    const auto later = desk.page_at(ClockDesk::at(27, 20, 0), id);
    CHECK(ClockDesk::shown(later, Timer::answer).stand == ClockStand::met);
    CHECK(ClockDesk::shown(later, Timer::solve).stand == ClockStand::paused);
    const auto accepted =
        desk.step_at(ClockDesk::at(28, 11, 0), {.ticket_id = id, .step = Step::quote_accepted});
    CHECK(ClockDesk::shown(accepted, Timer::answer).stand == ClockStand::met);
    CHECK(ClockDesk::due(accepted, Timer::solve) == ClockDesk::at(31, 10, 0));
    // Nobody was told of anything.
    CHECK(desk.tickets.run(desk.clerk)->to_manager == 0);
}

TEST_CASE("what is done while the customer is waited for is in time if the clock stood in time") {
    ClockDesk desk;
    const auto id = desk.take_at(ClockDesk::at(21, 14, 31));
    desk.step_at(ClockDesk::at(21, 15, 0),
                 {.ticket_id = id, .step = Step::paused, .reason = "等补小票"});
    // Due on Monday 16:31; the wait has lasted since Saturday.
    const auto page = desk.step_at(
        ClockDesk::at(25, 10, 0),
        desk.manager,
        {.ticket_id = id,
         .step = Step::promised,
         .reason = "顾客要求改期",
         .promised_at = ClockDesk::at(26, 18, 0)});
    const auto answer = ClockDesk::shown(page, Timer::answer);
    CHECK(answer.stand == ClockStand::met);
    CHECK(answer.clock.met_at == ClockDesk::at(25, 10, 0));
    CHECK(answer.clock.stood_at == ClockDesk::at(21, 15, 0));
    const auto month = desk.figures.figures(
        desk.manager, {Date::of_text("2026-11-01"), Date::of_text("2026-11-30"), {}});
    CHECK(month->front().figures.answered_in_time.of == 1);
    // Promised while it waited: from the promise on is what the end of the wait adds.
    const auto resumed =
        desk.step_at(ClockDesk::at(25, 12, 0), {.ticket_id = id, .step = Step::resumed});
    CHECK(ClockDesk::due(resumed, Timer::solve) == ClockDesk::at(26, 20, 0));
}

TEST_CASE("a note leaves the wait as it is, the customer's answer ends it, each wait counts once") {
    ClockDesk desk;
    const auto id = desk.take_at(ClockDesk::at(21, 14, 31));
    const auto wait = [&](TimeMs from, TimeMs until) {
        desk.step_at(from, {.ticket_id = id, .step = Step::paused, .reason = "等补小票"});
        desk.step_at(until - k_test_minute,
                     {.ticket_id = id, .step = Step::noted, .words = "又打了一次电话"});
        const auto waiting = desk.page_at(until - k_test_minute, id);
        CHECK(waiting.state.paused_since == from);
        CHECK(ClockDesk::shown(waiting, Timer::solve).stand == ClockStand::paused);
        return desk.step_at(until,
                            {.ticket_id = id, .step = Step::resumed, .words = "顾客：小票找到了"});
    };
    const auto once = wait(ClockDesk::at(21, 15, 0), ClockDesk::at(21, 16, 0));
    CHECK(ClockDesk::due(once, Timer::solve) == ClockDesk::at(24, 15, 31));
    CHECK(ClockDesk::shown(once, Timer::solve).stand == ClockStand::running);
    // The customer has said something again: waiting begins anew, and what was waited stays.
    const auto twice = wait(ClockDesk::at(22, 12, 0), ClockDesk::at(22, 14, 0));
    CHECK(ClockDesk::due(twice, Timer::solve) == ClockDesk::at(24, 16, 31));
    REQUIRE(twice.state.waits.size() == 2);
    // Of what was promised, not of what it became by waiting.
    CHECK(ClockDesk::shown(twice, Timer::solve).whole_ms == 33 * k_test_hour);
    // An answer that was given stays given.
    const auto answered = desk.step_at(
        ClockDesk::at(22, 15, 0),
        {.ticket_id = id, .step = Step::promised, .promised_at = ClockDesk::at(24, 16, 31)});
    const auto noted = desk.step_at(ClockDesk::at(23, 20, 0),
                                    {.ticket_id = id, .step = Step::noted, .words = "顾客又来问"});
    CHECK(ClockDesk::shown(answered, Timer::answer).stand == ClockStand::met);
    CHECK(ClockDesk::shown(noted, Timer::answer).clock.met_at == ClockDesk::at(22, 15, 0));
}

TEST_CASE("who has answered before the warning is never warned nor reported") {
    ClockDesk desk;
    const auto id = desk.take_at(ClockDesk::at(21, 14, 31),
                                 TicketIntake{.kind = TicketKind::enquiry, .words = "等级怎么升"});
    const auto other = desk.take_at(ClockDesk::at(21, 14, 31),
                                    TicketIntake{.kind = TicketKind::enquiry, .words = "有没有货"});
    for (const auto& one : {id, other}) {
        desk.step_at(ClockDesk::at(21, 14, 40), {.ticket_id = one, .step = Step::acknowledged});
    }
    desk.step_at(ClockDesk::at(22, 9, 30),
                 {.ticket_id = id, .step = Step::answered, .words = "按十二个月消费"});
    // A day of open time, 24 hours: from Monday 10:43 on a fifth of it is left.
    desk.clock.set(ClockDesk::at(23, 10, 42));
    CHECK(desk.due_soon() == 0);
    desk.clock.set(ClockDesk::at(23, 10, 43));
    CHECK(desk.due_soon() == 1);
    const auto board = desk.lists.board(desk.clerk, {}).value();
    CHECK(board.due_soon == 1);
    CHECK(board.running == 1);
    CHECK(ClockDesk::shown(*desk.lists.get(desk.clerk, other), Timer::answer).stand ==
          ClockStand::due_soon);
    CHECK_FALSE(desk.lists.get(desk.clerk, id)->next);
    desk.clock.set(ClockDesk::at(25, 12, 0));
    CHECK(desk.tickets.run(desk.clerk)->to_manager == 1);
    CHECK(desk.number(
              "SELECT count(*) FROM ticket_event WHERE step = 'escalated' AND ticket_id = ?", id) ==
          0);
}

TEST_CASE("a lunch break is nobody's time: not in a promise, not in a wait, not in what is left") {
    ClockDesk desk;
    const auto id = desk.take_at(ClockDesk::at(21, 12, 0));
    const auto page = desk.page_at(ClockDesk::at(21, 12, 0), id);
    // Two hours: half of one before the break.
    CHECK(ClockDesk::due(page, Timer::acknowledge) == ClockDesk::at(21, 15, 0));
    const auto lunch =
        ClockDesk::shown(desk.page_at(ClockDesk::at(21, 13, 0), id), Timer::acknowledge);
    CHECK(lunch.left_ms == 90 * k_test_minute);
    CHECK(lunch.continues_at == ClockDesk::at(21, 13, 30));
    desk.step_at(ClockDesk::at(21, 12, 20),
                 {.ticket_id = id, .step = Step::paused, .reason = "等补小票"});
    const auto resumed =
        desk.step_at(ClockDesk::at(21, 13, 40), {.ticket_id = id, .step = Step::resumed});
    // Ten minutes before the break and ten after it.
    CHECK(ClockDesk::due(resumed, Timer::answer) ==
          ClockDesk::due(page, Timer::answer) + 20 * k_test_minute);
    // A wait within the break is none.
    const auto again = desk.take_at(ClockDesk::at(22, 12, 0));
    const auto before = ClockDesk::due(desk.page_at(ClockDesk::at(22, 12, 0), again), Timer::solve);
    desk.step_at(ClockDesk::at(22, 12, 35),
                 {.ticket_id = again, .step = Step::paused, .reason = "等补小票"});
    CHECK(ClockDesk::due(
              desk.step_at(ClockDesk::at(22, 13, 25), {.ticket_id = again, .step = Step::resumed}),
              Timer::solve) == before);
}

TEST_CASE("a reopened case owes answer and solution anew, and no call before it is signed again") {
    ClockDesk desk;
    const auto id = desk.take_at(ClockDesk::at(21, 14, 31));
    desk.sign_at(ClockDesk::at(21, 15, 0), id);
    desk.step_at(ClockDesk::at(24, 10, 0),
                 {.ticket_id = id, .step = Step::called_back, .reached = true});
    const auto reopened = desk.step_at(
        ClockDesk::at(29, 10, 0), {.ticket_id = id, .step = Step::reopened, .reason = "又坏了"});
    CHECK(ClockDesk::due(reopened, Timer::answer) == ClockDesk::at(31, 12, 0));
    CHECK(ClockDesk::due(reopened, Timer::solve) == ClockDesk::at(32, 10, 0));
    // Five days closed are nobody's, and the first call's time is over with it.
    CHECK(reopened.state.waits.back().from_at == ClockDesk::at(24, 10, 0));
    for (const auto& one : reopened.clocks) CHECK(one.clock.timer != Timer::call_back);
    CHECK_FALSE(reopened.call_back_from_at);
    CHECK(reopened.next->clock.timer == Timer::answer);
    desk.clock.set(ClockDesk::at(29, 20, 0));
    CHECK(desk.tickets.run(desk.clerk)->to_manager == 0);
    CHECK(ClockDesk::shown(reopened, Timer::acknowledge).stand == ClockStand::met);
    const auto refused = desk.step_at(ClockDesk::at(29, 20, 5), desk.manager,
                                      {.ticket_id = id,
                                       .step = Step::proposed,
                                       .resolution = ResolutionKind::replacement,
                                       .amount = Fen(100),
                                       .words = "换新"});
    CHECK(ClockDesk::shown(refused, Timer::answer).stand == ClockStand::met);
    desk.step_at(ClockDesk::at(29, 20, 10),
                 {.ticket_id = id, .step = Step::carried_out, .words = "已换"});
    const auto signed_again = desk.step_at(ClockDesk::at(30, 10, 0), {.ticket_id = id,
                                                                      .step = Step::signed_,
                                                                      .signed_text = "换新",
                                                                      .signature = desk.k_signed});
    CHECK(ClockDesk::due(signed_again, Timer::call_back) == ClockDesk::at(38, 0, 0));
    CHECK(signed_again.call_back_from_at == ClockDesk::at(33, 0, 0));
}

TEST_CASE("a policy that is changed or withdrawn afterwards rewrites no promise that runs") {
    ClockDesk desk;
    auto urgent = TicketDesk::complaint();
    urgent.severity = TicketSeverity::urgent;
    desk.announce("tickets.times", R"({"escalate_minutes":30})");
    const auto id = desk.take_at(ClockDesk::at(21, 14, 31), urgent);
    desk.step_at(ClockDesk::at(21, 14, 40),
                 {.ticket_id = id, .step = Step::told_headquarters,
                  .assignee = "何主管",
                  .said_at = desk.clock.now_ms()});
    desk.step_at(
        ClockDesk::at(21, 14, 50),
        {.ticket_id = id, .step = Step::promised, .promised_at = ClockDesk::at(22, 14, 31)});
    desk.step_at(ClockDesk::at(21, 20, 0),
                 {.ticket_id = id, .step = Step::paused, .reason = "等送回商品"});
    // From now on urgent cases run in the opening hours, have a day more, and are told later.
    desk.clock.set(ClockDesk::at(21, 20, 30));
    desk.announce("tickets.times",
                  R"({"escalate_minutes":600,"urgent":{"solve_minutes":2880,"wall_clock":false}})");
    const auto resumed =
        desk.step_at(ClockDesk::at(22, 9, 0), {.ticket_id = id, .step = Step::resumed});
    // By the wall clock, as it was promised: thirteen hours.
    CHECK(ClockDesk::due(resumed, Timer::solve) == ClockDesk::at(23, 3, 31));
    CHECK(ClockDesk::shown(resumed, Timer::solve).by_wall_clock);
    CHECK(ClockDesk::shown(resumed, Timer::solve).left_ms == 18 * k_test_hour + 31 * k_test_minute);
    // What is promised now goes by what holds now.
    const auto fresh = desk.take_at(ClockDesk::at(22, 10, 0), urgent);
    CHECK_FALSE(ClockDesk::shown(desk.page_at(ClockDesk::at(22, 10, 0), fresh), Timer::solve)
                    .by_wall_clock);
    // Withdrawn: the usual ones hold, and the half hour that was said is still the one's.
    desk.announce("tickets.times", "{}");
    desk.step_at(ClockDesk::at(22, 10, 0),
                 {.ticket_id = fresh, .step = Step::told_headquarters,
                  .assignee = "何主管",
                  .said_at = desk.clock.now_ms()});
    desk.step_at(ClockDesk::at(22, 10, 0),
                 {.ticket_id = fresh, .step = Step::paused, .reason = "等"});
    desk.clock.set(ClockDesk::at(23, 9, 20));
    auto run = desk.tickets.run(desk.clerk).value();
    CHECK(run.to_manager == 1);
    CHECK(run.to_headquarters == 0);
    desk.clock.set(ClockDesk::at(23, 9, 30));
    CHECK(desk.tickets.run(desk.clerk)->to_headquarters == 1);
}

TEST_CASE("a calendar that is changed afterwards, for before too, moves no promise and no wait") {
    ClockDesk desk;
    const auto id = desk.take_at(ClockDesk::at(21, 14, 31));
    const auto solve = ClockDesk::due(desk.page_at(ClockDesk::at(21, 14, 31), id), Timer::solve);
    desk.step_at(ClockDesk::at(21, 15, 0),
                 {.ticket_id = id, .step = Step::paused, .reason = "等补小票"});
    // Closed at noon from now on; and it is said to have held for a week.
    desk.clock.set(ClockDesk::at(21, 18, 0));
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO policy (id, code, value, effective_from, created_at)"
            " VALUES (?, 'hours.store.S001', ?, ?, ?)",
            desk.next_id(), R"({"week":[{"days":[1,2,3,4,5,6,7],"periods":["09:00-12:00"]}]})",
            ClockDesk::at(14, 0, 0), ClockDesk::at(21, 18, 0));
    });
    CHECK(ClockDesk::due(desk.page_at(ClockDesk::at(21, 18, 0), id), Timer::solve) == solve);
    const auto resumed =
        desk.step_at(ClockDesk::at(22, 10, 0), {.ticket_id = id, .step = Step::resumed});
    // Six hours on Saturday and one on Sunday, as the shop was open when it was promised.
    CHECK(solve == ClockDesk::at(24, 14, 31));
    CHECK(ClockDesk::due(resumed, Timer::solve) == ClockDesk::at(25, 9, 31));
    const auto fresh = desk.take_at(ClockDesk::at(22, 11, 0));
    CHECK(ClockDesk::due(desk.page_at(ClockDesk::at(22, 11, 0), fresh), Timer::acknowledge) ==
          ClockDesk::at(23, 10, 0));
}

TEST_CASE(
    "a case that becomes less grave afterwards does not turn a late answer into one in time") {
    ClockDesk desk;
    auto intake = TicketDesk::complaint();
    intake.severity = TicketSeverity::serious;
    const auto id = desk.take_at(ClockDesk::at(21, 14, 31), intake);
    const auto late = desk.step_at(
        ClockDesk::at(22, 17, 0),
        {.ticket_id = id, .step = Step::promised, .promised_at = ClockDesk::at(26, 14, 31)});
    CHECK(ClockDesk::shown(late, Timer::answer).stand == ClockStand::met_late);
    const auto lighter = desk.step_at(ClockDesk::at(22, 17, 5), {.ticket_id = id,
                                                                 .step = Step::severity_set,
                                                                 .severity = TicketSeverity::normal,
                                                                 .reason = "没那么严重"});
    CHECK(ClockDesk::shown(lighter, Timer::answer).stand == ClockStand::met_late);
    CHECK(ClockDesk::due(lighter, Timer::solve) == ClockDesk::at(25, 17, 0) + 5 * k_test_minute);
}

}  // namespace qiantai::domain

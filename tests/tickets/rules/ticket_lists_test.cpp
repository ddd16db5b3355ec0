#include "terminal/tickets/rules/ticket_lists.hpp"

#include "tests/base/query_plans.hpp"
#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TicketDesk;
using Step = TicketStep;

std::vector<std::string> numbers(const TicketList& list) {
    std::vector<std::string> found;
    for (const auto& line : list.tickets) found.push_back(line.number);
    return found;
}

int lane_count(const TicketBoard& board, BoardColumn column) {
    return board.lanes.at(static_cast<std::size_t>(column)).count;
}

}  // namespace

TEST_CASE(
    "a ticket is found by number, its end, phone, words, product, member and authority's number") {
    TicketDesk desk;
    auto intake = TicketDesk::complaint();
    intake.channel = TicketChannel::authority;
    intake.authority_number = "12315-2026-0099";
    const auto first = desk.take(intake);
    const auto member = desk.add_member("诸葛红蕾", "13800138001");
    const auto second = desk.take({.kind = TicketKind::repair,
                                   .member_id = member.id,
                                   .words = "空调 漏水",
                                   .product = "挂机 GW-26"});
    const auto find = [&](std::string text) {
        return numbers(desk.lists.list(desk.clerk, {.text = std::move(text)}).value());
    };
    const std::vector<std::string> a{first.ticket.number}, b{second.ticket.number};
    CHECK(find(first.ticket.number) == a);
    const auto serial = [](const TicketPage& page) { return page.ticket.number.substr(11, 6); };
    CHECK(find(serial(first)) == a);
    CHECK(find(serial(second)) == b);
    CHECK(find("0187") == a);
    CHECK(find("13912340187") == a);
    CHECK(find("13912340188").empty());
    CHECK(find("内胆") == a);
    CHECK(find("涂层脱落") == a);
    CHECK(find("k20") == a);
    CHECK(find("李先生") == a);
    CHECK(find("12315-2026") == a);
    CHECK(find("漏水") == b);
    CHECK(find("漏水 挂机") == b);
    CHECK(find("漏水 内胆").empty());
    CHECK(find("诸葛") == b);
    CHECK(find("zghl") == b);
    CHECK(find("8001") == b);
    CHECK(find("漏") == b);
    CHECK(find("没有这样的").empty());
    CHECK(desk.lists.find(desk.clerk, first.ticket.number)->ticket.id == first.ticket.id);
    CHECK(code_of(desk.lists.find(desk.clerk, "TS-S001-01-000099-K")) != "ok");
}

TEST_CASE("lists are filtered, and their pages lead on without a gap or a repetition") {
    TicketDesk desk;
    for (int i = 0; i < 7; ++i) desk.take(TicketDesk::complaint());
    desk.take(TicketDesk::repair());
    TicketFilter filter{.kind = TicketKind::complaint, .limit = 3};
    std::vector<std::string> all;
    for (int page = 0; page < 4; ++page) {
        const auto list = desk.lists.list(desk.clerk, filter).value();
        for (const auto& number : numbers(list)) all.push_back(number);
        if (!list.next) break;
        filter.after = list.next;
    }
    CHECK(all.size() == 7);
    CHECK(std::ranges::is_sorted(all, std::greater()));
    CHECK(numbers(desk.lists.list(desk.clerk, {.from = Date::of_text("2026-11-22")}).value())
              .empty());
    CHECK(numbers(desk.lists.list(desk.clerk, {.until = Date::of_text("2026-11-21")}).value())
              .size() == 8);
    CHECK(code_of(desk.lists.list(desk.clerk, {.from = Date::of_text("2026-11-22"),
                                               .until = Date::of_text("2026-11-21")})) ==
          "ticket_period_malformed");
}

TEST_CASE("scopes of a list and the badges count the same") {
    TicketDesk desk;
    const auto proposed = desk.ours();
    desk.propose(proposed, desk.clerk, 100);
    const auto own = desk.ours();
    desk.propose(own, desk.manager, 90'000);
    auto repair = TicketDesk::repair();
    repair.in_warranty = true;
    const auto left = desk.take(repair).ticket.id;
    desk.step(desk.clerk, {.ticket_id = left, .step = Step::assigned, .contractor = "刘师傅"});
    desk.step(desk.clerk, {.ticket_id = left, .step = Step::carried_out, .words = "修好"});
    desk.step(desk.clerk, {.ticket_id = left, .step = Step::ready});
    const auto size = [&](const Session& session, TicketScope scope) {
        return desk.lists.list(session, {.scope = scope})->tickets.size();
    };
    CHECK(size(desk.manager, TicketScope::to_approve) == 1);
    CHECK(size(desk.clerk, TicketScope::to_approve) == 0);
    CHECK(desk.lists.counts(desk.manager)->to_approve == 1);
    // What somebody from outside does stays with who passed it on.
    CHECK(desk.lists.counts(desk.clerk)->mine == 3);
    CHECK(size(desk.clerk, TicketScope::open) == 3);
    CHECK(size(desk.clerk, TicketScope::at_shop) == 1);
    CHECK(size(desk.clerk, TicketScope::unclaimed) == 0);
    CHECK(size(desk.clerk, TicketScope::overdue) == 0);
    desk.clock.advance(31 * test::k_test_day);
    CHECK(size(desk.clerk, TicketScope::unclaimed) == 1);
    CHECK(desk.lists.counts(desk.clerk)->unclaimed == 1);
    CHECK(size(desk.clerk, TicketScope::overdue) ==
          static_cast<std::size_t>(desk.lists.counts(desk.clerk)->overdue));
    CHECK(desk.lists.counts(desk.clerk)->overdue == 3);
    desk.tickets.run(desk.clerk).value();
    CHECK(size(desk.clerk, TicketScope::escalated) == 3);
}

TEST_CASE(
    "the board has a lane for where a case stands, the most urgent first, and counts its clocks") {
    TicketDesk desk;
    const auto urgent = [&] {
        auto intake = TicketDesk::complaint();
        intake.severity = TicketSeverity::urgent;
        return intake;
    };
    desk.take(TicketDesk::complaint());
    desk.clock.advance(70 * test::k_test_minute);
    const auto soon = desk.take(urgent());
    const auto waiting = desk.take(TicketDesk::complaint());
    desk.step(desk.clerk,
              {.ticket_id = waiting.ticket.id, .step = Step::paused, .reason = "等补小票"});
    desk.ours();
    const auto board = desk.lists.board(desk.clerk, {}).value();
    CHECK(board.open == 4);
    CHECK(board.overdue == 1);
    CHECK(board.paused == 1);
    CHECK(board.due_soon == 2);
    CHECK(lane_count(board, BoardColumn::to_confirm) == 3);
    CHECK(lane_count(board, BoardColumn::investigating) == 1);
    const auto& cards = board.lanes.front().cards;
    REQUIRE(cards.size() == 3);
    CHECK(cards[0].clock->stand == ClockStand::overdue);
    CHECK(cards[0].clock->left_ms < 0);
    CHECK(cards[1].ticket_id == soon.ticket.id);
    CHECK(cards[1].clock->stand == ClockStand::due_soon);
    CHECK(cards[1].clock->left_ms <= cards[1].clock->whole_ms);
    CHECK(cards[2].clock->stand == ClockStand::paused);
    CHECK(cards[2].paused_for == "等补小票");
    CHECK(desk.lists.board(desk.manager, {.only_mine = true})->lanes.front().cards.empty());
    CHECK(desk.lists.board(desk.clerk, {.kind = TicketKind::repair})->open == 0);
    // At night nothing runs on before the morning.
    desk.clock.advance(8 * test::k_test_hour);
    const auto night = desk.lists.board(desk.clerk, {}).value();
    CHECK(night.lanes[1].cards.front().clock->stand == ClockStand::overdue);
    const auto fresh = desk.take(TicketDesk::complaint());
    CHECK(fresh.next->continues_at == fresh.next->clock.due_at - test::k_test_hour);
}

TEST_CASE("today's closed ones are counted, those that were solved late too") {
    TicketDesk desk;
    const auto id = desk.solved(100, 5);
    desk.step(desk.clerk, {.ticket_id = id, .step = Step::called_back, .reached = true});
    CHECK(desk.lists.board(desk.clerk, {})->closed_today == 1);
    CHECK(desk.lists.board(desk.clerk, {})->closed_today_late == 0);
    desk.clock.advance(test::k_test_day);
    CHECK(desk.lists.board(desk.clerk, {})->closed_today == 0);
}

TEST_CASE("what would be promised is what is promised; choices are headquarters'") {
    TicketDesk desk;
    const auto promises = desk.lists.promises(desk.clerk, {.kind = TicketKind::complaint}).value();
    REQUIRE(promises.size() == 3);
    CHECK_FALSE(promises[0].headquarters_hears);
    CHECK(promises[2].headquarters_hears);
    desk.clock.advance(-1000);
    const auto page = desk.take(TicketDesk::complaint());
    const auto answer =
        std::ranges::find(page.state.clocks, TicketTimer::answer, &TicketClock::timer);
    CHECK(answer->due_at == promises[0].dues.answer);
    CHECK(desk.lists.choices(desk.clerk)->demands.size() == 6);
    desk.set_ticket_policy("tickets.choices", R"({"demands":["退款"]})");
    CHECK(desk.lists.choices(desk.clerk)->demands.size() == 1);
}

}  // namespace qiantai::domain

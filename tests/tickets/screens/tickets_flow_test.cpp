#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/screens/screen_ticket_take.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

struct CasesWindow : AppWindow {
    explicit CasesWindow(Who who = Who::clerk)
        : member(desk.add_member("陈静", "13800138001")),
          ticket(take("电热水壶跳闸", member.id)) {
        sign_in(who);
    }
    domain::Ticket take(const std::string& words, std::optional<Uuid> of = {}) {
        desk.clock.advance(1000);
        const domain::TicketIntake intake{
            .member_id = of, .words = words, .product = "电热水壶 K-20"};
        const auto page = domain::Tickets(desk.context).take(desk.session(Who::clerk), intake);
        if (!page) FAIL(page.error().message());
        return page->ticket;
    }
    void step(domain::TicketStepEntry entry, Who who = Who::clerk) {
        desk.clock.advance(1000);
        entry.ticket_id = ticket.id;
        const auto page = domain::Tickets(desk.context).step(desk.session(who), entry);
        if (!page) FAIL(page.error().message());
    }
    TicketPageState& page() { return state<TicketPageState>(); }
    void open_board() { touch("way tickets"); }
    void open_page() {
        auto now = app.flow();
        open_ticket(now, ticket.id);
        settle();
    }
    domain::Member member;
    domain::Ticket ticket;
};

}  // namespace

TEST_CASE("a case is on the board, opens from it, and is judged in a few touches") {
    CasesWindow cases;
    cases.open_board();
    CHECK(cases.seen().shows("陈静"));
    CHECK(cases.seen().shows("投诉：电热水壶跳闸"));
    cases.touch("ticket " + cases.ticket.number);
    CHECK(cases.nav().screen == k_ticket_page_screen);
    cases.touch("next step");
    CHECK(cases.page().sheet == TicketSheet::step);
    cases.touch("我方责任");
    cases.touch("save sheet");
    CHECK(cases.page().sheet == TicketSheet::none);
    CHECK(cases.page().page->state.fault == TicketFault::ours);
    CHECK(cases.seen().shows("判定：我方责任"));
    cases.touch("back");
    CHECK(cases.nav().screen == k_ticket_board_screen);
    CHECK(cases.seen().shows("调查中"));
}

TEST_CASE("holding a card asks for its next step at once") {
    CasesWindow cases;
    cases.open_board();
    REQUIRE(cases.window.hold("ticket " + cases.ticket.number, 0.8));
    cases.settle();
    CHECK(cases.nav().screen == k_ticket_page_screen);
    CHECK(cases.page().sheet == TicketSheet::step);
    CHECK(cases.page().form.step == TicketStep::assessed);
}

TEST_CASE("whoever proposed sees who may approve; the manager does") {
    CasesWindow cases;
    cases.step({.step = TicketStep::assessed, .fault = TicketFault::ours});
    cases.step({.step = TicketStep::proposed,
                .resolution = ResolutionKind::refund,
                .amount = Fen(36'900),
                .words = "退货退款"});
    cases.open_page();
    CHECK(cases.window.seen().find("step approved") == nullptr);
    CasesWindow manager(Who::store_manager);
    manager.step({.step = TicketStep::assessed, .fault = TicketFault::ours});
    manager.step({.step = TicketStep::proposed,
                  .resolution = ResolutionKind::refund,
                  .amount = Fen(36'900),
                  .words = "退货退款"});
    manager.touch("way home");
    CHECK(manager.seen().shows("1 个方案等您批准"));
    manager.open_page();
    manager.touch("next step");
    manager.touch("save sheet");
    CHECK(manager.page().page->state.phase == domain::TicketPhase::approved);
}

TEST_CASE("a pause has its reason, stops the clock, and ends with the customer's answer") {
    CasesWindow cases;
    cases.open_page();
    cases.touch("step paused");
    cases.touch("等补小票");
    cases.touch("save sheet");
    CHECK(cases.page().page->state.paused_since);
    cases.touch("next step");
    cases.touch("save sheet");
    CHECK_FALSE(cases.page().page->state.paused_since);
}

TEST_CASE("what was written wrong is corrected, and the old value stays in the history") {
    CasesWindow cases;
    cases.open_page();
    cases.touch("step corrected");
    cases.touch("小票号");
    cases.touch("value");
    cases.type("0409-1187");
    cases.touch("听错、写错");
    cases.touch("save sheet");
    CHECK(cases.page().page->ticket.till_receipt == "0409-1187");
    CHECK(cases.seen().shows("更正：小票号"));
}

TEST_CASE("a refused step says why in its sheet") {
    CasesWindow cases;
    cases.open_page();
    cases.touch("step noted");
    cases.touch("words");
    cases.type("13912345678");
    cases.touch("save sheet");
    CHECK(cases.page().sheet == TicketSheet::step);
    CHECK(cases.seen().shows("请勿在文字中写电话号码"));
}

TEST_CASE("cases are found by number, words and scope, and by scanning from anywhere") {
    CasesWindow cases;
    const auto other = cases.take("送货晚两天");
    cases.open_board();
    cases.touch("find");
    CHECK(cases.nav().screen == k_ticket_list_screen);
    CHECK(cases.state<TicketListState>().rows.size() == 2);
    cases.touch("field");
    cases.type("送货晚");
    REQUIRE(cases.state<TicketListState>().rows.size() == 1);
    CHECK(cases.state<TicketListState>().rows[0].ticket_id == other.id);
    cases.key(ImGuiKey_Enter);
    CHECK(cases.page().id == other.id);
    cases.touch("way home");
    cases.scan(cases.ticket.number);
    CHECK(cases.nav().screen == k_ticket_page_screen);
    CHECK(cases.page().id == cases.ticket.id);
}

TEST_CASE("a member's page leads to the member's cases") {
    CasesWindow cases;
    cases.take("不是会员的");
    auto now = cases.app.flow();
    open_member(now, cases.member.id);
    cases.settle();
    CHECK(cases.seen().shows("工单 1 件"));
    CHECK(cases.seen().shows("未结 1"));
    cases.touch("line ticket_list");
    CHECK(cases.state<TicketListState>().rows.size() == 1);
}

TEST_CASE("a manager hands the cases of somebody away to a colleague") {
    CasesWindow cases(Who::store_manager);
    cases.open_board();
    cases.touch("find");
    cases.touch("更多条件");
    // All are called the same here, so that a touch could mean anybody.
    cases.state<TicketListState>().more.keeper = cases.desk.session(Who::clerk).staff_number;
    cases.window.frames(2);
    cases.touch("查看");
    CHECK(cases.state<TicketListState>().sheet == TicketListSheet::none);
    cases.touch("hand over");
    auto& form = cases.state<TicketListState>().hand_over;
    form.to = cases.desk.session(Who::store_manager).staff_number;
    cases.touch("休假、请假");
    cases.touch("hand over now");
    CHECK(cases.desk.text("SELECT keeper FROM ticket_state") ==
          cases.desk.session(Who::store_manager).staff_number);
    CHECK(cases.state<TicketListState>().sheet == TicketListSheet::none);
}

TEST_CASE("a complaint of a member begins from the member's cases") {
    CasesWindow cases;
    auto now = cases.app.flow();
    open_member(now, cases.member.id);
    cases.settle();
    cases.touch("line ticket_list");
    cases.touch("take in");
    CHECK(cases.nav().screen == k_ticket_take_screen);
    CHECK(cases.seen().shows("陈静"));
}

TEST_CASE("who was no member is erased from the case, with a reason") {
    CasesWindow cases(Who::store_manager);
    const auto other = cases.take("不是会员的");
    auto now = cases.app.flow();
    open_ticket(now, other.id);
    cases.settle();
    cases.touch("erase customer");
    cases.touch("顾客要求删除");
    cases.touch("confirm asking");
    CHECK(cases.page().page->customer.is_erased);
    CHECK(cases.desk.text("SELECT ifnull(words, '-') FROM ticket WHERE member_id IS NULL") == "-");
}

TEST_CASE("a manager's home names what clerks did not do, cases nobody has, and calls") {
    CasesWindow cases(Who::store_manager);
    cases.desk.clock.advance(TimeMs{30} * 24 * 3'600'000);
    auto now = cases.app.flow();
    ticket_board_screen().each_minute(now);
    cases.settle();
    cases.touch("way home");
    CHECK(cases.seen().shows("1 件工单上报给您"));
    cases.touch("todo tickets escalated");
    CHECK(cases.nav().screen == k_ticket_list_screen);
    CHECK(cases.state<TicketListState>().scope == domain::TicketScope::escalated);
    CHECK(cases.state<TicketListState>().rows.size() == 1);
}

TEST_CASE("home and the rail count what this person owes now; a minute later more may") {
    CasesWindow cases;
    cases.touch("way home");
    CHECK(cases.state<TicketCountsState>().counts.mine_due_soon == 1);
    CHECK(cases.seen().shows("1 件工单 2 小时内到期"));
    cases.desk.clock.advance(TimeMs{30} * 24 * 3'600'000);
    auto now = cases.app.flow();
    ticket_board_screen().each_minute(now);
    cases.settle();
    CHECK(cases.state<TicketCountsState>().counts.mine_overdue == 1);
    CHECK(cases.desk.number("SELECT count(*) FROM ticket_event WHERE step = 'escalated'") > 0);
}

}  // namespace qiantai::app::test

// Cases at a desk of headquarters: all stores on one board, direct complaints, what was escalated.

#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/screens/screen_ticket_approvals.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

struct DeskWindow : AppWindow {
    explicit DeskWindow(Who who = Who::cs_agent) : AppWindow(k_sizes[0], "HQ") {
        desk.from_headquarters([&] {
            for (const auto* code : {"S001", "S002"}) {
                desk.run(
                    "INSERT INTO store (id, code, name, utc_offset_minutes, status,"
                    " created_at) VALUES (?, ?, ?, 480, 'open', 1)",
                    desk.next_id(), code, std::string("门店 ") + code);
            }
        });
        sign_in(who);
        // As after the sync that brought them.
        auto now = app.flow();
        for (const auto* code : {"S001", "S002"})
            now.scene.shop.stores[code] = std::string("门店 ") + code;
    }
    domain::Ticket take(const std::string& words) {
        desk.clock.advance(1000);
        const domain::TicketIntake intake{
            .channel = TicketChannel::headquarters, .words = words, .product = "电热水壶 K-20"};
        const auto page = domain::Tickets(desk.context).take(desk.session(Who::cs_agent), intake);
        if (!page) FAIL(page.error().message());
        return page->ticket;
    }
    /// As if a store had it.
    domain::Ticket at_store(std::string_view store, const std::string& words) {
        auto ticket = take(words);
        desk.from_headquarters(
            [&] { desk.run("UPDATE ticket SET store_code = ? WHERE id = ?", store, ticket.id); });
        return ticket;
    }
    void open(const Uuid& id) {
        auto now = app.flow();
        open_ticket(now, id);
        settle();
    }
    TicketPageState& page() { return state<TicketPageState>(); }
};

}  // namespace

TEST_CASE("headquarters' board shows all stores, or the one that is chosen") {
    DeskWindow window;
    window.at_store("S001", "送货晚两天");
    window.at_store("S002", "包装破损");
    window.take("总部直接投诉");
    window.touch("way tickets");
    CHECK(window.state<TicketBoardState>().board->open == 3);
    window.touch("stores");
    window.touch("门店 S002（S002）");
    CHECK(window.state<TicketBoardState>().board->open == 1);
    CHECK(window.seen().shows("投诉：包装破损"));
    CHECK_FALSE(window.seen().shows("投诉：送货晚两天"));
}

TEST_CASE("a direct complaint is agreed on the telephone and needs no signature") {
    DeskWindow window;
    const auto ticket = window.take("总部直接投诉");
    const auto step = [&](domain::TicketStepEntry entry, Who who) {
        window.desk.clock.advance(1000);
        entry.ticket_id = ticket.id;
        REQUIRE(domain::Tickets(window.desk.context).step(window.desk.session(who), entry).ok());
    };
    step({.step = TicketStep::assessed, .fault = TicketFault::ours}, Who::cs_agent);
    step({.step = TicketStep::proposed,
          .resolution = ResolutionKind::refund,
          .amount = Fen(100),
          .words = "退款"},
         Who::cs_agent);
    step({.step = TicketStep::approved}, Who::cs_manager);
    step({.step = TicketStep::carried_out, .words = "已退"}, Who::cs_agent);
    window.open(ticket.id);
    window.touch("step agreed");
    CHECK(window.page().sheet == TicketSheet::step);
    window.touch("who");
    window.type("李先生");
    window.touch("刚才");
    window.touch("words");
    window.type("同意退款");
    window.touch("save sheet");
    CHECK(window.page().page->state.phase == domain::TicketPhase::signed_);
    CHECK(window.seen().shows("顾客来电、来信同意"));
}

TEST_CASE("who has a case open at headquarters is said to the others, who take over in one touch") {
    DeskWindow window;
    const auto ticket = window.take("总部直接投诉");
    window.desk.clock.advance(1000);
    REQUIRE(domain::Tickets(window.desk.context)
                .hold(window.desk.session(Who::cs_manager), ticket.id, false)
                .ok());
    window.open(ticket.id);
    CHECK_FALSE(window.page().page->held_by_name.empty());
    window.touch("我来接手");
    CHECK(window.page().page->held_by_name.empty());
    CHECK(window.page().page->state.held_by == window.desk.session(Who::cs_agent).staff_number);
}

TEST_CASE("headquarters' manager approves what waits, and home says what was escalated") {
    DeskWindow window(Who::cs_manager);
    const auto ticket = window.take("总部直接投诉");
    const domain::TicketStepEntry judged{
        .ticket_id = ticket.id, .step = TicketStep::assessed, .fault = TicketFault::ours};
    window.desk.clock.advance(1000);
    REQUIRE(
        domain::Tickets(window.desk.context).step(window.desk.session(Who::cs_agent), judged).ok());
    window.desk.clock.advance(1000);
    REQUIRE(domain::Tickets(window.desk.context)
                .step(window.desk.session(Who::cs_agent), {.ticket_id = ticket.id,
                                                           .step = TicketStep::proposed,
                                                           .resolution = ResolutionKind::refund,
                                                           .amount = Fen(90'000),
                                                           .words = "退款"})
                .ok());
    window.desk.clock.advance(TimeMs{30} * 24 * 3'600'000);
    auto now = window.app.flow();
    ticket_board_screen().each_minute(now);
    window.settle();
    window.touch("way home");
    CHECK(window.seen().shows("1 个方案等您批准"));
    CHECK(window.seen().shows("1 件工单上报给您"));
    window.touch("todo tickets escalated");
    CHECK(window.nav().screen == k_ticket_list_screen);
    CHECK(window.state<TicketListState>().rows.size() == 1);
    window.open(ticket.id);
    window.touch("next step");
    window.touch("save sheet");
    CHECK(window.page().page->state.phase == domain::TicketPhase::approved);
}

}  // namespace qiantai::app::test

#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

struct ApprovalsWindow : AppWindow {
    explicit ApprovalsWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {}
    domain::Tickets tickets() { return domain::Tickets(desk.context); }

    Uuid propose(const std::string& name, std::int64_t fen, Who who = Who::clerk) {
        desk.clock.advance(60'000);
        const auto session = desk.session(who);
        const auto taken = tickets().take(session, {.customer_name = name,
                                                    .words = "底部漏水",
                                                    .demand = "退款",
                                                    .product = "破壁机 JX-8"});
        if (!taken) FAIL(taken.error().message());
        const Uuid id = taken->ticket.id;
        for (domain::TicketStepEntry entry :
             {domain::TicketStepEntry{.step = TicketStep::assessed, .fault = TicketFault::ours},
              domain::TicketStepEntry{.step = TicketStep::proposed,
              .resolution = ResolutionKind::refund,
              .amount = Fen(fen),
              .words = "全额退款"}}) {
            desk.clock.advance(1000);
            entry.ticket_id = id;
            const auto page = tickets().step(session, entry);
            if (!page) FAIL(page.error().message());
        }
        return id;
    }
    void open() {
        sign_in(Who::store_manager);
        touch("person");
        touch("menu ticket_approvals");
    }
    domain::TicketPage page(const Uuid& id) {
        return domain::TicketLists(desk.context).get(desk.session(Who::store_manager), id).value();
    }
    TicketApprovalsState& list() { return state<TicketApprovalsState>(); }
};

}  // namespace

TEST_CASE("what waits stands there with amounts, the oldest first; a yes leads to the next one") {
    ApprovalsWindow window;
    const auto first = window.propose("郑海龙", 36'900);
    const auto second = window.propose("李芳", 12'000);
    window.open();
    REQUIRE(window.list().waiting.size() == 2);
    CHECK(window.list().shown()->ticket.id == first);
    CHECK(window.seen().shows("¥369.00"));
    CHECK(window.seen().shows("¥120.00"));
    CHECK(window.seen().shows("全额退款"));
    window.touch("批准 ¥369.00");
    CHECK(window.page(first).state.phase == domain::TicketPhase::approved);
    REQUIRE(window.list().shown() != nullptr);
    CHECK(window.list().shown()->ticket.id == second);
    window.touch("批准 ¥120.00");
    CHECK(window.seen().shows("没有等您批准的"));
}

TEST_CASE("a proposal goes back with a reason, and not without one") {
    ApprovalsWindow window;
    const auto id = window.propose("郑海龙", 36'900);
    window.open();
    window.touch("return");
    CHECK_FALSE(window.window.touch("confirm asking"));
    window.touch("金额过高");
    window.touch("confirm asking");
    const auto page = window.page(id);
    CHECK(page.state.phase == domain::TicketPhase::handling);
    CHECK(page.events.front().event.step == TicketStep::returned);
    CHECK(page.events.front().event.reason == "金额过高");
    CHECK(window.list().waiting.empty());
}

TEST_CASE("nobody approves an own proposal: it is not in the list") {
    ApprovalsWindow window;
    window.propose("郑海龙", 9'000'000, Who::store_manager);
    window.open();
    CHECK(window.list().waiting.empty());
}

TEST_CASE("whoever may not approve has no way there") {
    ApprovalsWindow window;
    window.sign_in(Who::clerk);
    CHECK(window.seen().find("way ticket_approvals") == nullptr);
}

TEST_CASE("what somebody else decided meanwhile is told, and nothing is decided twice") {
    ApprovalsWindow window;
    const auto id = window.propose("郑海龙", 36'900);
    window.open();
    REQUIRE(window.tickets().step(
        window.desk.session(Who::clerk),
        {.ticket_id = id, .step = TicketStep::refused, .reason = "不要退款"}));
    window.touch("approve");
    CHECK(window.seen().shows("工单当前状态不能进行这一步"));
    CHECK(window.page(id).state.phase == domain::TicketPhase::handling);
}

TEST_CASE("approvals keep every word and target in both languages and all sizes") {
    for (const auto& size : k_sizes) {
        ApprovalsWindow window(size);
        for (int i = 0; i < 5; ++i) window.propose("郑海龙", 36'900 + i * 100);
        window.open();
        window.check_layout("ticket-approvals");
        window.touch("return");
        window.check_layout("ticket-approvals-return");
    }
}

}  // namespace qiantai::app::test

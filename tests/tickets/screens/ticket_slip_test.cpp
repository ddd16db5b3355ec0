#include "schema/base/signature.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

struct SlipWindow : AppWindow {
    explicit SlipWindow(Headless::Size size = k_sizes[0])
        : AppWindow(size), member(desk.add_member("郑海龙", "13700001111")) {
        sign_in(Who::clerk);
    }
    domain::Tickets tickets() { return domain::Tickets(desk.context); }

    void step(domain::TicketStepEntry entry, Who who = Who::clerk) {
        desk.clock.advance(1000);
        entry.ticket_id = id;
        const auto page = tickets().step(desk.session(who), entry);
        if (!page) FAIL(page.error().message());
    }
    /// A refund of 369 yuan that was carried out.
    void settle_complaint() {
        const auto taken =
            tickets().take(desk.session(Who::clerk),
                           {.member_id = member.id, .words = "电热水壶烧水约十分钟跳闸，连续三次"});
        if (!taken) FAIL(taken.error().message());
        id = taken->ticket.id;
        step({.step = TicketStep::assessed, .fault = TicketFault::ours});
        step({.step = TicketStep::proposed,
              .resolution = ResolutionKind::refund,
              .amount = Fen(36'900),
              .words = "原路退回微信，3 天内到账"});
        step({.step = TicketStep::approved}, Who::store_manager);
        step({.step = TicketStep::carried_out, .words = "赠送保温杯一个，今天已拿到"});
    }
    domain::TicketPage page() {
        return domain::TicketLists(desk.context).get(desk.session(Who::clerk), id).value();
    }
    void turn() {
        settle_complaint();
        auto now = app.flow();
        begin_ticket(now);
        settle();
        auto later = app.flow();
        turn_ticket_to_customer(later, page());
        settle();
        REQUIRE(nav().screen == k_ticket_slip_screen);
    }
    void sign() {
        const auto* pad = seen().find("pad");
        REQUIRE(pad != nullptr);
        const auto area = pad->target;
        window.drag({area.left + 60, area.center_y()}, {area.right - 60, area.center_y()}, 12);
        window.drag({area.center_x(), area.top + 20}, {area.center_x(), area.bottom - 40}, 8);
        settle();
    }
    std::int64_t signatures() {
        return desk.number("SELECT count(*) FROM ticket_event WHERE signature <> ''");
    }
    domain::Member member;
    Uuid id{};
};

}  // namespace

TEST_CASE("the customer sees matter, result and amount, signs, rates, and the terminal locks") {
    SlipWindow window;
    window.turn();
    CHECK(window.seen().shows("郑海龙，请您核对"));
    CHECK(window.seen().shows("电热水壶烧水约十分钟跳闸"));
    CHECK(window.seen().shows("退款，原路退回微信"));
    CHECK(window.seen().shows("赠送保温杯一个"));
    CHECK(window.seen().shows("退给您"));
    CHECK(window.seen().shows("¥369.00"));
    CHECK_FALSE(window.seen().shows("137"));
    CHECK(window.seen().find("way home") == nullptr);
    CHECK_FALSE(window.window.touch("agree"));
    window.sign();
    window.touch("满意");
    window.touch("agree");
    CHECK(window.seen().shows("谢谢您"));
    CHECK(window.page().state.phase == domain::TicketPhase::signed_);
    CHECK(window.page().state.satisfaction == 4);
    window.window.advance(k_customer_thanks_s + 0.1);
    window.settle();
    CHECK(window.scene().stage == Stage::sign_in);
    const auto text =
        window.desk.text("SELECT signed_text FROM ticket_event WHERE step = 'signed'");
    CHECK(text.find("客户投诉处理单") != std::string::npos);
    CHECK(text.find("退给您: ¥369.00") != std::string::npos);
    CHECK(text.find("我们办了: 退款，原路退回微信") != std::string::npos);
}

TEST_CASE("how it was may be left out, and taken back") {
    SlipWindow window;
    window.turn();
    window.touch("很满意");
    window.touch("很满意");
    window.sign();
    window.touch("agree");
    CHECK(window.page().state.phase == domain::TicketPhase::signed_);
    CHECK_FALSE(window.page().state.satisfaction);
}

TEST_CASE("after a minute without a touch nothing of it is kept") {
    SlipWindow window;
    window.turn();
    window.sign();
    window.touch("不满意");
    window.window.advance(k_customer_idle_s + 0.5);
    window.settle();
    CHECK(window.scene().stage == Stage::sign_in);
    CHECK(window.signatures() == 0);
    CHECK(window.state<TicketSlipState>().turn.strokes.empty());
    CHECK_FALSE(window.state<TicketSlipState>().satisfaction);
}

TEST_CASE("who disagrees signs nothing, explains nothing, and the course says so") {
    SlipWindow window;
    window.turn();
    window.sign();
    window.touch("disagree");
    CHECK(window.scene().stage == Stage::sign_in);
    CHECK(window.signatures() == 0);
    CHECK(window.page().state.phase == domain::TicketPhase::carried_out);
    CHECK(window.page().events.front().event.words == "顾客在确认时有不同意见，没有签名。");
}

TEST_CASE("the customer's language is the customer's, and what is signed is in it") {
    SlipWindow window;
    window.turn();
    window.touch("English");
    CHECK(window.seen().shows("Please check, 郑海龙"));
    CHECK(window.seen().shows("Very good"));
    CHECK(window.scene().settings.language == Language::zh);
    window.sign();
    window.touch("agree");
    const auto text =
        window.desk.text("SELECT signed_text FROM ticket_event WHERE step = 'signed'");
    CHECK(text.find("Refund: ¥369.00") != std::string::npos);
}

TEST_CASE("the customer's side of a case keeps every word and target in all sizes") {
    for (const auto& size : k_sizes) {
        SlipWindow window(size);
        window.turn();
        window.check_layout("ticket-slip");
        window.touch("larger");
        window.check_layout("ticket-slip-large");
        window.touch("English");
        window.check_layout("ticket-slip-large-english");
    }
}

}  // namespace qiantai::app::test

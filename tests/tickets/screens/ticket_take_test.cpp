#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

struct TakeWindow : AppWindow {
    explicit TakeWindow(Who who = Who::clerk, Headless::Size size = k_sizes[0])
        : AppWindow(size), member(desk.add_member("周慧玲", "18600000932")) {
        const auto today = *domain::business_date(desk.context);
        const auto sale = domain::Purchases(desk.context)
                              .record(desk.session(Who::clerk),
                                      {.number = "0408-1702",
                                       .business_date = today.plus_days(-3),
                                       .amount = Fen(89'900),
                                       .items = {{.name = "破壁机 JX-8", .amount = Fen(89'900)}},
                                       .member_id = member.id});
        if (!sale) FAIL(sale.error().message());
        sign_in(who);
    }
    TicketTakeState& form() { return state<TicketTakeState>(); }
    void begin() {
        auto now = app.flow();
        begin_ticket(now);
        settle();
    }
    std::string card() { return desk.text("SELECT number FROM member_card"); }
    domain::TicketLists lists() { return domain::TicketLists(desk.context); }
    std::string column(const std::string& name) {
        return desk.text("SELECT " + name + " FROM ticket");
    }
    std::int64_t tickets() { return desk.number("SELECT count(*) FROM ticket"); }
    /// Every touch of a person, counted.
    void tap(std::string_view name_or_label) {
        ++taps;
        touch(name_or_label);
    }
    domain::Member member;
    int taps = 0;
};

}  // namespace

TEST_CASE("a usual complaint takes eight touches at most, from the empty page to the number") {
    TakeWindow window;
    window.begin();
    window.scan(window.card());
    window.tap("破壁机 JX-8 · 3 天前 · ¥899.00");
    window.tap("商品质量");
    window.tap("异响");
    window.tap("漏水");
    window.tap("用了 3 天");
    window.tap("换新");
    window.tap("受理，取号");
    CHECK(window.taps <= 8);
    REQUIRE(window.form().done);
    const auto& page = *window.form().done;
    CHECK(page.ticket.words == "异响、漏水、用了 3 天");
    CHECK(page.ticket.demand == "换新");
    CHECK(page.ticket.subject == "商品质量");
    CHECK(page.ticket.product == "破壁机 JX-8");
    CHECK(page.ticket.till_receipt == "0408-1702");
    CHECK(page.ticket.purchase_id.has_value());
    CHECK(page.ticket.member_id == window.member.id);
    CHECK(page.state.severity == TicketSeverity::normal);
    CHECK(window.seen().shows(page.ticket.number));
    CHECK(window.tickets() == 1);
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 0);
}

TEST_CASE("a scanned receipt says who it is and what was bought") {
    TakeWindow window;
    window.begin();
    window.scan("0408-1702");
    REQUIRE(window.form().who.member);
    CHECK(window.form().who.member->member.name == "周慧玲");
    CHECK(window.form().written.product == "破壁机 JX-8");
    // A receipt that nobody here knows is still the receipt.
    window.touch("别的商品");
    window.scan("9999-0001");
    CHECK(window.form().written.till_receipt == "9999-0001");
    CHECK_FALSE(window.form().written.purchase_id);
}

TEST_CASE("grave words propose what is urgent, say why, and headquarters hears at once") {
    TakeWindow window;
    window.begin();
    window.touch("不是会员");
    window.touch("商品质量");
    window.touch("漏电");
    CHECK(window.form().severity() == TicketSeverity::urgent);
    CHECK(window.form().alarm() == TicketAlarm::safety);
    CHECK(window.seen().shows("按“漏电”先选"));
    CHECK(window.seen().shows("涉及安全：总部 1 小时内须知道"));
    const int asked = window.link.asked;
    window.touch("受理，取号");
    REQUIRE(window.form().done);
    CHECK(window.form().done->state.severity == TicketSeverity::urgent);
    CHECK(window.column("alarm") == "safety");
    CHECK(window.link.asked == asked + 1);
    CHECK(window.seen().shows("告诉总部"));
}

TEST_CASE("whoever chooses the severity is right, and the words' alarm stays") {
    TakeWindow window;
    window.begin();
    window.touch("不是会员");
    window.touch("商品质量");
    window.touch("漏电");
    window.touch("一般");
    CHECK(window.seen().shows("由您选定"));
    window.touch("受理，取号");
    REQUIRE(window.form().done);
    CHECK(window.form().done->state.severity == TicketSeverity::normal);
    CHECK(window.column("alarm") == "safety");
}

TEST_CASE("the button says what is missing, and nothing is saved before") {
    TakeWindow window;
    window.begin();
    CHECK_FALSE(window.window.touch("save"));
    CHECK(window.seen().shows("是谁"));
    window.touch("不是会员");
    CHECK_FALSE(window.window.touch("save"));
    window.touch("words");
    window.type("门口的地毯绊了人");
    window.touch("hide");
    window.touch("save");
    REQUIRE(window.form().done);
    CHECK(window.form().done->customer.name.empty());
}

TEST_CASE("who is no member has a name and a number, neither compulsory") {
    TakeWindow window;
    window.begin();
    window.touch("不是会员");
    window.touch("customer_name");
    window.type("郑先生");
    window.touch("hide");
    window.touch("customer_phone");
    window.type("13700001111");
    window.touch("hide");
    window.touch("服务态度");
    window.touch("等太久");
    window.touch("save");
    REQUIRE(window.form().done);
    CHECK(window.column("customer_name") == "郑先生");
    CHECK(window.column("customer_phone") == "13700001111");
    CHECK(window.seen().shows("郑先生的工单已受理"));
}

TEST_CASE("12315 asks for its number, and its deadline is shorter") {
    TakeWindow window;
    window.begin();
    window.touch("不是会员");
    window.touch("其他");
    window.touch("words");
    window.type("虚假宣传");
    window.touch("hide");
    window.touch("到店");
    window.touch("12315 转办");
    CHECK(window.form().channel() == TicketChannel::authority);
    window.touch("save");
    CHECK_FALSE(window.form().done);
    CHECK(window.form().errors.contains("authority_number"));
    window.touch("authority_number");
    window.type("2026112100417");
    window.touch("hide");
    window.touch("save");
    REQUIRE(window.form().done);
    CHECK(window.column("authority_number") == "2026112100417");
}

TEST_CASE("a repair has its device, its warranty and a place; a complaint has none of it") {
    TakeWindow window;
    window.begin();
    window.scan(window.card());
    window.touch("报修");
    window.touch("device");
    window.type("JX-8 SN0017");
    window.touch("hide");
    window.touch("保内");
    window.touch("放在店里");
    window.touch("有异常");
    window.touch("漏水");
    window.touch("save");
    REQUIRE(window.form().done);
    CHECK(window.column("kind") == "repair");
    CHECK(window.column("device") == "JX-8 SN0017");
    CHECK(window.desk.number("SELECT in_warranty FROM ticket") == 1);
    CHECK(window.desk.number("SELECT brought_in FROM ticket") == 1);
}

TEST_CASE("what was typed survives a power cut, names included") {
    TakeWindow window;
    window.begin();
    window.scan(window.card());
    window.touch("商品质量");
    window.touch("异响");
    window.touch("退款");
    // As after a crash: nothing is left but what is on disk.
    window.forget_work();
    window.settle();
    window.begin();
    CHECK(window.form().restored);
    REQUIRE(window.form().who.member);
    CHECK(window.form().who.member->member.name == "周慧玲");
    CHECK(window.form().written.words == "异响");
    CHECK(window.form().written.demand == "退款");
    CHECK(window.seen().shows("已恢复上次没填完的"));
    window.touch("give up");
    window.touch("confirm");
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 0);
    CHECK(window.tickets() == 0);
}

TEST_CASE("a number in the words is refused in its place, and nothing typed is lost") {
    TakeWindow window;
    window.begin();
    window.touch("不是会员");
    window.touch("words");
    window.type("请打 13800138000");
    window.touch("hide");
    window.touch("save");
    CHECK_FALSE(window.form().done);
    CHECK(window.form().errors.contains("words"));
    CHECK(window.seen().shows("请勿在文字中写电话号码"));
    CHECK(window.form().written.words == "请打 13800138000");
}

TEST_CASE("Enter after the number begins the next case, which is empty") {
    TakeWindow window;
    window.begin();
    window.touch("不是会员");
    window.touch("价格促销");
    window.touch("多收款");
    window.key(ImGuiKey_Tab);  // somebody works with keys
    window.key(ImGuiKey_F10);
    REQUIRE(window.form().done);
    window.key(ImGuiKey_Enter);
    CHECK_FALSE(window.form().done);
    CHECK(window.form().written.words.empty());
    CHECK(window.form().lacks_person());
}

TEST_CASE("an open case of the same person is told before another one is made") {
    TakeWindow window;
    for (int i = 0; i < 2; ++i) {
        window.begin();
        window.scan(window.card());
        if (i == 1) CHECK(window.seen().shows("还有未办完的投诉"));
        window.touch("商品质量");
        window.touch("破损");
        window.touch("save");
        REQUIRE(window.form().done);
    }
}

TEST_CASE("an enquiry asks for no severity and promises an answer") {
    TakeWindow window;
    window.begin();
    window.touch("不是会员");
    window.touch("咨询");
    CHECK(window.seen().find("urgent") == nullptr);
    CHECK(window.seen().shows("前给答复"));
    window.touch("活动");
    window.touch("能不能叠加");
    window.touch("save");
    REQUIRE(window.form().done);
    CHECK(window.column("kind") == "enquiry");
}

TEST_CASE("taking a case in keeps every word and target in both languages and all sizes") {
    for (const auto& size : k_sizes) {
        TakeWindow window(Who::clerk, size);
        window.begin();
        window.check_layout("ticket-take-empty");
        window.scan(window.card());
        window.touch("商品质量");
        window.touch("漏电");
        window.touch("换新");
        window.check_layout("ticket-take");
        window.touch("words");
        window.check_layout("ticket-take-keyboard");
        window.touch("save");
        REQUIRE(window.form().done);
        window.check_layout("ticket-taken");
    }
}

TEST_CASE("taking a repair in, another product and another way fit every size in both languages") {
    for (const auto& size : k_sizes) {
        TakeWindow window(Who::clerk, size);
        window.begin();
        window.scan(window.card());
        window.touch("报修");
        window.check_layout("ticket-take-repair");
        window.touch("别的商品");
        window.check_layout("ticket-take-product");
        window.touch("到店");
        window.check_layout("ticket-take-channel");
    }
}

}  // namespace qiantai::app::test

// Giving gifts away by touch: a known member, the limits and the manager's PIN, the day's register.

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

/// Too narrow for the signature beside the gifts: the screen is turned.
constexpr Headless::Size k_issue_narrow{1024, 600, 1};

struct IssueWindow : AppWindow {
    explicit IssueWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {
        const domain::Gift gift{.id = domain::gift_id_of("LP001"),
                                .code = "LP001",
                                .name = "保温杯",
                                .unit = "个",
                                .cost = Fen(2590),
                                .created_by = "9001",
                                .created_at = 1};
        const auto today = domain::business_date(desk.context).value();
        const domain::Campaign campaign{
            .id = domain::campaign_id_of("ZN"),
            .code = "ZN",
            .name = "周年庆",
            .starts_on = today.plus_days(-3),
            .ends_on = today.plus_days(30),
            .gifts = boost::json::serialize(to_json(domain::CampaignGifts{{{gift.id, 1}}})),
            .rule = R"({"per_member":1,"per_receipt":0})",
            .created_by = "9001",
            .created_at = 1};
        desk.from_headquarters([&] {
            TestDesk::must(sqlite::insert(desk.database(), gift));
            TestDesk::must(sqlite::insert(desk.database(), campaign));
        });
        auto put = domain::Stock(desk.context)
                       .adjust(desk.session(Who::store_manager),
                               {.gift_id = gift.id, .quantity = 20, .reason = "期初"});
        if (!put) FAIL(put.error().message());
        desk.clock.advance(1000);
        member = desk.add_member("张惠兰", "13800002046");
        jobs.post(load_shop);
        settle();
    }
    void open_page() {
        auto now = app.flow();
        open_member(now, member.id);
        settle();
    }
    void sign() {
        const auto* pad = seen().find("pad");
        REQUIRE(pad != nullptr);
        const auto area = pad->target;
        window.drag({area.left + 60, area.center_y()}, {area.right - 60, area.center_y()}, 12);
        window.drag({area.center_x(), area.top + 20}, {area.center_x(), area.bottom - 60}, 8);
        settle();
    }
    std::int64_t on_shelf() {
        return desk.number(
            "SELECT ifnull(sum(quantity), 0) FROM stock_balance WHERE spot = 'shelf'");
    }
    domain::Member member;
};

}  // namespace

TEST_CASE("a known member, one gift, the signature beside it: in six touches") {
    IssueWindow window;
    window.sign_in(Who::clerk);
    window.open_page();
    int touches = 0;
    const auto touch = [&](std::string_view name) {
        ++touches;
        window.touch(name);
    };
    touch("line issue");
    touch("offer ZN 保温杯");
    CHECK(window.seen().shows("张惠兰，请核对"));
    CHECK_FALSE(window.window.touch("give"));
    touches += 2;  // the strokes of a name
    window.sign();
    CHECK(window.state<IssueState>().strokes.size() == 2);
    // It was for exactly that: a change clears it.
    window.touch("增加");
    CHECK(window.state<IssueState>().strokes.empty());
    window.touch("减少");
    window.sign();
    touch("give");
    CHECK(touches <= 6);
    CHECK(window.on_shelf() == 19);
    CHECK(window.desk.number("SELECT count(*) FROM issuance WHERE signature IS NOT NULL"
                             " AND signed_text LIKE '%保温杯%'") == 1);
    CHECK(window.nav().screen != k_issue_screen);
}

TEST_CASE("beside the gifts the manager types the PIN on the spot, or the allowed part goes") {
    IssueWindow window;
    window.sign_in(Who::clerk);
    window.open_page();
    window.touch("line issue");
    window.touch("offer ZN 保温杯");
    window.touch("增加");
    auto& state = window.state<IssueState>();
    CHECK(window.seen().shows("多发 1 件，为什么？"));
    CHECK(window.seen().shows("先发允许的 1 件"));
    CHECK(state.approver == "1002");
    SUBCASE("the manager agrees, and the customer signs for all of it") {
        window.sign();
        window.touch("loyal");
        for (const char digit : domain::test::k_pin) {
            window.touch(std::string_view(&digit, 1));
        }
        window.touch("approve");
        CHECK(state.approved());
        CHECK(state.pin.empty());
        CHECK(state.strokes.empty());
        window.sign();
        window.touch("give");
        CHECK(window.on_shelf() == 18);
        CHECK(window.desk.text("SELECT approved_by FROM issuance") == "1002");
    }
    SUBCASE("a wrong PIN says so, and nothing is agreed") {
        window.touch("loyal");
        window.touch("1");
        window.touch("approve");
        CHECK_FALSE(state.approved());
        CHECK(state.asking_error.has_value());
        CHECK(state.pin.empty());
    }
    SUBCASE("nobody waits: the allowed part is signed for and goes") {
        window.sign();
        window.touch("give");
        CHECK(window.on_shelf() == 19);
        CHECK(window.desk.number("SELECT sum(pieces) FROM issuance_line") == 1);
    }
}

TEST_CASE("a known member, one gift, the turned screen: in nine touches at most") {
    IssueWindow window(k_issue_narrow);
    window.sign_in(Who::clerk);
    window.open_page();
    CHECK(window.seen().shows("今年没有领过礼品"));
    int touches = 0;
    const auto touch = [&](std::string_view name) {
        ++touches;
        window.touch(name);
    };
    touch("line issue");
    REQUIRE(window.nav().screen == k_issue_screen);
    CHECK(window.seen().shows("可领 1"));
    touch("offer ZN 保温杯");
    CHECK(window.state<IssueState>().verdict->free == 1);
    touch("save");
    REQUIRE(window.nav().screen == k_issue_slip_screen);
    CHECK(window.seen().shows("张惠兰，请核对领取的礼品"));
    CHECK_FALSE(window.seen().shows("138"));
    CHECK_FALSE(window.window.touch("agree"));
    touches += 2;  // the strokes of a name
    window.sign();
    touch("agree");
    CHECK(touches <= 9);
    CHECK(window.on_shelf() == 19);
    CHECK(window.desk.number("SELECT count(*) FROM issuance WHERE signature IS NOT NULL") == 1);
    window.window.advance(k_customer_thanks_s + 0.1);
    window.settle();
    CHECK(window.scene().stage == Stage::sign_in);
    window.pin(domain::test::k_pin);
    CHECK(window.seen().shows("今年领过 1 次，共 1 件礼品"));
}

TEST_CASE("over the limit the manager types the PIN, or what is allowed goes at once") {
    IssueWindow window(k_issue_narrow);
    window.desk.add_staff("2002", Who::store_manager);
    window.jobs.post(load_shop);
    window.settle();
    window.sign_in(Who::clerk);
    window.open_page();
    window.touch("line issue");
    window.touch("offer ZN 保温杯");
    window.touch("增加");
    auto& state = window.state<IssueState>();
    CHECK(state.verdict->over == 1);
    CHECK(window.seen().shows("限额还剩 1，超出要店长同意"));
    window.touch("only allowed");
    CHECK(state.choices.front().wish.pieces == 1);
    window.touch("增加");
    window.touch("ask manager");
    window.touch("loyal");
    state.approver = "1002";
    state.pin = "1111";
    window.settle();
    window.touch("approve");
    CHECK(state.asking);
    CHECK_FALSE(state.approved());
    CHECK(state.pin.empty());
    state.pin = std::string(domain::test::k_pin);
    window.settle();
    window.touch("approve");
    CHECK(state.approved());
    // The PIN is kept nowhere, and was tried once.
    CHECK(state.pin.empty());
    window.touch("unsigned");
    window.touch("queue");
    window.touch("confirm asking");
    CHECK(window.on_shelf() == 18);
    CHECK(window.desk.text("SELECT approved_by FROM issuance") == "1002");
    CHECK(window.desk.number("SELECT count(*) FROM audit_event WHERE action = 'access.sign_in'"
                             " AND staff_number = '1002'") == 1);
    CHECK(window.state<IssueState>().pin.empty());
}

TEST_CASE("the form says what of each limit is used and left, and a change takes the yes back") {
    IssueWindow window(k_issue_narrow);
    window.sign_in(Who::clerk);
    window.open_page();
    window.touch("line issue");
    window.touch("offer ZN 保温杯");
    CHECK(window.seen().shows("我今天的额度"));
    CHECK(window.seen().shows("已用 0，发完这单剩 14 / 15"));
    CHECK(window.seen().shows("周年庆，本人次数"));
    CHECK(window.seen().shows("已用 0，发完这单剩 0 / 1"));
    window.touch("增加");
    window.touch("ask manager");
    auto& state = window.state<IssueState>();
    // One manager alone may agree, and says how much is left.
    CHECK(state.approver == "1002");
    CHECK(window.seen().shows("今天可批 30 件"));
    window.touch("loyal");
    window.touch("pin");
    window.type(domain::test::k_pin);
    window.touch("approve");
    CHECK(state.approved());
    CHECK(window.seen().shows("今天可批"));
    window.touch("增加");
    CHECK_FALSE(state.approved());
}

TEST_CASE("a member is found by name in the form, and exchanged for somebody else") {
    IssueWindow window;
    window.sign_in(Who::clerk);
    auto flow = window.app.flow();
    begin_issue(flow, std::nullopt, {});
    window.settle();
    window.touch("姓名、手机号，或扫会员卡");
    window.type("张惠兰");
    window.key(ImGuiKey_Enter);
    const auto& state = window.state<IssueState>();
    CHECK(state.recipient.member_id == window.member.id);
    CHECK(window.seen().shows("今年没有领过礼品"));
    window.touch("change member");
    CHECK_FALSE(state.recipient.member_id.has_value());
    CHECK(window.seen().find("name") != nullptr);
}

TEST_CASE("somebody without a card gets a gift for a reason, by its barcode") {
    IssueWindow window(k_issue_narrow);
    window.sign_in(Who::clerk);
    auto flow = window.app.flow();
    begin_issue(flow, std::nullopt, {});
    window.settle();
    window.scan("LP001");
    CHECK(window.state<IssueState>().choices.size() == 1);
    window.scan("LP001");
    CHECK(window.state<IssueState>().choices.front().wish.pieces == 2);
    window.touch("only allowed");
    window.touch("name");
    window.type("李女士");
    window.touch("老顾客");
    window.touch("unsigned");
    window.touch("refused");
    window.touch("confirm asking");
    CHECK(window.desk.text("SELECT recipient_name FROM issuance") == "李女士");
    CHECK(window.on_shelf() == 19);
}

TEST_CASE("card, receipt and gift are scanned in any order; what is none of them is said") {
    IssueWindow window;
    auto sale =
        domain::Purchases(window.desk.context)
            .record(window.desk.session(Who::clerk), {.number = "0411-2038", .amount = Fen(62900)});
    REQUIRE(sale);
    const auto card = window.desk.text("SELECT number FROM member_card");
    window.sign_in(Who::clerk);
    auto flow = window.app.flow();
    begin_issue(flow, std::nullopt, {});
    window.settle();
    window.scan("0411-2038");
    window.scan("LP001");
    window.scan(card);
    const auto& state = window.state<IssueState>();
    CHECK(state.recipient.till_receipt == "0411-2038");
    CHECK(state.recipient.member_id == window.member.id);
    CHECK(state.member_name == "张惠兰");
    CHECK(state.choices.size() == 1);
    window.scan("6900000000000");
    CHECK(window.seen().shows("礼品目录中没有此礼品"));
}

TEST_CASE("the day's register shows what was given; the manager checks it, a line comes back") {
    IssueWindow window;
    const domain::IssuanceEntry entry{.recipient = {.member_id = window.member.id},
                                      .wishes = {{.gift_id = domain::gift_id_of("LP001"),
                                                  .pieces = 1,
                                                  .campaign_id = domain::campaign_id_of("ZN")}},
                                      .unsigned_reason = "赶时间"};
    const auto given =
        domain::Issuances(window.desk.context).issue(window.desk.session(Who::clerk), entry);
    REQUIRE(given);
    window.sign_in(Who::store_manager);
    window.touch("way requisitions");
    window.touch("issuances");
    REQUIRE(window.nav().screen == k_issuances_screen);
    CHECK(window.seen().shows("张惠兰"));
    CHECK(window.seen().shows("占当天发放的大部分"));
    window.touch("check");
    window.touch("check day");
    CHECK(window.desk.number("SELECT count(*) FROM register_check") == 1);
    CHECK(window.state<IssuancesState>().shown->unchecked == 0);
    window.touch("issuance " + given->issuance.number);
    window.touch("broken");
    window.touch("confirm asking");
    CHECK(window.on_shelf() == 20);
    CHECK(window.seen().shows("已退回"));
}

TEST_CASE("gifts of a purchase that was given back are paid for") {
    IssueWindow window;
    domain::Purchases purchases(window.desk.context);
    const auto clerk = window.desk.session(Who::clerk);
    const auto sale = purchases.record(clerk, {.number = "0001", .amount = Fen(60000)});
    REQUIRE(sale);
    const domain::IssuanceEntry entry{
        .recipient = {.member_id = window.member.id, .till_receipt = "0001"},
        .wishes = {{.gift_id = domain::gift_id_of("LP001"),
                    .pieces = 1,
                    .campaign_id = domain::campaign_id_of("ZN")}},
        .unsigned_reason = "赶时间"};
    const auto given = domain::Issuances(window.desk.context).issue(clerk, entry);
    REQUIRE(given);
    const auto back = purchases.record(clerk, {.number = "0002",
                                               .kind = PurchaseKind::refund,
                                               .amount = Fen(60000),
                                               .refund_of = sale->purchase.id});
    if (!back) FAIL(back.error().message());
    window.sign_in(Who::store_manager);
    window.touch("way requisitions");
    window.touch("issuances");
    CHECK(window.seen().shows("应收回"));
    window.touch("charge " + given->issuance.number);
    window.touch("words");
    window.type("25.90");
    window.touch("confirm asking");
    CHECK(window.desk.text("SELECT outcome FROM issuance_settlement") == "charged");
    CHECK(window.desk.number("SELECT amount FROM issuance_settlement") == 2590);
    CHECK_FALSE(window.seen().shows("应收回"));
}

TEST_CASE("one gift is one in English too") {
    IssueWindow window;
    const domain::IssuanceEntry entry{.recipient = {.member_id = window.member.id},
                                      .wishes = {{.gift_id = domain::gift_id_of("LP001"),
                                                  .pieces = 1,
                                                  .campaign_id = domain::campaign_id_of("ZN")}},
                                      .unsigned_reason = "赶时间"};
    REQUIRE(domain::Issuances(window.desk.context).issue(window.desk.session(Who::clerk), entry));
    window.sign_in(Who::clerk);
    window.touch("way requisitions");
    window.touch("issuances");
    window.set_language(Language::en);
    CHECK(window.seen().shows(": once, 1 piece"));
}

TEST_CASE("the pages of gifts given fit every size, in both languages") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        IssueWindow window(size);
        window.sign_in(Who::clerk);
        window.open_page();
        window.touch("line issue");
        window.touch("offer ZN 保温杯");
        window.touch("增加");
        window.check_layout("issue");
        // Where there is room the manager and the signature stand beside the gifts.
        if (window.seen().find("give") != nullptr) {
            window.sign();
            window.check_layout("issue-signed");
            window.touch("减少");
            window.touch("turn");
        } else {
            window.touch("ask manager");
            window.check_layout("issue-approve");
            window.state<IssueState>().asking = false;
            window.touch("only allowed");
            window.touch("save");
        }
        window.check_layout("issue-slip");
        auto flow = window.app.flow();
        go_back(flow);
        window.settle();
        open_screen(flow, k_issuances_screen);
        window.settle();
        const domain::IssuanceEntry entry{.recipient = {.member_id = window.member.id},
                                          .wishes = {{.gift_id = domain::gift_id_of("LP001"),
                                                      .pieces = 1,
                                                      .campaign_id = domain::campaign_id_of("ZN")}},
                                          .unsigned_reason = "赶时间"};
        REQUIRE(
            domain::Issuances(window.desk.context).issue(window.desk.session(Who::clerk), entry));
        open_screen(flow, k_home_screen);
        window.settle();
        open_screen(flow, k_issuances_screen);
        window.settle();
        window.check_layout("issuances");
    }
}

}  // namespace qiantai::app::test

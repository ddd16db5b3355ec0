#include "tests/purchases/screens/receipts_window.hpp"

namespace qiantai::app::test {
namespace {

struct FormWindow : ReceiptsWindow {
    using ReceiptsWindow::ReceiptsWindow;
    ReceiptFormState& form() { return state<ReceiptFormState>(); }
    void begin() { touch("entry receipt_form"); }
    std::string card() { return desk.text("SELECT number FROM member_card"); }
};

}  // namespace

TEST_CASE("card, receipt, amount: written down by scanner and pad, and what it brings is told") {
    FormWindow window;
    window.set_rule();
    window.begin();
    window.scan(window.card());
    REQUIRE(window.form().who.member);
    window.scan("000386");
    CHECK(window.form().number == "000386");
    window.amount("120.50");
    CHECK(window.form().amount_typed == "120.50");
    CHECK(window.seen().shows("记下 ¥120.50"));
    window.touch("save");
    REQUIRE(window.form().done);
    CHECK(window.seen().shows("陈静的消费已记下"));
    CHECK(window.seen().shows("还差 ¥879.50 升"));
    CHECK(window.desk.number("SELECT amount FROM purchase") == 12'050);
    CHECK(window.desk.text("SELECT number FROM purchase") == "000386");
    CHECK(window.desk.number("SELECT member_id IS NOT NULL FROM purchase") == 1);
    CHECK(window.count("draft") == 0);
    window.touch("next receipt");
    CHECK_FALSE(window.form().who.member);
    CHECK(window.form().amount_typed.empty());
}

TEST_CASE("by keys alone: the amount, Enter to the button, Enter saves; the next one begins") {
    FormWindow window;
    window.scene().settings.keyboard = ScreenKeyboard::off;
    window.settle();
    window.key(ImGuiKey_F12);
    REQUIRE(window.nav().screen == k_receipt_form_screen);
    window.type("35.9");
    CHECK(window.form().amount_typed == "35.9");
    window.key(ImGuiKey_Enter);
    window.key(ImGuiKey_Enter);
    REQUIRE(window.form().done);
    CHECK(window.desk.number("SELECT amount FROM purchase") == 3'590);
    window.key(ImGuiKey_Enter);
    CHECK_FALSE(window.form().done);
    window.type("7");
    CHECK(window.form().amount_typed == "7");
}

TEST_CASE("a receipt that lifts the member to a tier says so, for the customer to hear") {
    FormWindow window;
    window.set_rule();
    window.sale("1", 90'000);
    window.begin();
    window.scan(window.card());
    window.amount("100");
    window.touch("save");
    CHECK(window.seen().shows("请告诉顾客"));
    CHECK(window.tier() == "gold");
}

TEST_CASE("a member is found by the exact number, and Enter takes the one") {
    FormWindow window;
    window.begin();
    window.touch("field");
    window.type("13800138001");
    window.key(ImGuiKey_Enter);
    REQUIRE(window.form().who.member);
    CHECK(window.form().who.member->member.name == "陈静");
    window.touch("换人");
    CHECK_FALSE(window.form().who.member);
    // The search has the focus again.
    window.type("没有这个人");
    CHECK(window.seen().shows("本机没有会员"));
    window.touch("hide");
    window.amount("5");
    window.touch("save");
    // Whom somebody typed is never left out silently.
    CHECK(window.form().errors.contains("member_id"));
    CHECK(window.count("purchase") == 0);
}

TEST_CASE("a member of another store has the receipt, and nothing is said of their tier") {
    FormWindow window;
    window.set_rule();
    window.desk.from_headquarters([&] {
        window.desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", window.member.id);
    });
    window.begin();
    window.scan(window.card());
    REQUIRE(window.form().who.member);
    CHECK(window.seen().shows("S002"));
    window.amount("2000");
    window.touch("save");
    REQUIRE(window.form().done);
    CHECK_FALSE(window.seen().shows("还差"));
    CHECK(window.desk.text("SELECT home_store FROM purchase") == "S002");
}

TEST_CASE("the receipt that is here already is named while it is typed; again it adds nothing") {
    FormWindow window;
    window.sale("000386", 12'000);
    window.begin();
    window.scan("000386");
    CHECK(window.seen().shows("这张已登记：陈静，¥120.00"));
    window.amount("120");
    window.touch("save");
    REQUIRE(window.form().done);
    CHECK(window.form().done->was_there);
    CHECK(window.seen().shows("这张小票之前已登记"));
    CHECK(window.count("purchase") == 1);
    window.touch("next receipt");
    window.scan("000386");
    window.amount("130");
    window.touch("save");
    CHECK_FALSE(window.form().done);
    REQUIRE(window.form().errors.contains("number"));
    CHECK(window.form().errors.at("number").kind == &domain::k_purchase_differs);
    CHECK(window.seen().shows("内容不同"));
    window.touch("打开");
    CHECK(window.nav().screen == k_receipt_screen);
    CHECK(window.count("purchase") == 1);
}

TEST_CASE("another day is another receipt, and a day to come cannot be chosen") {
    FormWindow window;
    window.later(3);
    window.sale("7", 1'000);
    window.begin();
    window.scan("7");
    CHECK(window.form().known);
    window.touch("前一天");
    CHECK_FALSE(window.form().known);
    window.amount("10");
    window.touch("save");
    CHECK(window.desk.number("SELECT count(DISTINCT business_date) FROM purchase") == 2);
    window.touch("next receipt");
    CHECK_FALSE(window.window.touch("后一天"));
}

TEST_CASE("the same amount without a number is asked about, and written down twice only on yes") {
    FormWindow window;
    const auto write = [&] {
        window.begin();
        window.amount("8");
        window.touch("save");
    };
    write();
    window.touch("way home");
    write();
    CHECK(window.seen().shows("同样的消费当天记过"));
    window.touch("cancel");
    CHECK(window.count("purchase") == 1);
    CHECK(window.form().amount_typed == "8");
    window.touch("save");
    window.touch("confirm");
    CHECK(window.count("purchase") == 2);
    CHECK(window.form().done);
}

TEST_CASE("what is wrong is said at its place, and nothing is saved") {
    FormWindow window;
    window.begin();
    CHECK(window.seen().shows("请先填写金额"));
    CHECK_FALSE(window.window.touch("save"));
    window.form().amount_typed = "12.345";
    window.settle();
    window.touch("save");
    CHECK(window.form().errors.contains("amount"));
    CHECK(window.count("purchase") == 0);
    // The pad never makes such a number.
    window.form().amount_typed.clear();
    window.amount("0012.345");
    CHECK(window.form().amount_typed == "12.34");
}

TEST_CASE("items are optional; what they come to is offered as the amount, never taken by itself") {
    FormWindow window;
    window.begin();
    window.touch("add item");
    window.type("爱他美 3 段");
    window.touch("category");
    window.type("奶粉");
    window.touch("增加");
    window.touch("item amount");
    window.type("476");
    window.touch("keep item");
    CHECK(window.seen().shows("商品合计 ¥476.00"));
    CHECK(window.form().amount_typed.empty());
    window.touch("items sum");
    window.touch("item 0");
    window.touch("增加");
    window.touch("keep item");
    window.touch("save");
    REQUIRE(window.form().done);
    CHECK(window.desk.number("SELECT amount FROM purchase") == 47'600);
    CHECK(window.desk.number("SELECT pieces FROM purchase") == 3);
    CHECK(window.desk.text("SELECT items FROM purchase").find("奶粉") != std::string::npos);
}

TEST_CASE("a half-filled receipt is there again after the terminal was switched off") {
    FormWindow window;
    window.begin();
    window.scan(window.card());
    window.scan("4711");
    window.amount("66");
    CHECK(window.count("draft") == 1);
    CHECK(window.desk.number("SELECT count(*) FROM draft WHERE content LIKE '%陈静%'") == 0);
    window.forget_work();
    window.begin();
    REQUIRE(window.form().who.member);
    CHECK(window.form().number == "4711");
    CHECK(window.form().amount_typed == "66");
    CHECK(window.form().restored);
    window.touch("放弃");
    window.touch("confirm");
    CHECK(window.count("draft") == 0);
    window.begin();
    CHECK_FALSE(window.form().is_touched());
}

TEST_CASE("what was begun for one member is never given to the next") {
    FormWindow window;
    const auto other = window.desk.add_member("王丽", "13900139002");
    window.begin();
    window.scan(window.card());
    window.amount("66");
    window.open_page(other.id);
    window.touch("line member_receipts");
    window.touch("record");
    CHECK(window.seen().shows("有一张没记完的小票"));
    CHECK(window.form().who.member->member.name == "陈静");
    window.touch("cancel");
    CHECK(window.form().amount_typed == "66");
    window.touch("back");
    window.touch("record");
    window.touch("confirm");
    CHECK(window.form().who.member->member.name == "王丽");
    CHECK(window.form().amount_typed.empty());
}

TEST_CASE("a number nobody here has is looked for at other stores, and the receipt waits") {
    FormWindow window;
    window.desk.must(sqlite::save_fact(window.desk.database(), sqlite::fact::k_device_id,
                                       "00000000-0000-4000-8000-000000000001"));
    window.scene().sync.alone = false;
    window.begin();
    window.amount("50");
    window.touch("field");
    window.type("13912345678");
    window.touch("look up");
    CHECK(window.nav().screen == k_find_screen);
    CHECK(window.state<FindState>().typed == "13912345678");
    window.touch("back");
    CHECK(window.nav().screen == k_receipt_form_screen);
    CHECK(window.form().amount_typed == "50");
}

TEST_CASE("the form and what follows it fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        FormWindow window(Who::clerk, size);
        window.set_rule();
        window.sale("1", 99'000);
        window.begin();
        window.check_layout("receipt-form");
        window.scan(window.card());
        window.scan("1");
        window.check_layout("receipt-form-known");
        window.touch("add item");
        window.check_layout("receipt-form-item");
        window.type("奶粉");
        window.touch("keep item");
        window.form().number = "2";
        window.form().amount_typed = "100";
        window.settle();
        window.touch("save");
        REQUIRE(window.form().done);
        window.check_layout("receipt-form-done");
    }
}

}  // namespace qiantai::app::test

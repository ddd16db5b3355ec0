#include "tests/purchases/screens/receipts_window.hpp"

namespace qiantai::app::test {
namespace {

struct ListWindow : ReceiptsWindow {
    using ReceiptsWindow::ReceiptsWindow;
    ReceiptsState& list() { return state<ReceiptsState>(); }
    ReceiptPageState& page() { return state<ReceiptPageState>(); }
    void open_list() {
        touch("way home");
        touch("entry receipts");
    }
    domain::Purchase refund(const Uuid& sale, std::int64_t fen) {
        desk.clock.advance(1000);
        const auto line = purchases().record(
            desk.session(Who::clerk),
            {.kind = PurchaseKind::refund, .amount = Fen(fen), .refund_of = sale});
        if (!line) FAIL(line.error().message());
        return line->purchase;
    }
};

}  // namespace

TEST_CASE("a day's receipts stand the newest first, with what they come to beside the till's day") {
    ListWindow window;
    const auto first = window.sale("1", 10'000);
    window.sale("2", 2'000, false);
    window.refund(first.id, 3'000);
    window.open_list();
    REQUIRE(window.list().rows.size() == 3);
    CHECK(window.list().rows[0].purchase.is_refund());
    CHECK(window.list().rows[1].purchase.number == "2");
    CHECK(window.seen().shows("2 张，会员 1 张"));
    CHECK(window.seen().shows("¥90.00"));
    CHECK(window.seen().shows("非会员"));
    CHECK(window.seen().shows("日结未登记"));
    window.touch("day total");
    CHECK(window.seen().shows("请先填写净销售额、客单数"));
    window.type("280");
    window.touch("receipts");
    window.type("12");
    window.touch("save sheet");
    CHECK(window.desk.number("SELECT net FROM day_total") == 28'000);
    CHECK(window.seen().shows("¥280.00，12 单"));
    CHECK(window.seen().shows("25.0 %"));
    // What was written down cannot be more than the till says.
    window.sale("3", 30'000);
    window.open_list();
    CHECK(window.seen().shows("记下的小票多于收银机日结"));
    window.touch("day total");
    CHECK(window.list().sheet->net_typed == "280.00");
    window.key(ImGuiKey_Escape);
    CHECK_FALSE(window.list().sheet);
}

TEST_CASE("one goes from day to day, and from the list of days to any of them") {
    ListWindow window;
    window.sale("1", 1'000);
    window.later(1);
    window.sale("2", 2'000);
    window.later(1);
    window.sign_in_again();
    window.scene().shop.today = window.today().text();
    window.open_list();
    CHECK(window.list().rows.empty());
    CHECK(window.seen().shows("还没有记小票"));
    window.touch("前一天");
    REQUIRE(window.list().rows.size() == 1);
    CHECK(window.list().rows[0].purchase.number == "2");
    CHECK(window.seen().shows("昨天"));
    window.touch("后一天");
    CHECK_FALSE(window.window.touch("后一天"));
    window.touch("按日");
    window.touch("day " + window.today().plus_days(-2).text());
    REQUIRE(window.list().rows.size() == 1);
    CHECK(window.list().rows[0].purchase.number == "1");
}

TEST_CASE("a number finds its receipt on whatever day; a wrong one is said to be nobody's") {
    ListWindow window;
    window.sale("4711", 1'000);
    window.later(40);
    window.sign_in_again();
    window.open_list();
    window.touch("field");
    window.type("4712");
    CHECK(window.seen().shows("没有小票号「4712」"));
    window.key(ImGuiKey_Backspace);
    window.type("1");
    REQUIRE(window.list().rows.size() == 1);
    window.key(ImGuiKey_Enter);
    CHECK(window.nav().screen == k_receipt_screen);
    CHECK(window.seen().shows("小票 4711"));
    window.touch("back");
    CHECK(window.list().number == "4711");
    // A card shows its member's.
    window.scan(window.desk.text("SELECT number FROM member_card"));
    CHECK(window.nav().screen == k_member_receipts_screen);
    CHECK(window.state<MemberReceiptsState>().rows.size() == 1);
}

TEST_CASE("one receipt: items, whose it is, part of it given back on its own day") {
    ListWindow window;
    const auto sold = window.sale("1", 10'000);
    window.later(1);
    window.sign_in_again();
    window.scene().shop.today = window.today().text();
    window.open_receipt(sold.id);
    CHECK(window.seen().shows("陈静"));
    CHECK(window.seen().shows("没有退货"));
    window.touch("refund");
    CHECK(window.seen().shows("还可退 ¥100.00"));
    window.type("120");
    window.touch("save sheet");
    CHECK(window.page().errors.contains("amount"));
    CHECK(window.seen().shows("超过可退余额"));
    window.touch("refund amount");
    for (int i = 0; i < 3; ++i) window.key(ImGuiKey_Backspace);
    window.type("30.5");
    window.touch("前一天");
    window.touch("save sheet");
    REQUIRE(window.page().refunds.size() == 1);
    CHECK(window.seen().shows("还可退 ¥69.50"));
    CHECK(window.desk.text("SELECT business_date FROM purchase WHERE kind = 'refund'") ==
          window.today().plus_days(-1).text());
    CHECK(window.page().line->refunded == Fen(3'050));
    // From the refund to its sale and back.
    window.touch("receipt " + window.page().refunds.front().purchase.id.text());
    CHECK(window.seen().shows("原小票"));
    REQUIRE(window.page().sale);
    window.touch("back");
    CHECK(window.page().id == sold.id);
    window.touch("refund");
    window.touch("all");
    window.touch("save sheet");
    CHECK(window.seen().shows("已全退"));
    CHECK(window.seen().find("refund") == nullptr);
}

TEST_CASE("a receipt of nobody is given to a member; a clerk takes nothing back") {
    ListWindow window;
    const auto sold = window.sale("1", 10'000, false);
    window.open_receipt(sold.id);
    CHECK(window.seen().shows("没有记会员"));
    CHECK(window.seen().find("undo receipt") == nullptr);
    window.touch("assign");
    CHECK(window.seen().shows("先选会员"));
    window.scan(window.desk.text("SELECT number FROM member_card"));
    window.touch("save sheet");
    CHECK(window.desk.number("SELECT member_id IS NOT NULL FROM purchase") == 1);
    CHECK(window.seen().shows("陈静"));
    CHECK(window.seen().find("assign") == nullptr);
}

TEST_CASE("the manager gives it to another member, and back from the toast") {
    ListWindow window(Who::store_manager);
    window.desk.add_member("王丽", "13900139002");
    const auto sold = window.sale("1", 10'000);
    window.open_receipt(sold.id);
    window.touch("assign");
    window.type("13900139002");
    window.key(ImGuiKey_Enter);
    window.touch("save sheet");
    CHECK(window.page().line->member_name == "王丽");
    window.touch("action");
    CHECK(window.page().line->member_name == "陈静");
}

TEST_CASE("the manager takes a receipt back with a reason, and it stands again from the toast") {
    ListWindow window(Who::store_manager);
    window.set_rule();
    const auto sold = window.sale("1", 100'000);
    REQUIRE(window.tier() == "gold");
    window.open_receipt(sold.id);
    window.touch("undo receipt");
    CHECK(window.seen().shows("请先选原因"));
    window.touch("金额录错");
    window.touch("save sheet");
    CHECK(window.seen().shows("已撤销"));
    CHECK(window.tier() == "standard");
    CHECK(window.desk.number("SELECT count(*) FROM purchase WHERE undone_at IS NOT NULL") == 1);
    CHECK(window.seen().shows("恢复"));
    window.touch("action");
    CHECK(window.desk.number("SELECT count(*) FROM purchase WHERE undone_at IS NOT NULL") == 0);
    CHECK(window.tier() == "gold");
}

TEST_CASE("correcting takes it back and writes it down anew with what stood in it") {
    ListWindow window(Who::store_manager);
    const auto sold = window.sale("1", 10'000);
    window.open_receipt(sold.id);
    window.touch("correct");
    window.touch("金额录错");
    window.touch("save sheet");
    REQUIRE(window.nav().screen == k_receipt_form_screen);
    auto& form = window.state<ReceiptFormState>();
    CHECK(form.number == "1");
    CHECK(form.amount_typed == "100.00");
    REQUIRE(form.who.member);
    CHECK(window.count("draft") == 1);
    CHECK(window.seen().shows("登记过又撤销了"));
    form.amount_typed = "90";
    window.settle();
    window.touch("save");
    REQUIRE(form.done);
    CHECK_FALSE(form.done->was_there);
    CHECK(window.count("purchase") == 1);
    CHECK(window.desk.number("SELECT amount FROM purchase WHERE undone_at IS NULL") == 9'000);
}

TEST_CASE("a receipt that is half written is not lost to a correction") {
    ListWindow window(Who::store_manager);
    const auto sold = window.sale("1", 10'000);
    window.touch("entry receipt_form");
    window.amount("77");
    window.open_receipt(sold.id);
    window.touch("correct");
    CHECK(window.seen().shows("有一张没记完的小票"));
    CHECK(window.page().sheet == ReceiptSheet::none);
    window.touch("confirm");
    CHECK(window.nav().screen == k_receipt_form_screen);
    CHECK(window.state<ReceiptFormState>().amount_typed == "77");
    CHECK(window.desk.number("SELECT count(*) FROM purchase WHERE undone_at IS NOT NULL") == 0);
}

TEST_CASE("whose number several members have waits until somebody says whose it is") {
    ListWindow window;
    const auto sold = window.sale("1", 10'000, false);
    window.desk.run("UPDATE purchase SET claimed = '13800138001'");
    window.open_list();
    window.touch("待认领 1");
    REQUIRE(window.list().rows.size() == 1);
    window.touch("receipt " + sold.id.text());
    CHECK(window.seen().shows("13800138001"));
    window.touch("assign");
    window.type("陈静");
    window.touch("member 0");
    window.touch("save sheet");
    window.touch("back");
    CHECK(window.seen().shows("没有待认领的小票"));
}

TEST_CASE("another store's receipt can be read and not changed") {
    ListWindow window(Who::store_manager);
    const auto sold = window.sale("1", 10'000);
    window.desk.from_headquarters(
        [&] { window.desk.run("UPDATE purchase SET store_code = 'S002', home_store = 'S001'"); });
    window.open_receipt(sold.id);
    CHECK(window.seen().shows("由该店更改"));
    CHECK(window.seen().find("refund") == nullptr);
    CHECK(window.seen().find("undo receipt") == nullptr);
}

TEST_CASE("receipts, one receipt and what is asked there fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        ListWindow window(Who::store_manager, size);
        window.open_list();
        window.check_layout("receipts-none");
        const auto sold = window.sale("SM-2026-000123", 123'456'789);
        window.sale("2", 2'000, false);
        window.refund(sold.id, 3'000);
        window.desk.must(window.purchases()
                                 .save_day_total(window.desk.session(Who::clerk),
                                                 {.net = Fen(50'000), .receipts = 1})
                                 .ok()
                             ? Status()
                             : make_error(domain::k_day_total_malformed));
        window.open_list();
        window.check_layout("receipts-day");
        window.touch("day total");
        window.check_layout("receipts-day-total");
        window.key(ImGuiKey_Escape);
        window.key(ImGuiKey_Escape);
        window.touch("tab 1");
        window.check_layout("receipts-days");
        window.open_receipt(sold.id);
        window.check_layout("receipt");
        for (const auto* sheet : {"refund", "assign"}) {
            window.touch(sheet);
            window.check_layout(std::string("receipt-") + sheet);
            window.key(ImGuiKey_Escape);
            window.key(ImGuiKey_Escape);
        }
        const auto other = window.sale("3", 500);
        window.open_receipt(other.id);
        for (const auto* sheet : {"correct", "undo receipt"}) {
            window.touch(sheet);
            window.check_layout(std::string("receipt-") + sheet);
            window.key(ImGuiKey_Escape);
        }
    }
}

}  // namespace qiantai::app::test

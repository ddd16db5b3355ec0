// Goods of suppliers at the warehouse: writing them down, and the second signature on the spot.

#include "tests/gifts/screens/stock_window.hpp"

namespace qiantai::app::test {
namespace {

struct SupplyWindow : StockWindow {
    explicit SupplyWindow(Headless::Size size = k_sizes[0]) : StockWindow(size, "W001") {
        desk.add_staff("1091", Who::warehouse_keeper);
        jobs.post(load_shop);
        settle();
        sign_in(Who::warehouse_keeper);
        enter();
        touch("supplies");
    }
    void begin() {
        touch("begin");
        touch("supplier");
        type("上海礼品有限公司");
        touch("名称、编号或扫条码");
        type("花茶");
        touch("add LP002");
    }
};

}  // namespace

TEST_CASE("goods are written down line by line, go on hold, and another keeper signs with the PIN") {
    SupplyWindow window;
    window.begin();
    CHECK_FALSE(window.seen().find("save")->enabled);
    window.scan("LP001");
    window.scan("LP001");
    window.touch("batch 0");
    window.type("B9");
    window.touch("expiry 0");
    window.type("20270131");
    window.touch("price 1");
    window.type("6.90");
    window.touch("save");
    CHECK(window.nav().screen == k_supplies_screen);
    CHECK(window.on("hold", "LP002") == 1);
    CHECK(window.on("hold", "LP001") == 2);
    CHECK(window.desk.text("SELECT expires_on FROM stock_movement WHERE batch = 'B9'") ==
          "2027-01-31");
    CHECK(window.seen().shows("您登记的，须由另一人签"));
    const auto& waiting = window.state<SuppliesState>().receipts;
    REQUIRE(waiting.size() == 1);
    const auto id = waiting.front().document_id.text().substr(24);
    CHECK(window.seen().find("sign " + id) == nullptr);
    window.touch("sign here " + id);
    CHECK_FALSE(window.seen().find("confirm asking")->enabled);
    window.touch("员工 1091");
    window.touch("other pin");
    window.type("0000");
    window.touch("confirm asking");
    CHECK(window.nav().asking);
    CHECK(window.nav().asking->other.pin.empty());
    window.touch("other pin");
    window.type(domain::test::k_pin);
    window.touch("confirm asking");
    CHECK_FALSE(window.nav().asking);
    CHECK(window.desk.text("SELECT created_by FROM receipt_signature") == "1091");
    CHECK(window.scene().session->staff_number == TestDesk::number_of(Who::warehouse_keeper));
    CHECK(window.seen().shows("没有待签的到货"));
}

TEST_CASE("a day that is none is refused in the form, and nothing is written") {
    SupplyWindow window;
    window.begin();
    window.touch("batch 0");
    window.type("B9");
    window.touch("expiry 0");
    window.type("20271399");
    window.touch("save");
    CHECK(window.nav().screen == k_supply_form_screen);
    CHECK(window.state<SupplyFormState>().error->kind == &domain::k_stock_expiry_missing);
    CHECK(window.desk.number("SELECT count(*) FROM stock_movement") == 0);
    window.touch("give up");
    CHECK(window.nav().screen == k_supplies_screen);
    CHECK(window.state<SupplyFormState>().lines.empty());
}

TEST_CASE("the pages of supplies fit every size, in both languages") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        SupplyWindow window(size);
        window.check_layout("supplies-none");
        window.begin();
        window.check_layout("supply-form");
        window.touch("batch 0");
        window.type("B9");
        window.touch("expiry 0");
        window.type("20270131");
        window.touch("save");
        window.check_layout("supplies");
        const auto id =
            window.state<SuppliesState>().receipts.front().document_id.text().substr(24);
        window.touch("sign here " + id);
        window.check_layout("supplies-sign");
    }
}

}  // namespace qiantai::app::test

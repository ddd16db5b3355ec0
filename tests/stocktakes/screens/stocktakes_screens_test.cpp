// Stocktakes as people see them: planning, counting by scan and by hand, what is still open,
// reasons, signatures, approval.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

/// A store with a second clerk and a second manager, twenty bags and a box of tea with its batch.
struct CountingWindow : AppWindow {
    explicit CountingWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {
        desk.from_headquarters([&] {
            for (const auto& [code, name, kept] :
                 {std::tuple{"LP001", "帆布袋", false}, {"LP002", "花茶礼盒", true}}) {
                const domain::Gift gift{.id = domain::gift_id_of(code),
                                        .code = code,
                                        .name = name,
                                        .category = "日用",
                                        .unit = "个",
                                        .cost = Fen(1990),
                                        .batch_kept = kept,
                                        .created_by = "9001",
                                        .created_at = 1};
                TestDesk::must(sqlite::insert(desk.database(), gift));
            }
            desk.run(
                "INSERT INTO policy (id, code, value, effective_from, created_at) VALUES"
                " (?, 'stocktakes.rules', '{\"store_per_myriad\":10000}', 1, 1)",
                desk.next_id());
        });
        desk.add_staff("1091", Who::clerk);
        desk.add_staff("1092", Who::store_manager);
        jobs.post(load_shop);
        settle();
        put("LP001", 20);
    }
    void put(const char* code, int pieces, const std::string& batch = {}) {
        auto made =
            domain::Stock(desk.context)
                .adjust(desk.session(Who::store_manager), {.gift_id = domain::gift_id_of(code),
                                                           .batch = batch,
                                                           .quantity = pieces,
                                                           .reason = "期初"});
        if (!made) FAIL(made.error().message());
        desk.clock.advance(1000);
    }
    void sign_in_as(const std::string& number) {
        if (scene().session) {
            touch("person");
            touch("switch");
        }
        touch(number);
        pin(domain::test::k_pin);
        REQUIRE(scene().session);
        desk.clock.advance(1000);
    }
    void enter() {
        touch("way requisitions");
        touch("stocktakes");
    }
    /// As the manager, by touch, up to the counting.
    void begin() {
        sign_in_as("1002");
        enter();
        touch("plan");
        touch("zones");
        type("前台 库房");
        touch("save plan");
        touch("next step");
        touch("confirm");
        desk.clock.advance(1000);
        touch("next step");
        touch("confirm");
        desk.clock.advance(1000);
    }
    /// The page of the only stocktake.
    void open_it() {
        enter();
        touch("stocktake " + desk.text("SELECT number FROM stocktake"));
    }
    domain::StocktakePage page() {
        const auto id = Uuid::parse(
            desk.text("SELECT lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' ||"
                      " substr(hex(id), 13, 4) || '-' || substr(hex(id), 17, 4) || '-' ||"
                      " substr(hex(id), 21)) FROM stocktake"));
        return domain::Stocktakes(desk.context).get(desk.session(Who::store_manager), *id).value();
    }
    CountingState& counting() { return state<CountingState>(); }
    std::int64_t entries() { return desk.number("SELECT count(*) FROM stocktake_count"); }
    void finish_both_zones() {
        for (int i = 0; i < 2; ++i) {
            touch("problem 0");
            touch("confirm");
            desk.clock.advance(1000);
        }
    }
};

}  // namespace

TEST_CASE("a store is planned, counted, explained, signed and approved by touch") {
    CountingWindow window;
    window.begin();
    CHECK(window.seen().shows("盘点中"));
    window.sign_in_as("1001");
    window.open_it();
    window.touch("count");
    CHECK(window.nav().screen == k_counting_screen);
    // Nothing says what the book has.
    CHECK_FALSE(window.seen().shows("20"));
    window.scan("LP001");
    CHECK(window.seen().shows("帆布袋"));
    CHECK(window.counting().last->total == 1);
    for (const char digit : std::string("19")) window.touch(std::string_view(&digit, 1));
    window.touch("exactly");
    CHECK(window.counting().last->total == 19);
    CHECK(window.entries() == 2);
    window.desk.clock.advance(1000);
    window.touch("back");
    window.finish_both_zones();
    // One of twenty is within the tolerance of a line below 50 yuan, but these are worth more.
    CHECK(window.seen().shows("要另一人复盘 · 帆布袋"));
    window.sign_in_as("1091");
    window.open_it();
    window.touch("problem 0");
    window.touch("count again");
    window.scan("LP001");
    window.touch("1");
    window.touch("9");
    window.touch("exactly");
    window.desk.clock.advance(1000);
    window.sign_in_as("1002");
    window.open_it();
    CHECK_FALSE(window.seen().shows("待解决"));
    window.touch("next step");
    window.touch("confirm");
    CHECK(window.seen().shows("账面"));
    CHECK(window.seen().shows("-1"));
    // The line without a reason is open; one touch writes it.
    CHECK(window.state<StocktakePageState>().why.open == 0U);
    window.touch("遗失");
    CHECK(window.desk.text("SELECT lines FROM stocktake_event WHERE step = 'explained'")
              .find("lost") != std::string::npos);
    CHECK_FALSE(window.state<StocktakePageState>().why.open);
    // Another reason in own words.
    window.desk.clock.advance(1000);
    window.touch("line 0");
    window.give_reason("借给隔壁门店");
    window.touch("save reason");
    CHECK(window.seen().shows("借给隔壁门店"));
    window.desk.clock.advance(1000);
    window.sign_in_as("1001");
    window.open_it();
    window.touch("next step");
    window.touch("confirm");
    window.sign_in_as("1091");
    window.open_it();
    window.touch("next step");
    window.touch("confirm");
    window.sign_in_as("1092");
    window.open_it();
    window.touch("next step");
    window.touch("confirm");
    CHECK(window.page().state.phase == StocktakePhase::posted);
    CHECK(window.desk.number("SELECT sum(quantity) FROM stock_balance") == 19);
    CHECK(window.seen().shows("已过账"));
    window.touch("print");
    CHECK(window.nav().screen == ScreenId{"preview"});
}

TEST_CASE("a burst of scans loses none, each on disk in its frame, and one is taken back") {
    CountingWindow window;
    window.begin();
    window.touch("count");
    for (int i = 0; i < 40; ++i) {
        window.app.on_scan("LP001");
        if (i % 3 == 0) window.window.frames(1);
    }
    window.settle();
    CHECK(window.entries() == 40);
    CHECK(window.counting().last->total == 40);
    CHECK(window.counting().writing == 0);
    window.scan("LP001");
    CHECK(window.entries() == 41);
    window.touch("undo 0");
    CHECK(window.counting().last->total == 40);
    CHECK(window.seen().shows("已撤销"));
    window.touch("one less");
    CHECK(window.counting().last->total == 39);
    window.touch("one more");
    CHECK(window.counting().last->total == 40);
    CHECK(window.entries() == 44);
    // It is all there when one comes back.
    window.touch("back");
    window.touch("count");
    CHECK(window.counting().log.size() == 43);
}

TEST_CASE("the counting desk is dark whatever the theme, and says how far everybody is") {
    CountingWindow window;
    window.begin();
    const auto corner = [&] {
        const auto picture = window.window.picture();
        // Between the bar at the top and the page.
        const auto at = static_cast<std::size_t>((74 * picture.width + picture.width - 4) * 4);
        return Color{picture.rgba[at], picture.rgba[at + 1], picture.rgba[at + 2]};
    };
    CHECK(corner() == make_theme(ThemeKind::light)[Role::background]);
    window.touch("count");
    CHECK(corner() == make_theme(ThemeKind::dark)[Role::background]);
    CHECK(window.counting().left() == 1);
    CHECK(window.seen().shows("/ 1 种"));
    CHECK(window.seen().shows("盲盘"));
    CHECK(window.seen().shows("还没有人盘"));
    window.scan("LP001");
    CHECK(window.seen().shows("刚扫到，已存"));
    CHECK(window.counting().left() == 0);
    CHECK(window.counting().counted_in("前台") == 1);
    window.scan("LP001");
    CHECK(window.counting().counted_in("前台") == 1);
    window.touch("zone 库房");
    CHECK(window.counting().zone == "库房");
    CHECK(window.seen().shows("盘点录入 · 库房"));
    CHECK(window.seen().shows("您，本机"));
    window.touch("back");
    CHECK(corner() == make_theme(ThemeKind::light)[Role::background]);
}

TEST_CASE("whoever may not sign lets somebody else sign here with the PIN") {
    CountingWindow window;
    window.begin();
    window.touch("count");
    window.scan("LP001");
    for (const char digit : std::string("20")) window.touch(std::string_view(&digit, 1));
    window.touch("exactly");
    window.touch("back");
    window.finish_both_zones();
    window.touch("next step");
    window.touch("confirm");
    window.desk.clock.advance(1000);
    window.touch("next step");
    window.touch("confirm");
    window.desk.clock.advance(1000);
    // Who counted and signed can't check it.
    CHECK(window.seen().find("step checker_signed") == nullptr);
    window.touch("here checker_signed");
    window.touch("choice 0");
    window.touch("other pin");
    window.type(domain::test::k_pin);
    window.touch("confirm asking");
    REQUIRE(window.page().state.checked_by);
    CHECK(window.page().state.checked_by->staff_number != "1002");
    CHECK(window.scene().session->staff_number == "1002");
}

TEST_CASE("ending a zone shows what nobody scanned; it is looked for, or written down as none") {
    CountingWindow window;
    window.begin();
    window.touch("count");
    window.touch("finish zone");
    CHECK(window.counting().leaving);
    CHECK(window.seen().shows("帆布袋"));
    window.touch("cancel");
    CHECK_FALSE(window.counting().leaving);
    CHECK(window.entries() == 0);
    window.touch("which left");
    window.touch("rest is none");
    CHECK(window.desk.number("SELECT count(*) FROM stocktake_count WHERE kind = 'set'"
                             " AND quantity = 0") == 1);
    CHECK(window.page().state.zones.front().done);
    CHECK(window.nav().screen == k_stocktake_screen);
}

TEST_CASE("a carton's barcode counts all that is in it, and so does the button") {
    CountingWindow window;
    window.desk.from_headquarters([&] {
        TestDesk::must(
            sqlite::insert(window.desk.database(),
                           domain::GiftBarcode{.id = domain::barcode_id_of("16901234567899"),
                                               .gift_id = domain::gift_id_of("LP001"),
                                               .barcode = "16901234567899",
                                               .pieces = 12,
                                               .created_by = "9001",
                                               .created_at = 1}));
    });
    window.begin();
    window.touch("count");
    window.scan("16901234567899");
    CHECK(window.counting().last->total == 12);
    window.scan("LP001");
    CHECK(window.counting().last->total == 13);
    window.touch("whole carton");
    CHECK(window.counting().last->total == 25);
}

TEST_CASE("an unknown barcode is counted too, and somebody says what it is") {
    CountingWindow window;
    window.begin();
    window.touch("count");
    window.scan("6901234567892");
    CHECK(window.seen().shows("未知条码"));
    CHECK(window.entries() == 1);
    window.scan("LP001");
    window.touch("back");
    window.finish_both_zones();
    window.touch("problem 0");
    CHECK(window.state<StocktakePageState>().sheet == StocktakeSheet::settle);
    window.scan("LP001");
    CHECK(window.state<StocktakePageState>().typed == "LP001");
    window.touch("save sheet");
    CHECK(window.page().state.barcodes.size() == 1);
}

TEST_CASE("scans of a gift that is kept by batch wait for the batch, and none is lost") {
    CountingWindow window;
    window.put("LP002", 4, "B1");
    window.begin();
    window.touch("count");
    window.scan("LP002");
    window.scan("LP002");
    window.scan("LP001");
    CHECK(window.entries() == 1);
    REQUIRE(window.counting().waiting.size() == 1);
    CHECK(window.counting().waiting.front().quantity == 2);
    window.touch("batch");
    window.type("B1");
    window.touch("save waiting");
    CHECK(window.counting().waiting.empty());
    CHECK(window.counting().last->total == 2);
    CHECK(window.desk.text("SELECT batch FROM stocktake_count ORDER BY id DESC LIMIT 1") == "B1");
    window.scan("LP002");
    window.touch("drop waiting");
    CHECK(window.entries() == 2);
    window.touch("code");
    window.type("LP001");
    window.key(ImGuiKey_Enter);
    CHECK(window.entries() == 3);
}

TEST_CASE(
    "what nobody found is counted as none, in words, and a stocktake is cancelled and resumed") {
    CountingWindow window;
    window.begin();
    window.finish_both_zones();
    CHECK(window.seen().shows("没有盘到 · 帆布袋"));
    window.touch("problem 0");
    window.touch("confirm");
    CHECK(window.desk.number("SELECT count(*) FROM stocktake_count WHERE kind = 'set'") == 1);
    window.touch("step cancelled");
    window.give_reason("停电");
    window.touch("confirm asking");
    CHECK(window.page().state.phase == StocktakePhase::cancelled);
    window.desk.clock.advance(1000);
    window.touch("next step");
    window.touch("confirm");
    CHECK(window.page().state.phase == StocktakePhase::counting);
    window.touch("step zone_opened");
    window.touch("typed");
    window.type("橱窗");
    window.touch("save sheet");
    CHECK(window.page().state.zones.size() == 3);
}

TEST_CASE("the pages of a stocktake fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        CountingWindow window(size);
        window.put("LP002", 4, "B1");
        window.sign_in_as("1002");
        window.enter();
        window.check_layout("stocktakes-empty");
        window.touch("plan");
        window.check_layout("stocktake-plan");
        window.touch("zones");
        window.type("前台 库房");
        window.touch("save plan");
        window.check_layout("stocktake-planned");
        window.touch("next step");
        window.touch("confirm");
        window.touch("next step");
        window.touch("confirm");
        window.touch("count");
        window.check_layout("counting-nothing");
        window.scan("LP001");
        window.scan("6901234567892");
        window.check_layout("counting-unknown");
        window.scan("LP002");
        window.check_layout("counting-waiting");
        window.state<CountingState>().leaving = true;
        window.settle();
        window.check_layout("counting-left");
        window.touch("cancel");
        window.touch("back");
        window.check_layout("stocktake-problems");
        window.touch("back");
        window.check_layout("stocktakes");
    }
}

}  // namespace qiantai::app::test

// Closing the day as people see it: what is missing with its reasons, the way to each thing and
// back, closing whatever is left, and headquarters' look at the stores.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/closing/flows/closing_flows.hpp"
#include "terminal/closing/rules/closing.hpp"
#include "terminal/closing/screens/screen_hand_over.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "terminal/stocktakes/screens/screen_stocktakes.hpp"
#include "terminal/stocktakes/screens/stocktake_page.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

/// A store with a stocktake that is open and a gift of which too many were given away.
struct ClosingWindow : AppWindow {
    explicit ClosingWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {
        const TimeMs at = utc_day_start(Date::of_text("2026-11-20")) + 13 * 3'600'000;
        desk.clock.advance(at - desk.clock.now_ms());
        desk.add_staff("1092", Who::store_manager);
        jobs.post(load_shop);
        settle();
        plan();
    }
    void plan() {
        auto made = domain::Stocktakes(desk.context)
                        .plan(desk.session(Who::store_manager),
                              {.kind = StocktakeKind::all,
                               .planned_on = domain::business_date(desk.context).value(),
                               .zones = {{.name = "A"}}});
        if (!made) FAIL(made.error().message());
        desk.clock.advance(1000);
    }
    /// Two gifts of which twenty each lie there by the book: one is counted short within the
    /// tolerance, the other agrees; the variances are open.
    void count_a_variance() {
        domain::Stocktakes stocktakes(desk.context);
        const auto manager = desk.session(Who::store_manager);
        desk.from_headquarters([&] {
            for (const auto& [code, name] : {std::pair{"LP001", "帆布袋"}, {"LP002", "保温杯"}}) {
                TestDesk::must(
                    sqlite::insert(desk.database(), domain::Gift{.id = domain::gift_id_of(code),
                                                                 .code = code,
                                                                 .name = name,
                                                                 .unit = "个",
                                                                 .cost = Fen(100),
                                                                 .created_by = "9001",
                                                                 .created_at = 1}));
            }
        });
        const auto must = [&](const auto& result) {
            if (!result) FAIL(result.error().message());
            desk.clock.advance(1000);
            return *result;
        };
        for (const char* code : {"LP001", "LP002"}) {
            must(domain::Stock(desk.context)
                     .adjust(
                         manager,
                         {.gift_id = domain::gift_id_of(code), .quantity = 20, .reason = "期初"}));
        }
        const auto id = must(stocktakes.list(manager, {})).front().id;
        using enum StocktakeStep;
        for (const auto step : {papers_entered, frozen}) {
            must(stocktakes.step(manager, {.stocktake_id = id, .step = step}));
        }
        const auto clerk = desk.session(Who::clerk);
        must(stocktakes.count(
            clerk, {.stocktake_id = id,
                    .zone = "A",
                    .entries = {{.gift_id = domain::gift_id_of("LP001"), .quantity = 19},
                                {.gift_id = domain::gift_id_of("LP002"), .quantity = 20}}}));
        must(stocktakes.finish_zone(clerk, id, "A"));
        must(stocktakes.open(manager, id));
    }
    void refuse_a_record() {
        desk.run(
            "INSERT INTO rejection (seq, entity, id, code, actor, words_zh, words_en,"
            " rejected_at) VALUES (1, 'member', x'00', 'poison', 'manager', '坏', 'bad', 1)");
    }
    void enter(Who who = Who::store_manager) {
        sign_in(who);
        touch("way requisitions");
        touch("closing");
        REQUIRE(nav().screen == k_closing_screen);
    }
    void sign() {
        const auto* pad = seen().find("pad");
        REQUIRE(pad != nullptr);
        const auto area = pad->target;
        window.drag({area.left + 60, area.center_y()}, {area.right - 60, area.center_y()}, 12);
        window.drag({area.center_x(), area.top + 20}, {area.center_x(), area.bottom - 40}, 8);
        settle();
    }
    std::int64_t closes() { return desk.number("SELECT count(*) FROM day_close"); }
    ClosingState& closing() { return state<ClosingState>(); }
};

/// A desk of headquarters that knows of a store's closed day and of another that is silent.
struct OfficeWindow : AppWindow {
    explicit OfficeWindow(Headless::Size size = k_sizes[0]) : AppWindow(size, "HQ") {
        desk.from_headquarters([&] {
            for (const auto& [code, name] : {std::pair{"S001", "望京一店"}, {"S002", "国贸店"}}) {
                desk.run(
                    "INSERT INTO store (id, code, name, utc_offset_minutes, status,"
                    " created_at) VALUES (?, ?, ?, 480, 'open', 1)",
                    desk.next_id(), code, name);
                desk.run(
                    "INSERT INTO terminal (id, store_code, code, name, status, created_at)"
                    " VALUES (?, ?, '01', '前台', 'active', 1)",
                    desk.next_id(), code);
            }
            const auto today = domain::business_date(desk.context).value();
            TestDesk::must(sqlite::insert(
                desk.database(),
                domain::DayClose{.id = desk.next_id(),
                                 .store_code = "S001",
                                 .day = today,
                                 .items = R"({"items":[{"kind":"stocktakes_open","must":true,)"
                                          R"("count":1,"reason":"no_time"}]})",
                                 .tills = "{\"tills\":[]}",
                                 .issuances = 71,
                                 .pieces = 98,
                                 .business_date = today,
                                 .created_by = "1001",
                                 .created_at = desk.clock.now_ms()}));
            TestDesk::must(sqlite::insert(desk.database(),
                                          domain::DayMark{.id = desk.next_id(),
                                                          .store_code = "S001",
                                                          .terminal_code = "01",
                                                          .incarnation = desk.next_id(),
                                                          .day = today,
                                                          .outbox_seq = 812,
                                                          .events_from = 1,
                                                          .events_until = 3,
                                                          .created_by = "1001",
                                                          .created_at = desk.clock.now_ms()}));
        });
        jobs.post(load_shop);
        settle();
    }
    void enter() {
        sign_in(Who::cs_manager);
        touch("way requisitions");
        touch("closings");
        REQUIRE(nav().screen == k_closings_screen);
    }
};

}  // namespace

TEST_CASE("all that is missing stands there at once, leads to its place and back") {
    ClosingWindow window;
    window.refuse_a_record();
    window.enter();
    CHECK(window.seen().shows("没完成的盘点"));
    CHECK(window.seen().shows("被总部拒收的记录"));
    window.touch("next thing");
    CHECK(window.nav().screen == ScreenId{"stocktake"});
    window.touch("back");
    CHECK(window.nav().screen == k_closing_screen);
    window.touch("go refused_records");
    CHECK(window.nav().screen == k_sync_screen);
    window.touch("back");
    CHECK(window.nav().screen == k_closing_screen);
}

TEST_CASE("the day's stocktake stands on the page with its variances, explained in place") {
    ClosingWindow window;
    window.count_a_variance();
    window.enter();
    CHECK(window.seen().shows("差异 1 种"));
    CHECK(window.seen().shows("帆布袋"));
    CHECK(window.seen().shows("-1"));
    CHECK(window.closing().why.open == 0U);
    // What agrees is proof, and folded away.
    CHECK(window.seen().shows("1 种相符，逐条留作凭证"));
    CHECK_FALSE(window.seen().find("保温杯"));
    window.touch("show matching");
    CHECK(window.closing().count->matching.size() == 1);
    window.touch("遗失");
    CHECK(window.desk.text("SELECT lines FROM stocktake_event WHERE step = 'explained'")
              .find("lost") != std::string::npos);
    CHECK_FALSE(window.closing().why.open);
    window.touch("open count");
    CHECK(window.nav().screen == ScreenId{"stocktake"});
    window.touch("back");
    CHECK(window.nav().screen == k_closing_screen);
}

TEST_CASE("the way to close the day is in sight on a low screen, whatever else stands there") {
    ClosingWindow window({1366, 768, 1.5f});
    window.refuse_a_record();
    window.count_a_variance();
    window.enter();
    const auto* close = window.seen().find("close day");
    REQUIRE(close != nullptr);
    CHECK(close->target.bottom <= 768);
    CHECK(window.seen().find("next thing")->target.bottom <= close->target.top);
}

TEST_CASE("records that wait to be sent are counted once, as the bar above counts them") {
    ClosingWindow window;
    window.enter();
    auto& sync = window.scene().sync;
    sync.alone = false;
    sync.waiting = 34;
    window.closing().page->items = {
        {.kind = DayItemKind::unsent_records, .must = false, .count = 215}};
    window.settle();
    CHECK(window.seen().shows("34"));
    CHECK_FALSE(window.seen().shows("215"));
}

TEST_CASE("what is left gets its reason in place, and the day is closed") {
    ClosingWindow window;
    window.refuse_a_record();
    window.enter();
    // The first thing without a reason is open, then the next.
    CHECK(window.closing().open == DayItemKind::stocktakes_open);
    window.touch("没来得及");
    CHECK(window.closing().open == DayItemKind::refused_records);
    window.give_reason("等管理员");
    CHECK(without_reason(window.closing()).empty());
    window.touch("close day");
    CHECK(window.closes() == 0);
    CHECK_FALSE(window.window.touch("close signed"));
    window.sign();
    window.touch("close signed");
    CHECK(window.closes() == 1);
    CHECK(window.desk.number("SELECT count(*) FROM day_close WHERE signature LIKE '[[%'") == 1);
    CHECK(window.closing().strokes.empty());
    CHECK(window.seen().shows("已闭店"));
    const auto page = domain::Closing(window.desk.context)
                          .show(window.desk.session(Who::store_manager), {})
                          .value();
    REQUIRE(page.closes.size() == 1);
    CHECK(page.closes.front().items.front().reason == CarryReason::no_time);
    CHECK(page.closes.front().items.at(1).words == "等管理员");
    // Something more: an addition with its reason.
    window.desk.clock.advance(1000);
    window.touch("close again");
    window.touch("更正");
    window.touch("confirm asking");
    CHECK(window.closes() == 2);
    CHECK(window.seen().shows("更正"));
}

TEST_CASE("the next day begins with what was left, at home and on the page, until it is done") {
    ClosingWindow window;
    window.enter();
    window.touch("没来得及");
    window.touch("close day");
    window.touch("close unsigned");
    window.desk.clock.advance(24ll * 3'600'000);
    window.jobs.post(load_shop);
    window.touch("首页");
    CHECK(window.seen().shows("上个营业日留下 1 项"));
    window.touch("todo carried over");
    CHECK(window.nav().screen == k_closing_screen);
    CHECK(window.seen().shows("11月20日留下的"));
    window.touch("carried stocktakes_open");
    CHECK(window.nav().screen == ScreenId{"stocktake"});
    const auto cancelled = domain::Stocktakes(window.desk.context)
                               .step(window.desk.session(Who::store_manager),
                                     {.stocktake_id = window.state<StocktakePageState>().id,
                                      .step = StocktakeStep::cancelled,
                                      .words = "改期"});
    REQUIRE(cancelled);
    window.touch("首页");
    CHECK_FALSE(window.seen().shows("上个营业日留下 1 项"));
}

TEST_CASE("a clerk sees how the day stands and that the manager closes it") {
    ClosingWindow window;
    window.enter(Who::clerk);
    CHECK(window.seen().shows("没完成的盘点"));
    CHECK(window.seen().shows("由店长在本店终端上闭店。"));
    CHECK_FALSE(window.seen().find("close day"));
}

TEST_CASE("a forgotten day is closed from the banner") {
    ClosingWindow window;
    window.enter();
    window.touch("没来得及");
    window.touch("close day");
    window.touch("close unsigned");
    window.desk.clock.advance(24ll * 3'600'000);
    window.plan();
    window.desk.clock.advance(24ll * 3'600'000);
    window.jobs.post(load_shop);
    window.touch("首页");
    CHECK(window.seen().shows("11月21日还没有闭店"));
    window.touch("todo day unclosed");
    window.touch("unclosed day");
    CHECK(window.closing().page->day == Date::of_text("2026-11-21"));
    window.touch("没来得及");
    window.touch("close day");
    window.touch("close unsigned");
    CHECK(window.desk.text("SELECT max(day) FROM day_close") == "2026-11-21");
}

TEST_CASE("a store is handed over with keys and the taker's PIN") {
    ClosingWindow window;
    window.enter();
    window.touch("hand over");
    CHECK(window.nav().screen == k_hand_over_screen);
    CHECK(window.seen().shows("没完成的盘点"));
    window.touch("大门钥匙");
    CHECK(window.state<HandOverState>().things.front().count == 1);
    window.touch("thing");
    window.type("报警器遥控");
    window.touch("add thing");
    CHECK(window.state<HandOverState>().things.size() == 2);
    window.touch("choice 0");
    CHECK(window.state<HandOverState>().taker == "1092");
    window.touch("words");
    window.type("总部同意后补盘");
    window.touch("pin");
    window.type("9999");
    window.touch("hand over");
    CHECK(window.desk.number("SELECT count(*) FROM hand_over") == 0);
    CHECK(window.state<HandOverState>().pin.empty());
    window.touch("pin");
    window.type(domain::test::k_pin);
    window.touch("hand over");
    CHECK(window.desk.text("SELECT to_staff FROM hand_over") == "1092");
    CHECK(window.seen().shows("大门钥匙 ×1 · 报警器遥控 ×1"));
}

TEST_CASE("headquarters sees which stores closed and what is not here, and their stocktakes") {
    OfficeWindow window;
    window.enter();
    CHECK(window.seen().shows("2 家中有 2 家未闭店或未到齐"));
    CHECK(window.seen().shows("未闭店"));
    CHECK(window.seen().shows("未到齐"));
    window.touch("store S001");
    CHECK(window.seen().shows("缺 3 条，从稽核第 1 条起"));
    window.touch("period back");
    CHECK(window.seen().shows("昨天"));
    window.touch("tab 1");
    CHECK(window.seen().shows("未交"));
    window.touch("print");
    CHECK(window.nav().screen == ScreenId{"preview"});
}

TEST_CASE("the pages of closings fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        ClosingWindow window(size);
        window.refuse_a_record();
        window.count_a_variance();
        window.enter();
        window.check_layout("closing-open");
        window.touch("遗失");
        window.touch("没来得及");
        window.touch("网络或设备");
        window.check_layout("closing-ready");
        window.touch("close day");
        window.sign();
        window.check_layout("closing-sign");
        window.touch("close signed");
        window.check_layout("closing-closed");
        window.touch("close again");
        window.check_layout("closing-again");
        window.touch("cancel");
        window.touch("hand over");
        window.check_layout("hand-over");
        window.touch("back");
        window.desk.clock.advance(24ll * 3'600'000);
        window.jobs.post(load_shop);
        window.touch("首页");
        window.check_layout("closing-home");
        window.touch("todo carried over");
        window.check_layout("closing-carried");
        OfficeWindow office(size);
        office.enter();
        office.touch("store S001");
        office.check_layout("closings");
        office.touch("tab 1");
        office.check_layout("closings-stocktakes");
    }
}

}  // namespace qiantai::app::test

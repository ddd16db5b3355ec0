// The page of stock: what needs attention, a gift's batches and ledger, and what is done with them.

#include "terminal/gifts/flows/requisitions_flows.hpp"
#include "terminal/gifts/screens/stock_words.hpp"
#include "tests/gifts/screens/stock_window.hpp"

namespace qiantai::app::test {

TEST_CASE("what needs attention comes first; the ledger says what lay there after each movement") {
    StockWindow window;
    window.fill_shelf();
    window.sign_in(Who::clerk);
    window.enter();
    // Bags are below ten, tea expires in two weeks.
    CHECK(window.shown().view == StockView::attention);
    CHECK(window.shown().count(StockView::attention) == 2);
    CHECK(window.shown().count(StockView::low) == 1);
    CHECK(window.shown().count(StockView::expiring) == 1);
    CHECK(window.seen().shows("14 天到期"));
    CHECK(window.seen().shows("低于最低 10"));
    window.touch("stock LP002");
    CHECK(window.seen().shows("B1 · 有效期至"));
    CHECK(window.seen().shows("先发"));
    window.touch("stock LP001");
    // Both gifts given that day are one line until it is touched.
    CHECK(window.seen().shows("当日 2 笔"));
    CHECK(window.seen().shows("-3"));
    window.touch("movement 0");
    CHECK_FALSE(window.seen().shows("当日 2 笔"));
    const auto lines = ledger_lines(window.shown().ledger, window.shown().balance,
                                    window.shown().open_days);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].balance == 6);
    CHECK(lines[1].balance == 7);
    CHECK(lines[2].balance == 9);
    CHECK(window.shown().course.back() == 6);
}

TEST_CASE("a gift is found by its name or a scan, and the ways lead to the other pages") {
    StockWindow window;
    window.fill_shelf();
    window.sign_in(Who::clerk);
    window.enter();
    window.scan("LP002");
    CHECK(window.shown().chosen == domain::gift_id_of("LP002"));
    window.touch("requisitions");
    CHECK(window.nav().screen == k_requisitions_screen);
    window.touch("stock");
    CHECK(window.nav().screen == k_stock_screen);
    window.touch("issuances");
    CHECK(window.nav().screen == ScreenId{"issuances"});
    window.touch("campaigns");
    CHECK(window.nav().screen == k_campaigns_screen);
    window.touch("stocktakes");
    CHECK(window.nav().screen == ScreenId{"stocktakes"});
}

TEST_CASE("a clerk moves pieces, only a manager writes off, adjusts and takes back") {
    StockWindow window;
    window.fill_shelf();
    window.sign_in(Who::clerk);
    window.enter();
    window.touch("stock LP001");
    window.touch("act");
    CHECK(window.seen().shows("由店长或仓管办理"));
    CHECK(window.seen().find("报损") == nullptr);
    window.touch("要检查");
    window.touch("save sheet");
    CHECK(window.on("hold") == 1);
    CHECK(window.on("shelf") == 5);
    window.touch("movement 0");
    CHECK(window.seen().find("save sheet") == nullptr);
    window.touch("close sheet");
    window.touch("bin");
    window.touch("bin");
    window.type("A-03");
    window.touch("save sheet");
    CHECK(window.seen().shows("库位 A-03"));

    window.touch("person");
    window.touch("switch");
    window.sign_in(Who::store_manager);
    window.enter();
    window.touch("stock LP001");
    window.touch("act");
    window.touch("报损");
    window.touch("破损");
    window.touch("增加");
    window.desk.clock.advance(1000);
    window.touch("save sheet");
    CHECK(window.on("shelf") == 3);
    CHECK(window.seen().shows("报损 · 破损"));
    window.touch("movement 0");
    window.touch("wrong_number");
    window.touch("save sheet");
    CHECK(window.on("shelf") == 5);
    CHECK(window.seen().shows("冲回"));
}

TEST_CASE("a shortage shows both that took the last piece, and the manager settles it") {
    StockWindow window;
    window.move(StockKind::transfer_in, 1, "LP002", "B1", 90);
    window.move(StockKind::transfer_in, 5, "LP002", "B2", 200);
    window.move(StockKind::issue, -1, "LP002", "B1", 90);
    window.move(StockKind::issue, -1, "LP002", "B1", 90);
    window.sign_in(Who::store_manager);
    window.enter();
    CHECK(window.shown().count(StockView::shortage) == 1);
    window.touch("stock LP002");
    CHECK(window.seen().shows("多发了 1 件"));
    REQUIRE(window.shown().shortages.size() == 1);
    CHECK(window.shown().shortages.front().causes.size() == 2);
    window.touch("shortage 0");
    window.touch("choice 1");
    window.touch("other_batch");
    window.touch("save sheet");
    CHECK(window.shown().shortages.empty());
    CHECK(window.on("shelf", "LP002") == 4);
    CHECK(window.desk.number("SELECT min(quantity) FROM stock_balance") >= 0);
}

TEST_CASE("what is low is ordered in one go, and says then that it is asked for") {
    StockWindow window;
    window.fill_shelf();
    window.sign_in(Who::store_manager);
    window.enter();
    window.touch("ask short");
    CHECK(window.nav().screen == k_requisition_ask_screen);
    auto& form = window.state<RequisitionAskState>();
    REQUIRE(form.entry.lines.size() == 1);
    CHECK(form.entry.lines.front().gift_id == domain::gift_id_of("LP001"));
    CHECK(form.entry.lines.front().pieces == 34);
    window.touch("save");
    window.enter();
    CHECK(window.seen().shows("已申请 34"));
    CHECK(window.seen().find("ask short") == nullptr);
}

TEST_CASE("headquarters looks at any place, recalls a batch and ends the recall") {
    StockWindow window(k_sizes[0], "HQ");
    window.desk.from_headquarters([&] {
        const domain::StockMovement tea{.id = window.desk.next_id(),
                                        .store_code = "W001",
                                        .gift_id = domain::gift_id_of("LP002"),
                                        .kind = StockKind::receipt,
                                        .spot = StockSpot::shelf,
                                        .batch = "B7",
                                        .quantity = 12,
                                        .at = 1000,
                                        .business_date = window.today,
                                        .created_by = "4001",
                                        .created_at = 1000};
        TestDesk::must(sqlite::insert(window.desk.database(), tea));
    });
    window.sign_in(Who::cs_manager);
    window.enter();
    window.touch("place");
    window.touch("总仓（W001）");
    CHECK(window.shown().store_code == "W001");
    window.scan("LP002");
    CHECK(window.seen().find("act") == nullptr);
    window.touch("recall");
    window.touch("B7");
    window.touch("quality");
    window.touch("save sheet");
    CHECK(window.desk.text("SELECT batch FROM gift_recall") == "B7");
    CHECK(window.seen().shows("已召回"));
    window.touch("recalls");
    CHECK(window.seen().shows("总仓 · 货架 ×12"));
    window.touch("end LP002 B7");
    window.touch("confirm");
    CHECK(window.seen().shows("没有召回"));
}

TEST_CASE("gifts given on one day are one line, in whatever place they come; others stay apart") {
    const auto made = [](StockKind kind, int pieces, const char* day,
                         StockSpot spot = StockSpot::shelf) {
        return domain::StockMovement{.kind = kind,
                                     .spot = spot,
                                     .quantity = pieces,
                                     .business_date = Date::of_text(day)};
    };
    const std::vector<domain::StockMovement> movements{
        made(StockKind::issue, -1, "2026-11-21"), made(StockKind::issue, -2, "2026-11-21"),
        made(StockKind::issue, -1, "2026-11-20"),
        made(StockKind::receipt, 5, "2026-11-20", StockSpot::hold),
        made(StockKind::adjustment, 3, "2026-11-19")};
    const auto folded = ledger_lines(movements, 10, {});
    REQUIRE(folded.size() == 4);
    CHECK(folded[0].count == 2);
    CHECK(folded[0].change == -3);
    CHECK(folded[0].balance == 10);
    CHECK(folded[1].balance == 13);
    CHECK_FALSE(folded[2].balance.has_value());
    CHECK(folded[3].balance == 14);
    CHECK(ledger_lines(movements, 10, {Date::of_text("2026-11-21")}).size() == 5);
}

TEST_CASE("the pages of stock fit every size, in both languages") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        StockWindow window(size);
        window.fill_shelf();
        window.move(StockKind::issue, -9, "LP002", "B1", 14);
        window.sign_in(Who::store_manager);
        window.enter();
        window.check_layout("stock");
        window.touch("stock LP002");
        window.check_layout("stock-gift");
        window.touch("act");
        window.check_layout("stock-act");
        window.touch("cancel");
        window.touch("shortage 0");
        window.check_layout("stock-settle");
        window.touch("cancel");
        window.touch("movement 0");
        window.check_layout("stock-movement");
        window.touch("close sheet");
        auto flow = window.app.flow();
        open_screen(flow, k_recalls_screen);
        window.settle();
        window.check_layout("recalls");
    }
}

}  // namespace qiantai::app::test

// What is done with stock at one terminal.

#include "tests/gifts/rules/stock_desk.hpp"

namespace qiantai::domain::test {
namespace {

const Date k_soon = Date::of_text("2026-11-27"), k_later = Date::of_text("2027-06-30"),
           k_gone = Date::of_text("2026-11-19");

}  // namespace

TEST_CASE("goods of a supplier wait for inspection, then go onto the shelf") {
    StockDesk desk;
    const auto received = desk.made(desk.stock.receive(
        desk.keeper, {.supplier = "上海礼品厂",
                      .paper = "SH-2231",
                      .lines = {{.gift_id = desk.bag, .quantity = 40, .price = Fen(1200)},
                                {.gift_id = desk.tea,
                                 .quantity = 10,
                                 .batch = "B1",
                                 .expires_on = k_later}}}));
    CHECK(received.size() == 2);
    CHECK(received[0].document_id == received[1].document_id);
    CHECK(desk.left(desk.bag) == 0);
    CHECK(desk.left(desk.bag, StockSpot::hold) == 40);
    const auto moved = desk.made(desk.stock.move(
        desk.clerk, {.gift_id = desk.bag, .quantity = 38, .reason = "检验合格"}));
    CHECK(moved.size() == 2);
    CHECK(desk.left(desk.bag) == 38);
    CHECK(desk.left(desk.bag, StockSpot::hold) == 2);
    desk.made(desk.stock.move(
        desk.clerk, {.gift_id = desk.bag, .to = StockSpot::defective, .quantity = 2}));
    CHECK(desk.left(desk.bag, StockSpot::defective) == 2);
    CHECK(code_of(desk.stock.move(desk.clerk, {.gift_id = desk.bag, .quantity = 1})) ==
          "stock_not_enough");
    CHECK(code_of(desk.stock.move(desk.clerk, {.gift_id = desk.bag,
                                               .from = StockSpot::shelf,
                                               .quantity = 1})) == "stock_same_spot");
    desk.check_sound();
}

TEST_CASE("batch and expiry have to be said where the gift keeps them") {
    StockDesk desk;
    const auto receive = [&](const StockReceiptLine& line) {
        return code_of(desk.stock.receive(desk.keeper, {.lines = {line}}));
    };
    CHECK(receive({.gift_id = desk.tea, .quantity = 1}) == "stock_batch_missing");
    CHECK(receive({.gift_id = desk.tea, .quantity = 1, .batch = "B1"}) == "stock_expiry_missing");
    CHECK(receive({.gift_id = desk.tea, .quantity = 0, .batch = "B1", .expires_on = k_soon}) ==
          "stock_quantity_malformed");
    CHECK(receive({.gift_id = Uuid(), .quantity = 1}) == "gift_not_found");
    CHECK(code_of(desk.stock.receive(desk.keeper, {})) == "stock_lines_malformed");
    CHECK(receive({.gift_id = desk.tea, .quantity = 1, .batch = "B1", .expires_on = k_soon}) ==
          "ok");
}

TEST_CASE("a write-off takes what is there, with a reason and its picture") {
    StockDesk desk;
    desk.put(desk.bag, 5, {}, std::nullopt, StockSpot::defective);
    const auto off = [&](int quantity, const std::string& reason, const std::string& photo = {}) {
        return desk.stock.write_off(desk.manager, {.gift_id = desk.bag,
                                                   .quantity = quantity,
                                                   .reason = reason,
                                                   .photo = photo});
    };
    const auto refused = off(6, "压坏");
    CHECK(code_of(refused) == "stock_not_enough");
    CHECK(refused.error().detail == "5");
    CHECK(code_of(off(1, " ")) == "stock_reason_missing");
    CHECK(code_of(off(1, "压坏", "x.jpg")) == "picture_name_malformed");
    CHECK(off(3, "压坏", std::string(64, 'a')).ok());
    CHECK(desk.left(desk.bag, StockSpot::defective) == 2);
    CHECK(desk.last_action() == "stock.write_off");
}

TEST_CASE("what is taken back stays, and all of a receipt or move goes together, once") {
    StockDesk desk;
    const auto received = desk.made(desk.stock.receive(
        desk.keeper,
        {.lines = {{.gift_id = desk.bag, .quantity = 4},
                   {.gift_id = desk.tea, .quantity = 2, .batch = "B1", .expires_on = k_soon}}}));
    CHECK(code_of(desk.stock.reverse(desk.keeper, received[1].id, "")) == "stock_reason_missing");
    const auto reversed =
        desk.made(desk.stock.reverse(desk.keeper, received[1].id, "送错门店"));
    CHECK(reversed.size() == 2);
    CHECK(desk.left(desk.bag, StockSpot::hold) == 0);
    CHECK(desk.left(desk.tea, StockSpot::hold) == 0);
    CHECK(desk.number("SELECT count(*) FROM stock_movement") == 4);
    CHECK(code_of(desk.stock.reverse(desk.keeper, received[0].id, "再冲")) ==
          "movement_reversed_already");
    CHECK(code_of(desk.stock.reverse(desk.keeper, reversed[0].id, "再冲")) ==
          "movement_not_reversible");
    CHECK(code_of(desk.stock.reverse(desk.keeper, Uuid(), "再冲")) == "movement_not_found");
    const auto issue =
        desk.arrive(desk.bag, StockKind::issue, -1, desk.clock.now_ms());
    CHECK(code_of(desk.stock.reverse(desk.manager, issue.id, "再冲")) ==
          "movement_not_reversible");
    desk.check_sound();
}

TEST_CASE("the first to expire is suggested first, never what has expired, dateless pieces last") {
    StockDesk desk;
    desk.put(desk.tea, 3, "B9");
    desk.put(desk.tea, 4, "B3", k_later);
    desk.put(desk.tea, 2, "B2", k_soon);
    desk.put(desk.tea, 9, "B1", k_gone);
    desk.put(desk.tea, 9, "B0", k_soon, StockSpot::hold);
    const auto suggested = desk.made(desk.stock.suggest(desk.clerk, desk.tea, 8));
    REQUIRE(suggested.lots.size() == 3);
    CHECK(suggested.lots[0].batch == "B2");
    CHECK(suggested.lots[0].quantity == 2);
    CHECK(suggested.lots[1].batch == "B3");
    CHECK(suggested.lots[1].quantity == 4);
    CHECK(suggested.lots[2].batch == "B9");
    CHECK(suggested.lots[2].quantity == 2);
    CHECK(suggested.missing == 0);
    CHECK(desk.made(desk.stock.suggest(desk.clerk, desk.tea, 10)).missing == 1);
    CHECK(code_of(desk.stock.suggest(desk.clerk, desk.tea, 0)) == "stock_quantity_malformed");
}

TEST_CASE("near expiry has a line from each of the policy's levels on, and not a day before") {
    StockDesk desk;
    const Date today = Date::of_text("2026-11-20");
    for (const int days : {-1, 0, 7, 8, 30, 31, 60, 61}) {
        desk.put(desk.tea, 1, "B" + std::to_string(days), today.plus_days(days));
    }
    const auto lots = desk.made(desk.stock.expiring(desk.clerk));
    std::vector<std::pair<int, int>> seen;
    for (const auto& lot : lots) seen.emplace_back(lot.days_left, lot.level);
    CHECK(seen == std::vector<std::pair<int, int>>{
                      {-1, 7}, {0, 7}, {7, 7}, {8, 30}, {30, 30}, {31, 60}, {60, 60}});
}

TEST_CASE("low stock is what the shelf has less of than the least") {
    StockDesk desk;
    desk.put(desk.bag, 5);
    desk.put(desk.tea, 4, "B1", k_later);
    desk.put(desk.tea, 9, "B1", k_later, StockSpot::hold);
    const auto low = desk.made(desk.stock.low(desk.clerk));
    REQUIRE(low.size() == 1);
    CHECK(low.front().code == "LP002");
    CHECK(low.front().on_shelf == 4);
    CHECK(low.front().wanted == 16);
}

TEST_CASE("the last piece given twice is a shortage that names both, until somebody settles it") {
    StockDesk desk;
    desk.put(desk.tea, 2, "B1", k_later);
    desk.put(desk.tea, 5, "B2", k_later);
    const TimeMs now = desk.clock.now_ms();
    const auto early = desk.arrive(desk.tea, StockKind::issue, -1, now - 3000, "B1", k_later);
    const auto one = desk.arrive(desk.tea, StockKind::issue, -1, now - 2000, "B1", k_later);
    const auto other = desk.arrive(desk.tea, StockKind::issue, -1, now - 1000, "B1", k_later);
    const auto shortages = desk.made(desk.stock.shortages(desk.clerk));
    REQUIRE(shortages.size() == 1);
    CHECK(shortages[0].lot.quantity == -1);
    REQUIRE(shortages[0].causes.size() == 2);
    CHECK(shortages[0].causes[0].id == other.id);
    CHECK(shortages[0].causes[1].id == one.id);
    REQUIRE(shortages[0].others.size() == 1);
    CHECK(shortages[0].others[0].batch == "B2");
    const StockSettlement settlement{.gift_id = desk.tea,
                                     .batch = "B1",
                                     .expires_on = k_later,
                                     .taken_from = StockSource{"B2", k_later},
                                     .reason = "发的是 B2"};
    auto itself = settlement;
    itself.taken_from = StockSource{"B1", k_later};
    CHECK(code_of(desk.stock.settle(desk.manager, itself)) == "stock_same_spot");
    auto empty = settlement;
    empty.taken_from = StockSource{"B3", k_later};
    CHECK(code_of(desk.stock.settle(desk.manager, empty)) == "stock_not_enough");
    CHECK(desk.made(desk.stock.settle(desk.manager, settlement)).size() == 2);
    CHECK(desk.made(desk.stock.shortages(desk.clerk)).empty());
    CHECK(desk.left(desk.tea) == 4);
    CHECK(code_of(desk.stock.settle(desk.manager, settlement)) == "stock_no_shortage");
    desk.check_sound();
}

TEST_CASE("a shortage without another lot is settled by an adjustment") {
    StockDesk desk;
    desk.arrive(desk.bag, StockKind::issue, -2, desk.clock.now_ms());
    const auto settled =
        desk.made(desk.stock.settle(desk.manager, {.gift_id = desk.bag, .reason = "漏登收货"}));
    REQUIRE(settled.size() == 1);
    CHECK(settled.front().kind == StockKind::adjustment);
    CHECK(settled.front().quantity == 2);
    CHECK(desk.left(desk.bag) == 0);
}

TEST_CASE("the balance of any moment is known, also after what comes late") {
    StockDesk desk;
    const TimeMs first = desk.clock.now_ms();
    desk.put(desk.bag, 10);
    desk.set_time("2026-12-05", 9);
    const TimeMs second = desk.clock.now_ms();
    desk.put(desk.bag, 5);
    const auto at = [&](TimeMs moment) {
        return desk.made(desk.stock.balance(desk.clerk, desk.bag, StockSpot::shelf, moment, ""))
            .quantity;
    };
    CHECK(at(first - 1) == 0);
    CHECK(at(first) == 10);
    CHECK(at(second - 1) == 10);
    CHECK(at(second) == 15);
    desk.arrive(desk.bag, StockKind::issue, -3, first + 5 * StockDesk::k_day);
    CHECK(at(first + 4 * StockDesk::k_day) == 10);
    CHECK(at(first + 5 * StockDesk::k_day) == 7);
    CHECK(at(second) == 12);
    desk.check_sound();
}

TEST_CASE("the sheet closes with what there is, and a reversal counts as what it takes back") {
    StockDesk desk;
    desk.put(desk.bag, 10);
    desk.set_time("2026-12-01", 9);
    const auto received = desk.made(
        desk.stock.receive(desk.keeper, {.spot = StockSpot::shelf,
                                         .lines = {{.gift_id = desk.bag, .quantity = 7}}}));
    desk.made(desk.stock.receive(desk.keeper, {.spot = StockSpot::shelf,
                                               .lines = {{.gift_id = desk.bag, .quantity = 6}}}));
    desk.made(desk.stock.reverse(desk.keeper, received.front().id, "录错"));
    desk.arrive(desk.bag, StockKind::issue, -4, desk.clock.now_ms());
    desk.made(desk.stock.move(desk.clerk, {.gift_id = desk.bag,
                                           .from = StockSpot::shelf,
                                           .to = StockSpot::defective,
                                           .quantity = 1}));
    desk.made(desk.stock.write_off(desk.manager,
                                   {.gift_id = desk.bag, .quantity = 1, .reason = "压坏"}));
    desk.set_time("2027-01-02", 9);
    desk.put(desk.bag, 100);
    const auto sheet = desk.made(desk.stock.sheet(desk.manager, Date::of_text("2026-12-01"),
                                                  Date::of_text("2026-12-31"), ""));
    REQUIRE(sheet.size() == 1);
    const auto& line = sheet.front();
    CHECK(line.opening == 10);
    CHECK(line.received == 6);
    CHECK(line.issued == 4);
    CHECK(line.damaged == 1);
    CHECK(line.adjusted == 0);
    CHECK(line.closing == 11);
}

TEST_CASE("movements come in pages, the newest first, of one gift or some days") {
    StockDesk desk;
    for (int i = 1; i <= 5; ++i) desk.put(desk.bag, i);
    desk.put(desk.tea, 1, "B1", k_later);
    auto page = desk.made(desk.stock.movements(desk.clerk, {.gift_id = desk.bag, .limit = 3}));
    CHECK(page.movements.size() == 3);
    CHECK(page.movements.front().quantity == 5);
    REQUIRE(page.next);
    page = desk.made(desk.stock.movements(
        desk.clerk, {.gift_id = desk.bag, .limit = 3, .after = page.next}));
    CHECK(page.movements.size() == 2);
    CHECK(page.movements.back().quantity == 1);
    CHECK_FALSE(page.next);
    CHECK(desk.made(desk.stock.movements(desk.clerk, {})).movements.size() == 6);
    CHECK(desk.made(desk.stock.movements(desk.clerk, {.from = Date::of_text("2026-11-21")}))
              .movements.empty());
    CHECK(desk.made(desk.stock.movements(desk.clerk, {.until = Date::of_text("2026-11-20")}))
              .movements.size() == 6);
}

TEST_CASE("a list has every gift in use with its lots, and what is short") {
    StockDesk desk;
    desk.put(desk.bag, 3);
    desk.put(desk.bag, 2, {}, std::nullopt, StockSpot::defective);
    const auto all = desk.made(desk.stock.list(desk.clerk, {}));
    REQUIRE(all.size() == 2);
    CHECK(all[0].on_shelf == 3);
    CHECK(all[0].defective == 2);
    CHECK(all[0].lots.size() == 2);
    CHECK(all[1].lots.empty());
    CHECK(desk.made(desk.stock.list(desk.clerk, {.only_some = true})).size() == 1);
    CHECK(desk.made(desk.stock.list(desk.clerk, {.text = "花茶"})).size() == 1);
    CHECK(desk.made(desk.stock.list(desk.clerk, {.store_code = "S002", .only_some = true})).empty());
}

}  // namespace qiantai::domain::test

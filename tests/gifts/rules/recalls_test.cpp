// Recalls and bins: what must not be given away is suggested, sent and put onto a shelf nowhere.

#include "terminal/gifts/rules/recalls.hpp"

#include "tests/gifts/rules/stock_desk.hpp"

namespace qiantai::domain {
namespace {

struct RecallDesk : test::StockDesk {
    using StockDesk::StockDesk;

    /// As headquarters sent it.
    Uuid recalled(const Uuid& gift, const std::string& batch) {
        const GiftRecall recall{.id = next_id(),
                                .gift_id = gift,
                                .batch = batch,
                                .reason = "包装破损",
                                .created_by = "9101",
                                .created_at = clock.now_ms()};
        from_headquarters([&] { must(sqlite::insert(database(), recall)); });
        return recall.id;
    }
    std::string move_code(const Uuid& gift, StockSpot from, StockSpot to,
                          const std::string& batch) {
        clock.advance(1000);
        const auto moved = stock.move(manager, {.gift_id = gift,
                                                .from = from,
                                                .to = to,
                                                .batch = batch,
                                                .expires_on = Date::of_text("2027-01-31"),
                                                .quantity = 1});
        return moved ? "ok" : std::string(moved.error().code());
    }
    Recalls recalls{context};
};

}  // namespace

TEST_CASE("headquarters recalls a batch or all of a gift, once, and ends it once") {
    RecallDesk desk("HQ");
    const auto approver = desk.session(StaffRole::cs_manager);
    const auto recall = desk.made(
        desk.recalls.recall(approver, {.gift_id = desk.tea, .batch = " B1", .reason = "检出异物"}));
    CHECK(recall.batch == "B1");
    CHECK(desk.last_action() == "recalls.recall");
    const auto again = [&](const std::string& batch) {
        const auto made = desk.recalls.recall(
            approver, {.gift_id = desk.tea, .batch = batch, .reason = "检出异物"});
        return made ? "ok" : std::string(made.error().code());
    };
    CHECK(again("B1") == "recall_known");
    CHECK(again("") == "ok");
    CHECK(again("B2") == "recall_known");
    CHECK(desk.recalls.recall(approver, {.gift_id = desk.bag, .reason = " "}).error().code() ==
          "stock_reason_missing");
    CHECK(
        desk.recalls
            .recall(desk.session(StaffRole::cs_agent), {.gift_id = desk.bag, .reason = "检出异物"})
            .error()
            .code() == "not_permitted");
    REQUIRE(desk.made(desk.recalls.list(approver)).size() == 2);
    const auto ended = desk.made(desk.recalls.end(approver, recall.id));
    CHECK(ended.ended_by == approver.staff_number);
    CHECK(desk.recalls.end(approver, recall.id).error().code() == "recall_not_found");
    CHECK(desk.made(desk.recalls.list(approver)).size() == 1);
}

TEST_CASE("a recalled batch is suggested no more and goes onto no shelf, but onto hold") {
    RecallDesk desk;
    const auto good_until = Date::of_text("2027-01-31");
    desk.put(desk.tea, 4, "B1", good_until);
    desk.put(desk.tea, 3, "B2", Date::of_text("2027-02-28"));
    CHECK(desk.made(desk.stock.suggest(desk.clerk, desk.tea, 5)).lots.front().batch == "B1");
    desk.recalled(desk.tea, "B1");
    const auto suggested = desk.made(desk.stock.suggest(desk.clerk, desk.tea, 5));
    REQUIRE(suggested.lots.size() == 1);
    CHECK(suggested.lots.front().batch == "B2");
    CHECK(suggested.missing == 2);
    CHECK(desk.move_code(desk.tea, StockSpot::shelf, StockSpot::hold, "B1") == "ok");
    CHECK(desk.move_code(desk.tea, StockSpot::hold, StockSpot::shelf, "B1") == "gift_recalled");
    const auto lines = desk.made(desk.recalls.list(desk.manager));
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().name == "花茶礼盒");
    REQUIRE(lines.front().lots.size() == 2);
    CHECK(lines.front().lots.front().lot.spot == StockSpot::hold);
    CHECK(lines.front().lots.front().lot.quantity == 1);
    CHECK(lines.front().lots.back().lot.quantity == 3);
    // All of it: no batch is told from another any more.
    desk.recalled(desk.tea, "");
    CHECK(desk.made(desk.stock.suggest(desk.clerk, desk.tea, 5)).lots.empty());
}

TEST_CASE("goods of a supplier that are recalled come in on hold only") {
    RecallDesk desk("W001");
    desk.recalled(desk.tea, "B1");
    const auto receive = [&](StockSpot spot) {
        const auto made = desk.stock.receive(
            desk.keeper, {.spot = spot,
                          .lines = {{.gift_id = desk.tea,
                                     .quantity = 5,
                                     .batch = "B1",
                                     .expires_on = Date::of_text("2027-01-31")}}});
        return made ? "ok" : std::string(made.error().code());
    };
    CHECK(receive(StockSpot::shelf) == "gift_recalled");
    CHECK(receive(StockSpot::hold) == "ok");
}

TEST_CASE("a gift has one bin at a place, which lists of stock say; an empty one takes it away") {
    RecallDesk desk;
    desk.put(desk.bag, 4);
    const auto bin = [&] {
        const auto lines = desk.made(desk.stock.list(desk.clerk, {.text = "LP001"}));
        return lines.front().bin;
    };
    CHECK(bin().empty());
    desk.made(desk.stock.set_bin(desk.clerk, desk.bag, " A-03 "));
    CHECK(bin() == "A-03");
    CHECK(desk.last_action() == "stock.set_bin");
    desk.made(desk.stock.set_bin(desk.manager, desk.bag, "B-01"));
    CHECK(bin() == "B-01");
    CHECK(desk.number("SELECT count(*) FROM gift_bin") == 1);
    desk.made(desk.stock.set_bin(desk.manager, desk.bag, ""));
    CHECK(bin().empty());
    CHECK(desk.stock.set_bin(desk.manager, desk.next_id(), "A-01").error().code() ==
          "gift_not_found");
}

}  // namespace qiantai::domain

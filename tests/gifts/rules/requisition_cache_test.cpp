// The tables behind the lists of requisitions are what the steps say, and the check finds where not.

#include "terminal/gifts/rules/requisition_cache.hpp"

#include "terminal/gifts/rules/requisitions.hpp"
#include "tests/gifts/rules/stock_desk.hpp"

namespace qiantai::domain {
namespace {

/// A requisition that is under way to S001.
struct RequisitionCacheDesk : test::StockDesk {
    RequisitionCacheDesk() {
        from_headquarters([&] {
            run("INSERT INTO store (id, code, name, utc_offset_minutes, status, kind, created_at)"
                " VALUES (?, 'W001', '总仓', 480, 'open', 'warehouse', 1)",
                next_id());
        });
        id = made(requisitions.ask(manager, {.partner = "W001",
                                             .wanted_on = Date::of_text("2026-12-01"),
                                             .lines = {{.gift_id = bag, .pieces = 10}}}))
                 .requisition.id;
        arrive_step(RequisitionStep::checked, 10);
        arrive_step(RequisitionStep::approved, 10);
        arrive_step(RequisitionStep::dispatched, 6);
    }
    void arrive_step(RequisitionStep step, int pieces) {
        clock.advance(1000);
        const RequisitionEvent event{
            .id = next_id(),
            .store_code = "W001",
            .requisition_id = id,
            .step = step,
            .lines = lines_text(std::vector{RequisitionLine{.gift_id = bag, .pieces = pieces}}),
            .business_date = Date::of_text("2026-11-20"),
            .created_by = "9101",
            .created_at = clock.now_ms()};
        from_headquarters([&] { must(sqlite::insert(database(), event)); });
    }
    std::size_t problems() { return find_requisition_problems(database()).value().size(); }

    Requisitions requisitions{context};
    Uuid id;
};

}  // namespace

TEST_CASE("low stock counts what was asked for and what is on its way, so nobody orders it twice") {
    RequisitionCacheDesk desk;
    desk.put(desk.tea, 9, "B1", Date::of_text("2027-05-01"));
    // 6 of 10 are under way, 4 are still to be sent.
    const auto low = desk.made(desk.stock.low(desk.clerk));
    REQUIRE(low.size() == 1);
    CHECK(low.front().on_shelf == 0);
    CHECK(low.front().ordered == 10);
    CHECK(low.front().wanted == 10);
    desk.made(
        desk.requisitions.ask(desk.manager, {.partner = "W001",
                                             .wanted_on = Date::of_text("2026-12-02"),
                                             .lines = {{.gift_id = desk.bag, .pieces = 15}}}));
    CHECK(desk.made(desk.stock.low(desk.clerk)).front().wanted == 0);
}

TEST_CASE("the check finds where the lists of requisitions say something else than the steps") {
    RequisitionCacheDesk desk;
    // What is new is made anew before it is read, which is no problem.
    CHECK(desk.problems() == 0);
    REQUIRE(desk.made(desk.requisitions.under_way(desk.manager)).front().pieces == 6);
    CHECK(desk.problems() == 0);
    SUBCASE("where one stands") {
        desk.run("UPDATE requisition_state SET phase = 'done' WHERE requisition_id = ?", desk.id);
    }
    SUBCASE("what was approved") {
        desk.run("UPDATE requisition_state SET worth = 5 WHERE requisition_id = ?", desk.id);
    }
    SUBCASE("how many are under way") {
        desk.run("UPDATE stock_under_way SET pieces = 7 WHERE requisition_id = ?", desk.id);
    }
    SUBCASE("one that is missing") {
        desk.run("DELETE FROM requisition_state WHERE requisition_id = ?", desk.id);
    }
    SUBCASE("one too many") {
        desk.run(
            "INSERT INTO stock_under_way (dispatch_id, requisition_id, from_store, to_store,"
            " gift_id, pieces) VALUES (?1, ?1, 'W001', 'S001', ?1, 3)",
            desk.next_id());
    }
    CHECK(desk.problems() == 1);
    REQUIRE(desk.requisitions.rebuild(desk.manager).ok());
    CHECK(desk.problems() == 0);
    CHECK(desk.last_action() == "requisitions.rebuild");
}

}  // namespace qiantai::domain

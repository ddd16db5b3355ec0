// Stock on several terminals of two stores and a warehouse, over the real hub: both who gave the
// last piece stand, what two took back is taken back once, and all who see a store count the same.

#include <doctest/doctest.h>

#include "tests/gifts/operations/storm.hpp"

namespace qiantai::test {
namespace {

using domain::Stock;

}  // namespace

TEST_CASE("a store's stock is at its tills and at headquarters, at no other store") {
    StockWorld world;
    REQUIRE(world.one->adjust(world.gift, 7));
    REQUIRE(world.away->adjust(world.gift, 4));
    {
        auto context = world.depot->context();
        REQUIRE(Stock(context).receive(
            world.depot->session(StaffRole::warehouse_keeper),
            {.spot = StockSpot::shelf, .lines = {{.gift_id = world.gift, .quantity = 100}}}));
    }
    world.sync();
    CHECK(world.twin->shelf("S001") == 7);
    CHECK(world.away->shelf("S001") == 0);
    CHECK(world.away->shelf("S002") == 4);
    CHECK(world.depot->shelf("W001") == 100);
    CHECK(world.desk->shelf("S001") == 7);
    CHECK(world.desk->shelf("S002") == 4);
    CHECK(world.desk->shelf("W001") == 100);
    world.check_rest();
}

TEST_CASE("two tills offline that give the last piece both stand: all see what is short and why") {
    StockWorld world;
    REQUIRE(world.one->adjust(world.gift, 1));
    world.sync();
    REQUIRE(world.one->adjust(world.gift, -1));
    REQUIRE(world.twin->adjust(world.gift, -1));
    CHECK(world.twin->shortages().empty());
    world.sync();
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) {
        const auto shortages = till->shortages();
        REQUIRE(shortages.size() == 1);
        CHECK(shortages.front().lot.quantity == -1);
        CHECK(shortages.front().causes.size() == 2);
    }
    CHECK(world.away->shortages().empty());
    // Both managers settle it before they hear of each other.
    for (auto* till : {&*world.one, &*world.twin}) {
        auto context = till->context();
        REQUIRE(Stock(context).settle(till->session(StaffRole::store_manager),
                                      {.gift_id = world.gift, .reason = "漏登收货"}));
    }
    world.sync();
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) {
        CHECK(till->shelf("S001") == 0);
        CHECK(till->shortages().empty());
    }
    world.check_rest();
}

TEST_CASE("what two tills take back offline is taken back once") {
    StockWorld world;
    const auto made = world.one->adjust(world.gift, 5).value().front();
    world.sync();
    REQUIRE(world.one->reverse(made.id));
    REQUIRE(world.twin->reverse(made.id));
    world.sync();
    CHECK(world.hub.rows_of("stock_movement").size() == 2);
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) CHECK(till->shelf("S001") == 0);
    world.check_rest();
}

TEST_CASE(
    "over a bad network, with dying tills and wrong clocks, all machines come to the same counts") {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        CAPTURE(seed);
        StockWorld world;
        Storm storm(world, seed);
        storm.begin();
        const std::vector<StockTill*> tills{&*world.one, &*world.twin, &*world.away, &*world.depot};
        std::map<std::string, std::int64_t> expected;
        for (int step = 0; step < 80; ++step) {
            switch (storm.below(7)) {
                case 0:
                    storm.set_some_clock();
                    break;
                case 1:
                case 2:
                    storm.sync_some();
                    break;
                default: {
                    auto& till = *tills[storm.random.below(tills.size())];
                    const int change = storm.below(9) - 3;
                    const auto made = till.adjust(world.gift, change);
                    if (made) expected[till.terminal.store_code()] += change;
                    break;
                }
            }
        }
        storm.end();
        for (const auto& [store, quantity] : expected) {
            CAPTURE(store);
            CHECK(world.desk->shelf(store) == quantity);
        }
        CHECK(world.one->shelf("S001") == expected["S001"]);
        CHECK(world.twin->shelf("S001") == expected["S001"]);
        CHECK(world.away->shelf("S002") == expected["S002"]);
        CHECK(world.depot->shelf("W001") == expected["W001"]);
        world.check_rest();
    }
}

}  // namespace qiantai::test

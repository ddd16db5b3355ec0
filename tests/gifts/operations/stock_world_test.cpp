// Stock on several terminals of two stores and a warehouse, over the real hub: both who gave the
// last piece stand, what two took back is taken back once, and all who see a store count the same.

#include <doctest/doctest.h>

#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "tests/support/faulty_link.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

struct StockTill {
    StockTill(SimHub& hub, std::string store, std::uint64_t seed)
        : terminal(hub, std::move(store), seed) {
        terminal.enrol();
        terminal.sync_well();
    }
    static std::string number_of(StaffRole role) {
        return "100" + std::to_string(static_cast<int>(role) + 1);
    }
    Session session(StaffRole role) const {
        return {number_of(role), "员工", role, terminal.store_code(), false};
    }
    /// Nobody else is where the till stands.
    StaffRole corrector() const {
        return terminal.store_code() == "W001" ? StaffRole::warehouse_keeper
                                               : StaffRole::store_manager;
    }
    ServiceContext context() {
        return {terminal.database(), terminal.clock, terminal.random, terminal.manifest(),
                load_identity(terminal.database()).value()};
    }
    Result<std::vector<StockMovement>> adjust(const Uuid& gift, int quantity) {
        terminal.clock.advance(1000);
        auto now = context();
        return Stock(now).adjust(session(corrector()),
                                 {.gift_id = gift, .quantity = quantity, .reason = "盘点"});
    }
    Result<std::vector<StockMovement>> reverse(const Uuid& movement) {
        terminal.clock.advance(1000);
        auto now = context();
        return Stock(now).reverse(session(corrector()), movement, "录错");
    }
    std::vector<StockShortage> shortages() {
        auto now = context();
        const auto role =
            terminal.store_code() == "HQ" ? StaffRole::auditor : corrector();
        auto found = Stock(now).shortages(session(role));
        if (!found) FAIL(found.error().message());
        return *found;
    }
    std::int64_t shelf(const std::string& store) {
        return terminal.count("SELECT ifnull(sum(quantity), 0) FROM stock_balance"
                              " WHERE spot = 'shelf' AND store_code = '" +
                              store + "'");
    }
    SimTerminal terminal;
};

/// Two tills of S001, one of S002, one of the warehouse, a desk of headquarters; one gift.
struct StockWorld {
    StockWorld() {
        for (const char* store : {"S001", "S002", "W001"}) hub.add_store(store);
        desk.emplace(hub, "HQ", 9);
        for (const auto& [store, role] : std::vector<std::pair<std::string, StaffRole>>{
                 {"S001", StaffRole::store_manager},
                 {"S002", StaffRole::store_manager},
                 {"W001", StaffRole::warehouse_keeper},
                 {"HQ", StaffRole::admin},
                 {"HQ", StaffRole::auditor}}) {
            REQUIRE(desk->terminal.insert("staff", desk->terminal.new_id(),
                                          {{"store_code", store},
                                           {"number", StockTill::number_of(role)},
                                           {"name", "员工"},
                                           {"role", code_of(role)},
                                           {"status", "active"},
                                           {"pin_must_change", false},
                                           {"created_at", desk->terminal.clock.now_ms()}}));
        }
        {
            auto context = desk->context();
            gift = Gifts(context)
                       .save(desk->session(StaffRole::admin),
                             {.code = "LP001", .name = "帆布袋", .unit = "个", .cost = Fen(990)})
                       .value()
                       .gift.id;
        }
        desk->terminal.sync_well();
        one.emplace(hub, "S001", 1);
        twin.emplace(hub, "S001", 2);
        away.emplace(hub, "S002", 3);
        depot.emplace(hub, "W001", 4);
        sync();
    }
    std::vector<StockTill*> all() { return {&*one, &*twin, &*away, &*depot, &*desk}; }
    void sync() {
        for (int i = 0; i < 3; ++i) {
            hub.clock.advance(5000);
            for (auto* till : all()) till->terminal.sync_well();
        }
    }
    /// Nothing was refused, and the counts are the sums of the movements on every machine.
    void check_rest() {
        for (auto* till : all()) {
            CHECK(till->terminal.count("SELECT count(*) FROM rejection") == 0);
            CHECK(find_stock_problems(till->terminal.database()).value().empty());
        }
    }
    SimHub hub;
    std::optional<StockTill> desk, one, twin, away, depot;
    Uuid gift;
};

}  // namespace

TEST_CASE("a store's stock is at its tills and at headquarters, at no other store") {
    StockWorld world;
    REQUIRE(world.one->adjust(world.gift, 7));
    REQUIRE(world.away->adjust(world.gift, 4));
    {
        auto context = world.depot->context();
        REQUIRE(Stock(context).receive(world.depot->session(StaffRole::warehouse_keeper),
                                       {.spot = StockSpot::shelf,
                                        .lines = {{.gift_id = world.gift, .quantity = 100}}}));
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

TEST_CASE("over a bad network with dying tills every machine comes to the same counts") {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        CAPTURE(seed);
        StockWorld world;
        SeededRandom random(seed);
        const auto pass_time = [&](TimeMs by_ms) {
            world.hub.clock.advance(by_ms);
            for (auto* till : world.all()) till->terminal.clock.advance(by_ms);
        };
        Network network(world.hub, random, pass_time, [] {});
        network.rates = FaultRates::rough();
        const std::vector<StockTill*> tills{&*world.one, &*world.twin, &*world.away, &*world.depot};
        std::map<std::string, std::int64_t> expected;
        for (int step = 0; step < 60; ++step) {
            auto& till = *tills[random.below(tills.size())];
            const auto& store = till.terminal.store_code();
            if (random.below(3) != 0) {
                const int change = static_cast<int>(random.below(9)) - 3;
                const auto made = till.adjust(world.gift, change);
                if (made) expected[store] += change;
            } else {
                if (random.below(4) == 0) {
                    till.terminal.arm_crash(static_cast<int>(random.below(80)) + 1);
                }
                FaultyLink link(network, till.terminal);
                till.terminal.sync(link);
                till.terminal.disarm_crash();
                till.terminal.restart();
            }
        }
        network.rates = FaultRates::none();
        network.deliver_late();
        pass_time(3'600'000);
        world.sync();
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

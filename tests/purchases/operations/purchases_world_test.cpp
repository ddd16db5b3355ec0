// Receipts on several terminals, over the real hub: the home store has its members' from everywhere,
// desks have nobody's, and what is written down twice is one.

#include <doctest/doctest.h>

#include "sync/client/device_facts.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/rules/tier_forecasts.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

struct ReceiptTill {
    ReceiptTill(SimHub& hub, std::string store, std::uint64_t seed)
        : terminal(hub, std::move(store), seed) {
        terminal.enrol();
        terminal.sync_well();
    }
    Session session() const {
        return {"1001", "林晓岚", StaffRole::store_manager, terminal.store_code(), false};
    }
    ServiceContext context() {
        return {terminal.database(), terminal.clock, terminal.random, terminal.manifest(),
                load_identity(terminal.database()).value()};
    }
    Purchase record(const PurchaseEntry& entry) {
        auto now = context();
        auto line = Purchases(now).record(session(), entry);
        if (!line) FAIL(line.error().message());
        return line->purchase;
    }
    /// The member of another store is here for a while.
    void look_up(const std::string& phone) {
        DirectLink link(terminal.hub);
        const auto device = sync::require_device_facts(terminal.database()).value();
        const auto authorization = sync::authorization_of(device.device_id, device.device_secret);
        REQUIRE(sync::HubClient(link, authorization).look_up({.phone = phone}).ok());
        terminal.sync_well();
    }
    MemberSpending spending(const Uuid& member) {
        auto now = context();
        return Purchases(now).spending(session(), member).value();
    }
    SimTerminal terminal;
};

struct ReceiptWorld {
    ReceiptWorld() {
        for (const char* store : {"S001", "S002"}) hub.add_store(store);
        desk.emplace(hub, "HQ", 9);
        for (const char* store : {"S001", "S002"}) {
            REQUIRE(desk->terminal.insert("staff", desk->terminal.new_id(),
                                          {{"store_code", store},
                                           {"number", "1001"},
                                           {"name", "林晓岚"},
                                           {"role", "store_manager"},
                                           {"status", "active"},
                                           {"pin_must_change", false},
                                           {"created_at", desk->terminal.clock.now_ms()}}));
        }
        desk->terminal.sync_well();
        home.emplace(hub, "S001", 1);
        twin.emplace(hub, "S001", 2);
        away.emplace(hub, "S002", 3);
        member = home->terminal.register_member("陈静", "13800138001").value();
        sync();
    }
    void sync() {
        for (int i = 0; i < 2; ++i) {
            for (auto* till : {&*home, &*twin, &*away, &*desk}) till->terminal.sync_well();
        }
    }
    SimHub hub;
    std::optional<ReceiptTill> desk, home, twin, away;
    Uuid member;
};

std::int64_t receipts_at(ReceiptTill& till) {
    return till.terminal.count("SELECT count(*) FROM purchase");
}

}  // namespace

TEST_CASE("one receipt written down at two tills without a network is one, everywhere") {
    ReceiptWorld world;
    const PurchaseEntry entry{
        .number = "0001", .till = "1", .amount = Fen(9'900), .member_id = world.member};
    const auto one = world.home->record(entry);
    const auto other = world.twin->record(entry);
    CHECK(one.id == other.id);
    world.sync();
    CHECK(world.hub.rows_of("purchase").size() == 1);
    for (auto* till : {&*world.home, &*world.twin}) {
        CHECK(receipts_at(*till) == 1);
        CHECK(till->spending(world.member).spent == Fen(9'900));
    }
}

TEST_CASE("a rise that two tills of the store find for themselves is one") {
    ReceiptWorld world;
    REQUIRE(world.desk->terminal.insert(
        "policy", world.desk->terminal.new_id(),
        {{"code", "tiers.rule"},
         {"value",
          boost::json::object{
              {"version", "1"},
              {"window_months", 12},
              {"notice_days", 30},
              {"steps",
               boost::json::array{
                   boost::json::object{{"tier", "standard"}, {"rise", 0}, {"keep", 0}},
                   boost::json::object{{"tier", "gold"}, {"rise", 1000}, {"keep", 500}}}}}},
         {"effective_from", 1},
         {"created_at", 1}}));
    world.sync();
    REQUIRE(world.home->terminal.update("member", world.member, {{"tier_code", "standard"}}));
    world.sync();
    const PurchaseEntry entry{.number = "0001", .amount = Fen(2'000), .member_id = world.member};
    world.home->record(entry);
    world.twin->terminal.clock.advance(60'000);
    world.twin->record(entry);
    world.sync();
    CHECK(world.hub.rows_of("tier_change").size() == 1);
    for (auto* till : {&*world.home, &*world.twin}) {
        CHECK(till->terminal.count("SELECT count(*) FROM tier_change") == 1);
        CHECK(till->terminal.count("SELECT count(*) FROM member WHERE tier_code = 'gold'") == 1);
    }
}

TEST_CASE(
    "what two tills count of an announced rule is one row; headquarters has counts, no receipts") {
    ReceiptWorld world;
    REQUIRE(world.home->terminal.update("member", world.member, {{"tier_code", "standard"}}));
    world.home->record({.number = "0001", .amount = Fen(2'000), .member_id = world.member});
    const auto day_ms = TimeMs{24} * 3600 * 1000;
    REQUIRE(world.desk->terminal.insert(
        "policy", world.desk->terminal.new_id(),
        {{"code", "tiers.rule"},
         {"value",
          boost::json::object{
              {"version", "2027"},
              {"window_months", 12},
              {"notice_days", 30},
              {"steps",
               boost::json::array{
                   boost::json::object{{"tier", "standard"}, {"rise", 0}, {"keep", 0}},
                   boost::json::object{{"tier", "gold"}, {"rise", 1000}, {"keep", 500}}}}}},
         {"effective_from", world.desk->terminal.clock.now_ms() + 30 * day_ms},
         {"created_at", 1}}));
    world.sync();
    for (auto* till : {&*world.home, &*world.twin, &*world.away}) {
        auto now = till->context();
        CHECK_FALSE(TierForecasts(now).run(till->session(), 100)->more);
        till->terminal.clock.advance(60'000);
    }
    world.sync();
    CHECK(world.hub.rows_of("tier_forecast").size() == 2);
    auto now = world.desk->context();
    const Session admin{"9001", "管理员", StaffRole::admin, "HQ", false};
    REQUIRE(world.desk->terminal.insert("staff", world.desk->terminal.new_id(),
                                        {{"store_code", "HQ"},
                                         {"number", "9001"},
                                         {"name", "管理员"},
                                         {"role", "admin"},
                                         {"status", "active"},
                                         {"pin_must_change", false},
                                         {"created_at", 1}}));
    const auto forecast = TierForecasts(now).sum(admin).value();
    CHECK(forecast.stores == 2);
    CHECK(forecast.missing.empty());
    REQUIRE(forecast.moves.size() == 1);
    CHECK(forecast.moves[0].to_tier == "gold");
    // One person is told to nobody at headquarters.
    CHECK_FALSE(forecast.moves[0].members);
    CHECK(receipts_at(*world.desk) == 0);
    CHECK(world.away->terminal.count("SELECT count(*) FROM tier_forecast") == 1);
}

TEST_CASE("what a member buys elsewhere is the home store's to know, and no desk's") {
    ReceiptWorld world;
    world.away->look_up("13800138001");
    const auto bought =
        world.away->record({.number = "0007", .amount = Fen(5'000), .member_id = world.member});
    CHECK(bought.home_store == "S001");
    world.sync();
    CHECK(world.home->spending(world.member).spent == Fen(5'000));
    CHECK(receipts_at(*world.desk) == 0);
    // Given to somebody else of its own store, it leaves the home store again.
    auto now = world.away->context();
    const auto own = world.away->terminal.register_member("王丽", "13900139002").value();
    REQUIRE(Purchases(now).assign(world.away->session(), bought.id, own));
    world.sync();
    CHECK(receipts_at(*world.home) == 0);
    CHECK(world.home->spending(world.member).visits == 0);
}

TEST_CASE("day totals reach headquarters; of two words the newer one holds") {
    ReceiptWorld world;
    const auto say = [&](ReceiptTill& till, std::int64_t fen) {
        auto now = till.context();
        auto saved =
            Purchases(now).save_day_total(till.session(), {.net = Fen(fen), .receipts = 3});
        if (!saved) FAIL(saved.error().message());
        world.hub.clock.advance(60'000);
        for (auto* each : {&*world.home, &*world.twin, &*world.away, &*world.desk}) {
            each->terminal.clock.advance(60'000);
        }
    };
    say(*world.home, 100);
    say(*world.twin, 200);
    world.sync();
    CHECK(world.desk->terminal.count("SELECT net FROM day_total") == 200);
    CHECK(world.home->terminal.count("SELECT net FROM day_total") == 200);
}

}  // namespace qiantai::test

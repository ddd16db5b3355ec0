// Stored goods on several terminals, over the real hub.

#include <doctest/doctest.h>

#include "schema/base/signature.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

const std::string k_signed = signature_text({{{1000, 3000}, {4000, 3200}}});

struct GoodsTill {
    GoodsTill(SimHub& hub, std::string store, std::uint64_t seed)
        : terminal(hub, std::move(store), seed) {
        terminal.enrol();
        terminal.sync_well();
    }
    Session session() const { return {"1001", "林晓岚", StaffRole::store_manager, "S001", false}; }
    ServiceContext context() {
        return {terminal.database(), terminal.clock, terminal.random, terminal.manifest(),
                load_identity(terminal.database()).value()};
    }
    Result<GoodsCourse> take(const Uuid& goods, int quantity) {
        terminal.clock.advance(1000);
        auto now = context();
        return StoredGoodsKeeper(now).withdraw(session(), {.goods_id = goods,
                                                           .quantity = quantity,
                                                           .signer = "陈建国",
                                                           .signed_text = "本次领取",
                                                           .signature = k_signed});
    }
    GoodsState state(const Uuid& goods) {
        auto now = context();
        return StoredGoodsKeeper(now).get(session(), goods).value().line.state;
    }
    SimTerminal terminal;
};

/// Two tills of a store and a desk of headquarters; at one till a member has one tin in keeping.
struct GoodsWorld {
    GoodsWorld() {
        hub.add_store("S001");
        desk.emplace(hub, "HQ", 3);
        const auto staff = desk->terminal.new_id();
        REQUIRE(desk->terminal.insert("staff", staff,
                                      {{"store_code", "S001"},
                                       {"number", "1001"},
                                       {"name", "林晓岚"},
                                       {"role", "store_manager"},
                                       {"status", "active"},
                                       {"pin_must_change", false},
                                       {"created_at", desk->terminal.clock.now_ms()}}));
        desk->terminal.sync_well();
        one.emplace(hub, "S001", 1);
        other.emplace(hub, "S001", 2);
        member = one->terminal.register_member("陈静", "13800138001").value();
        auto context = one->context();
        goods = StoredGoodsKeeper(context)
                    .deposit(one->session(), {.member_id = member, .item = "奶粉", .quantity = 1})
                    .value()
                    .line.goods.id;
        sync();
    }
    void sync() {
        for (int i = 0; i < 2; ++i) {
            for (auto* till : {&*one, &*other, &*desk}) till->terminal.sync_well();
        }
    }
    SimHub hub;
    std::optional<GoodsTill> desk, one, other;
    Uuid member, goods;
};

}  // namespace

TEST_CASE("two tills offline hand out the last piece: both stand, the shortage shows on both") {
    GoodsWorld world;
    REQUIRE(world.one->take(world.goods, 1));
    REQUIRE(world.other->take(world.goods, 1));
    CHECK(world.one->state(world.goods).shortage == 0);
    world.sync();
    for (auto* till : {&*world.one, &*world.other}) {
        const auto state = till->state(world.goods);
        CHECK(state.remaining == 0);
        CHECK(state.shortage == 1);
        CHECK(till->terminal.count("SELECT count(*) FROM stored_goods_event") == 2);
        CHECK(till->terminal.count("SELECT count(*) FROM rejection") == 0);
    }
    // One of them is taken back at the other till; then both agree again.
    auto context = world.other->context();
    StoredGoodsKeeper keeper(context);
    const auto course = keeper.get(world.other->session(), world.goods).value();
    REQUIRE(keeper.reverse(world.other->session(), course.events.front().id, "只有一罐"));
    world.sync();
    CHECK(world.one->state(world.goods).shortage == 0);
    CHECK(world.other->state(world.goods).shortage == 0);
}

TEST_CASE("headquarters' desks get the withdrawal, never the signature or who signed") {
    GoodsWorld world;
    REQUIRE(world.one->take(world.goods, 1));
    world.sync();
    auto& desk = world.desk->terminal;
    CHECK(desk.count("SELECT count(*) FROM stored_goods_event WHERE quantity = 1") == 1);
    CHECK(desk.count("SELECT count(*) FROM stored_goods_event WHERE signature IS NOT NULL OR"
                     " signer IS NOT NULL OR signed_text IS NOT NULL") == 0);
    CHECK(world.other->terminal.count(
              "SELECT count(*) FROM stored_goods_event WHERE signature IS NOT NULL AND"
              " signer = '陈建国'") == 1);
}

TEST_CASE("erasing the member at one till empties the signature at the other and at the hub") {
    GoodsWorld world;
    REQUIRE(world.one->take(world.goods, 1));
    world.sync();
    REQUIRE(world.other->terminal.erase_person(world.member));
    world.sync();
    for (auto* till : {&*world.one, &*world.other}) {
        CHECK(till->terminal.count("SELECT count(*) FROM stored_goods_event WHERE"
                                   " signature IS NOT NULL OR signer IS NOT NULL OR"
                                   " signed_text IS NOT NULL") == 0);
        CHECK(till->state(world.goods).withdrawn == 1);
    }
    for (const auto& row : world.hub.rows_of("stored_goods_event")) {
        CHECK_FALSE(row.state.columns.contains("signature"));
    }
}

TEST_CASE("a till that dies at any statement of a withdrawal has it as a whole or not at all") {
    GoodsWorld world;
    int whole = 0, none = 0;
    for (int statements = 1; whole == 0; ++statements) {
        CAPTURE(statements);
        REQUIRE(statements < 60);
        world.one->terminal.arm_crash(statements);
        const auto taken = world.one->take(world.goods, 1);
        const bool crashed = world.one->terminal.crashed();
        if (crashed) {
            world.one->terminal.restart();
        } else {
            world.one->terminal.disarm_crash();
        }
        const auto events = world.one->terminal.count("SELECT count(*) FROM stored_goods_event");
        CHECK(events == world.one->terminal.count("SELECT count(*) FROM audit_event WHERE"
                                                  " action = 'stored_goods.withdraw'"));
        CHECK(events == world.one->terminal.count("SELECT count(*) FROM outbox WHERE"
                                                  " entity = 'stored_goods_event'"));
        if (!crashed) CHECK(taken.ok());
        ++(events == 1 ? whole : none);
    }
    CHECK(none > 5);
    world.sync();
    CHECK(world.other->state(world.goods).withdrawn == 1);
}

TEST_CASE("a till whose clock is a month slow agrees with the others on place and quantity") {
    GoodsWorld world;
    world.other->terminal.clock.advance(-TimeMs{30} * 24 * 3600 * 1000);
    const auto move = [&](GoodsTill& till, std::string_view place) {
        auto context = till.context();
        return StoredGoodsKeeper(context).move(till.session(), world.goods, place, "腾地方").ok();
    };
    REQUIRE(move(*world.one, "B-01"));
    world.sync();
    REQUIRE(move(*world.other, "C-01"));
    REQUIRE(world.other->take(world.goods, 1));
    world.sync();
    for (auto* till : {&*world.one, &*world.other}) {
        CHECK(till->state(world.goods).place == "C-01");
        CHECK(till->state(world.goods).remaining == 0);
    }
}

}  // namespace qiantai::test

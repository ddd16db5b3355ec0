// Issuances where tills meet: rights that two used offline, lines that two took back.

#include "tests/issuances/operations/issuance_world.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

struct RightWorld : IssuanceWorld {
    RightWorld() : IssuanceWorld(100) {
        member = *one->terminal.register_member("张惠兰", "13800002046");
        right = must(with(*one, [&](ServiceContext& context, const Session& session) {
            return Entitlements(context).grant(session,
                                               {.member_id = member, .campaign_id = once});
        }));
        sync();
    }
    IssuanceEntry entry() const {
        return {.recipient = {.member_id = member},
                .wishes = {{.gift_id = gift,
                            .pieces = 1,
                            .campaign_id = once,
                            .entitlement_code = right.entitlement.code}},
                .unsigned_reason = "排队人多"};
    }
    std::vector<EntitlementConflictLine> conflicts(StockTill& till) {
        auto context = till.context();
        const auto role = till.terminal.store_code() == "HQ" ? StaffRole::cs_manager
                                                             : StaffRole::store_manager;
        return must(Entitlements(context).conflicts(till.session(role)));
    }
    Uuid member;
    EntitlementLine right{};
};

}  // namespace

TEST_CASE("a right that two tills used offline is shown, both records stand, and it is settled") {
    RightWorld world;
    REQUIRE(world.issue(*world.one, world.entry()));
    REQUIRE(world.issue(*world.twin, world.entry()));
    world.sync();
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) {
        REQUIRE(world.conflicts(*till).size() == 1);
        CHECK(world.conflicts(*till).front().code == world.right.entitlement.code);
        CHECK(till->terminal.count("SELECT count(*) FROM issuance") == 2);
    }
    CHECK(world.conflicts(*world.away).empty());
    CHECK(world.issue(*world.one, world.entry()).error().detail == "entitlement_used");
    const auto id = world.conflicts(*world.twin).front().conflict.id;
    world.must(world.with(*world.twin, [&](ServiceContext& context, const Session& session) {
        return Entitlements(context).settle(session, id, "顾客家属同日代领，补收一份");
    }));
    world.sync();
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) {
        CHECK(world.conflicts(*till).empty());
    }
    world.check_rest();
}

TEST_CASE("two stores that used one right both see it; one that was taken back before is none") {
    RightWorld world;
    // The member is at both stores: looked up at the other one.
    REQUIRE(world.issue(*world.one, world.entry()));
    world.one->terminal.sync_well();
    const auto used = [&](StockTill& till, const std::string& store) {
        const auto right = world.right.entitlement.id;
        auto& terminal = till.terminal;
        const Uuid issuance = Uuid::make_v7(terminal.clock, terminal.random,
                                            Cell::of_store(store));
        const Uuid line = Uuid::make_v7(terminal.clock, terminal.random, Cell::of_store(store));
        REQUIRE(terminal.insert("issuance", issuance,
                                {{"store_code", store},
                                 {"number", "LF-X"},
                                 {"reason", "campaign"},
                                 {"business_date", "2026-11-21"},
                                 {"created_by", "1002"},
                                 {"created_at", terminal.clock.now_ms()}}));
        REQUIRE(terminal.insert("issuance_line", line,
                                {{"store_code", store},
                                 {"issuance_id", issuance.text()},
                                 {"gift_id", world.gift.text()},
                                 {"pieces", 1},
                                 {"over", 0},
                                 {"campaign_id", world.once.text()},
                                 {"times", 1},
                                 {"entitlement_id", right.text()},
                                 {"business_date", "2026-11-21"},
                                 {"created_by", "1002"},
                                 {"created_at", terminal.clock.now_ms()}}));
        return issuance;
    };
    used(*world.away, "S002");
    world.sync();
    for (auto* till : {&*world.one, &*world.away, &*world.desk}) {
        CHECK(world.conflicts(*till).size() == 1);
    }
    const auto id = world.conflicts(*world.away).front().conflict.id;
    world.must(world.with(*world.away, [&](ServiceContext& context, const Session& session) {
        return Entitlements(context).settle(session, id, "已联系另一门店，两份都算数");
    }));
    world.sync();
    CHECK(world.conflicts(*world.one).empty());
    world.check_rest();
}

TEST_CASE("a use that was taken back before the other one came is no conflict") {
    RightWorld world;
    const auto first = world.must(world.issue(*world.one, world.entry()));
    world.must(world.take_back(*world.one, first.issuance.id, IssuanceReturnKind::reversed));
    world.sync();
    REQUIRE(world.issue(*world.twin, world.entry()));
    world.sync();
    CHECK(world.conflicts(*world.one).empty());
    CHECK(world.conflicts(*world.desk).empty());
    world.check_rest();
}

TEST_CASE("two tills that take the same line back offline make one") {
    IssuanceWorld world(100);
    world.run_everywhere();
    const auto before = world.one->shelf("S001");
    const auto page = world.must(world.issue(*world.one, world.entry_of(3)));
    world.sync();
    REQUIRE(world.take_back(*world.one, page.issuance.id, IssuanceReturnKind::reversed));
    REQUIRE(world.take_back(*world.twin, page.issuance.id, IssuanceReturnKind::returned));
    world.sync();
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) {
        CHECK(till->shelf("S001") == before);
        CHECK(till->terminal.count("SELECT count(*) FROM issuance_return") == 1);
    }
    CHECK(world.given(*world.desk) == 0);
    world.check_rest();
}

TEST_CASE("a member's home store sees what the member got elsewhere, and erasure empties it") {
    IssuanceWorld world(100);
    const auto member = *world.one->terminal.register_member("张惠兰", "13800002046");
    world.sync();
    const auto page = world.must(world.issue(*world.one, [&] {
        auto entry = world.entry_of(1);
        entry.recipient = {.member_id = member};
        entry.wishes.front() = {.gift_id = world.gift, .pieces = 1};
        entry.reason = IssuanceReason::loyal;
        entry.unsigned_reason.clear();
        entry.signature = "[[1000,2000,4000,3000,8000,2500],[2000,4000,6000,1000]]";
        entry.signed_text = "帆布袋";
        return entry;
    }()));
    world.sync();
    // The signature stays in the store.
    CHECK(world.twin->terminal.count(
              "SELECT count(*) FROM issuance WHERE signature IS NOT NULL") == 1);
    CHECK(world.desk->terminal.count(
              "SELECT count(*) FROM issuance WHERE signature IS NOT NULL") == 0);
    CHECK(world.desk->terminal.count("SELECT count(*) FROM issuance_line") == 1);
    REQUIRE(world.one->terminal.erase_person(member));
    world.sync();
    CHECK(world.twin->terminal.count(
              "SELECT count(*) FROM issuance WHERE signature IS NOT NULL") == 0);
    CHECK(world.twin->terminal.count("SELECT count(*) FROM issuance_line") == 1);
    CHECK(page.issuance.member_id == member);
    world.check_rest();
}

}  // namespace qiantai::test

// Imports on several terminals, over the real hub: files that two tills import without a network
// are one, and what is taken back is gone everywhere.

#include <doctest/doctest.h>

#include "terminal/imports/rules/imports.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

struct ImportTill {
    ImportTill(SimHub& hub, std::string store, std::uint64_t seed)
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
    Import import(ImportKind kind, const std::string& text) {
        write_bytes(folder / "file.csv", text);
        auto now = context();
        auto done = Imports(now).run(session(), {.file = (folder / "file.csv").string(),
                                                 .kind = kind,
                                                 .settings = {.source = "旧系统"}});
        if (!done) FAIL(done.error().message());
        return *done;
    }
    Import undo(const Import& import) {
        auto now = context();
        auto undone = Imports(now).undo(session(), import.id);
        if (!undone) FAIL(undone.error().message());
        return *undone;
    }
    std::int64_t receipts() {
        return terminal.count("SELECT count(*) FROM purchase WHERE undone_at IS NULL");
    }
    std::int64_t people() {
        return terminal.count("SELECT count(*) FROM member WHERE phone IS NOT NULL");
    }
    TempFolder folder{};
    SimTerminal terminal;
};

struct ImportWorld {
    ImportWorld() {
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
        one.emplace(hub, "S001", 1);
        other.emplace(hub, "S001", 2);
        sync();
    }
    void sync() {
        for (int i = 0; i < 2; ++i) {
            for (auto* till : {&*one, &*other, &*desk}) till->terminal.sync_well();
        }
    }
    SimHub hub;
    std::optional<ImportTill> desk, one, other;
};

const std::string k_receipts = "小票号,日期,金额,手机号\n1,2023-10-01,5,\n2,2023-10-02,8,13800138001\n";

}  // namespace

TEST_CASE("the same file imported at two tills without a network is there once") {
    ImportWorld world;
    CHECK(world.one->import(ImportKind::purchases, k_receipts).counts.added == 2);
    CHECK(world.other->import(ImportKind::purchases, k_receipts).counts.added == 2);
    world.sync();
    CHECK(world.hub.rows_of("purchase").size() == 2);
    CHECK(world.one->receipts() == 2);
    CHECK(world.other->receipts() == 2);
    // At a third time and place nothing is new.
    CHECK(world.other->import(ImportKind::purchases, k_receipts + "3,2023-10-03,9,\n").counts.added ==
          1);
}

TEST_CASE("an import that is taken back is gone at every till and at headquarters") {
    ImportWorld world;
    const auto members = world.one->import(
        ImportKind::members, "会员号,姓名,手机号,累计消费\n01,陈静,13800138001,5\n02,王伟,13800138002,\n");
    const auto receipts = world.one->import(ImportKind::purchases, k_receipts);
    world.sync();
    CHECK(world.other->people() == 2);
    CHECK(world.desk->terminal.count("SELECT count(*) FROM member WHERE name IS NOT NULL") == 2);
    CHECK(world.other->receipts() == 2);
    CHECK(world.one->undo(receipts).gone == 2);
    CHECK(world.one->undo(members).gone == 2);
    world.sync();
    CHECK(world.other->people() == 0);
    CHECK(world.other->receipts() == 0);
    CHECK(world.desk->terminal.count("SELECT count(*) FROM member WHERE name IS NOT NULL") == 0);
    CHECK(world.other->terminal.count("SELECT count(*) FROM member_origin WHERE number IS NOT NULL") ==
          0);
}

TEST_CASE("what another till touched since stays when the import is taken back") {
    ImportWorld world;
    const auto members = world.one->import(
        ImportKind::members, "姓名,手机号\n陈静,13800138001\n王伟,13800138002\n");
    world.sync();
    auto context = world.other->context();
    const auto chen = find_by_phone(context.database, "13800138001")->at(0);
    REQUIRE(Purchases(context).record(
        world.other->session(), {.number = "9", .amount = Fen(100), .member_id = chen}));
    world.sync();
    const auto undone = world.one->undo(members);
    CHECK(undone.gone == 1);
    CHECK(undone.stayed == 1);
    world.sync();
    CHECK(world.other->people() == 1);
    CHECK(world.other->terminal.count("SELECT count(*) FROM member WHERE name = '陈静'") == 1);
}

}  // namespace qiantai::test

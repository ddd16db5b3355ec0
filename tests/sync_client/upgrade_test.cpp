// Terminals of two program versions on one hub: the older one ignores what it does not know, and
// gets it after its upgrade.

#include "sync/client/set_aside.hpp"
#include "sync/core/wire.hpp"
#include "tests/support/row_store.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

// The next version: members have a nickname, and there are parcels.
Manifest next_manifest() {
    const Manifest now = make_qiantai_manifest();
    std::vector<Entity> entities(now.entities().begin(), now.entities().end());
    for (auto& entity : entities) {
        if (entity.name != "member") continue;
        entity.columns.push_back(
            {.name = "nickname", .type = ColumnType::text, .since = now.schema_version() + 1});
    }
    entities.push_back(
        {.name = "parcel",
         .title_zh = "包裹",
         .writer = Writer::store,
         .visibility = Visibility::store,
         .merge = Merge::fields,
         .columns = {{.name = "store_code",
                      .type = ColumnType::text,
                      .presence = Presence::required},
                     {.name = "fee_fen", .type = ColumnType::fen, .presence = Presence::required}},
         .since = now.schema_version() + 1});
    return Manifest(now.schema_version() + 1, std::move(entities));
}

std::vector<sqlite::MigrationText> next_migrations() {
    const auto now = sqlite::terminal_migrations();
    std::vector<sqlite::MigrationText> steps(now.begin(), now.end());
    steps.push_back({now.back().number + 1, "parcel",
                     "ALTER TABLE member ADD COLUMN nickname TEXT;"
                     "CREATE TABLE parcel (id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL, "
                     "fee_fen INTEGER NOT NULL, row_hlc INTEGER NOT NULL DEFAULT (next_hlc()), "
                     "column_clocks TEXT) STRICT, WITHOUT ROWID;"});
    return steps;
}

struct TwoVersions {
    SimHub hub;
    SimTerminal old_one{Chain::with_stores(hub), "S001", 1};
    SimTerminal new_one{hub, "S001", 2};

    TwoVersions() {
        old_one.enrol();
        new_one.enrol();
        new_one.upgrade(next_manifest(), next_migrations());
    }
};

void check_upgrade(TwoVersions& world) {
    const auto member = world.new_one.register_member("王", "13800000001");
    const Uuid parcel = world.new_one.new_id();
    REQUIRE(world.new_one.insert("parcel", parcel, {{"store_code", "S001"}, {"fee_fen", 500}}));
    REQUIRE(world.new_one.update("member", *member, {{"nickname", "小王"}}));
    world.new_one.sync_well();
    const auto report = world.old_one.sync_well();
    CHECK(report.unreadable == 0);
    CHECK(world.old_one.load("member", *member));
    CHECK(world.old_one.count("SELECT count(*) FROM feed_cursor WHERE reread_from IS NOT NULL") ==
          1);
    CHECK_FALSE(world.old_one.sync_well().moved_anything());

    // An edit by the old version does not take away what it does not know.
    world.old_one.clock.advance(1000);
    REQUIRE(world.old_one.update("member", *member, {{"name", "老王"}}));
    world.old_one.sync_well();
    world.new_one.sync_well();
    CHECK(text_of(world.new_one.load("member", *member), "nickname") == "小王");
    CHECK(text_of(world.new_one.load("member", *member), "name") == "老王");

    world.old_one.upgrade(next_manifest(), next_migrations());
    world.old_one.sync_well();
    CHECK(world.old_one.load("parcel", parcel) == world.new_one.load("parcel", parcel));
    CHECK(world.old_one.load("member", *member) == world.new_one.load("member", *member));
    CHECK(world.old_one.count("SELECT count(*) FROM feed_cursor WHERE reread_from IS NOT NULL") ==
          0);
    CHECK(world.old_one.count("SELECT count(*) FROM outbox WHERE entity = 'parcel'") == 0);
    CHECK_FALSE(world.old_one.sync_well().moved_anything());
}

TEST_CASE("a hub of the new version: the old terminal reads again after its upgrade") {
    TwoVersions world;
    world.hub.upgrade(next_manifest());
    check_upgrade(world);
}

TEST_CASE("a hub of the old version keeps what it does not know for those who do") {
    TwoVersions world;
    check_upgrade(world);
}

/// What a store that prepared its database for the version to come would like to be its own to say.
Manifest planting_manifest() {
    const Manifest now = make_qiantai_manifest();
    const int next = now.schema_version() + 1;
    std::vector<Entity> entities(now.entities().begin(), now.entities().end());
    for (auto& entity : entities) {
        if (entity.name != "member") continue;
        entity.columns.push_back({.name = "credit_fen", .type = ColumnType::fen, .since = next});
        entity.columns.push_back(
            {.name = "nickname", .type = ColumnType::text, .length_max = 500, .since = next});
    }
    for (const auto* name : {"price_rule", "parcel"}) {
        entities.push_back({.name = name,
                            .title_zh = "另一版本的",
                            .writer = Writer::store,
                            .visibility = Visibility::store,
                            .merge = Merge::owner,
                            .columns = {{.name = "store_code",
                                         .type = ColumnType::text,
                                         .presence = Presence::required},
                                        {.name = "fee_fen", .type = ColumnType::fen}},
                            .since = next});
    }
    return Manifest(next, std::move(entities));
}

/// The version as it is meant.
Manifest meant_manifest() {
    const Manifest planting = planting_manifest();
    std::vector<Entity> entities(planting.entities().begin(), planting.entities().end());
    for (auto& entity : entities) {
        if (entity.name == "price_rule") entity.writer = Writer::hq;
        if (entity.name != "member") continue;
        for (auto& column : entity.columns) {
            if (column.name == "credit_fen") column.writer = Writer::hq;
            if (column.name == "nickname") column.length_max = 10;
        }
    }
    return Manifest(planting.schema_version(), std::move(entities));
}

std::vector<sqlite::MigrationText> planting_migrations() {
    const auto now = sqlite::terminal_migrations();
    std::vector<sqlite::MigrationText> steps(now.begin(), now.end());
    steps.push_back({now.back().number + 1, "planted",
                     "ALTER TABLE member ADD COLUMN credit_fen INTEGER;"
                     "ALTER TABLE member ADD COLUMN nickname TEXT;"
                     "CREATE TABLE price_rule (id BLOB NOT NULL PRIMARY KEY,"
                     " store_code TEXT NOT NULL, fee_fen INTEGER,"
                     " row_hlc INTEGER NOT NULL DEFAULT (next_hlc()), column_clocks TEXT)"
                     " STRICT, WITHOUT ROWID;"
                     "CREATE TABLE parcel (id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL,"
                     " fee_fen INTEGER, row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),"
                     " column_clocks TEXT) STRICT, WITHOUT ROWID;"});
    return steps;
}

TEST_CASE("what a store planted before the hub knew it is looked at again after the upgrade") {
    SimHub hub;
    SimTerminal planter{Chain::with_stores(hub), "S001", 1};
    SimTerminal honest{hub, "S001", 2};
    SimTerminal desk{hub, "HQ", 3};
    for (auto* terminal : {&planter, &honest, &desk}) terminal->enrol();
    planter.upgrade(planting_manifest(), planting_migrations());
    const auto member = planter.register_member("王", "13800000001");
    REQUIRE(planter.update("member", *member, {{"credit_fen", 99'900}, {"nickname", "小王"}}));
    const auto other = planter.register_member("李", "13800000002");
    REQUIRE(planter.update("member", *other, {{"nickname", std::string(300, 'x')}}));
    const Uuid rule = planter.new_id(), parcel = planter.new_id(), foreign = planter.new_id();
    const auto of = [](std::string_view store) {
        return boost::json::object{{"store_code", store}, {"fee_fen", 1}};
    };
    REQUIRE(planter.insert("price_rule", rule, of("S001")));
    REQUIRE(planter.insert("parcel", parcel, of("S001")));
    REQUIRE(planter.insert("parcel", foreign, of("S002")));
    planter.sync_well();
    honest.sync_well();

    hub.upgrade(meant_manifest());
    CHECK(hub.last_upgrade().withdrawn == 2);
    CHECK(hub.last_upgrade().emptied == 2);
    CHECK(hub.last_upgrade().placed == 1);
    for (auto* terminal : {&honest, &desk}) {
        CAPTURE(terminal == &desk);
        terminal->upgrade(meant_manifest(), planting_migrations());
        terminal->sync_well();
        CHECK_FALSE(terminal->load("price_rule", rule));
        CHECK_FALSE(terminal->load("parcel", foreign));
        CHECK(terminal->load("parcel", parcel));
        const auto kept = terminal->load("member", *member);
        CHECK(text_of(kept, "nickname") == "小王");
        CHECK_FALSE(kept->contains("credit_fen"));
        CHECK_FALSE(terminal->load("member", *other)->contains("nickname"));
    }
    // Once is enough.
    hub.upgrade(meant_manifest());
    CHECK(hub.last_upgrade().withdrawn + hub.last_upgrade().placed == 0);
}

TEST_CASE("a row this version cannot keep is counted and passed over, and the others arrive") {
    TwoVersions world;
    const auto member = world.new_one.register_member("王", "13800000001");
    world.new_one.sync_well();
    HookLink link(world.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (!request.target.starts_with("/v1/feed")) return {};
        // As from a hub whose members need no gender any more.
        auto response = world.hub.handle(request);
        auto page = sync::decode_feed(response.body).value();
        for (auto& section : page.sections) {
            for (auto& row : section.rows) {
                if (row.state.entity == "member") row.state.columns.erase("gender");
            }
        }
        response.body = sync::encode_feed(page);
        return response;
    });
    const auto report = world.old_one.sync(link);
    CHECK(report.ok());
    CHECK(report.unreadable == 1);
    CHECK_FALSE(world.old_one.load("member", *member));
    CHECK(world.old_one.count("SELECT count(*) FROM member_card") == 1);
    const auto told = sync::SetAsideRows::load(world.old_one.database()).value().rows();
    REQUIRE(told.size() == 1);
    CHECK(told[0].scope == "store/S001");
    CHECK(told[0].entity == "member");
    CHECK(told[0].id == *member);
    CHECK(told[0].met_at == world.old_one.clock.now_ms());
    CHECK(world.old_one.status().set_aside_count == 1);

    SUBCASE("it is told no more once it came in a form that can be read") {
        world.new_one.clock.advance(1000);
        REQUIRE(world.new_one.update("member", *member, {{"name", "老王"}}));
        world.new_one.sync_well();
        world.old_one.sync_well();
        CHECK(world.old_one.load("member", *member));
        CHECK(world.old_one.status().set_aside_count == 0);
    }
    SUBCASE("an upgraded program reads it again") {
        world.old_one.upgrade(next_manifest(), next_migrations());
        world.old_one.sync_well();
        CHECK(world.old_one.load("member", *member));
        CHECK(world.old_one.status().set_aside_count == 0);
    }
    SUBCASE("one that still can't be read is told again") {
        world.old_one.upgrade(next_manifest(), next_migrations());
        CHECK(world.old_one.sync(link).ok());
        CHECK(world.old_one.status().set_aside_count == 1);
    }
}

}  // namespace
}  // namespace qiantai::test

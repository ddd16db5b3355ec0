// A hub's database of before the 64 headquarters' scopes: opened by this version, nothing is lost
// to anybody who reads from it, wherever they had got to.

#include "schema/sqlite/migrations.hpp"
#include "sync/core/scope.hpp"
#include "tests/hub/hub_fixture.hpp"

namespace qiantai::test {
namespace {

using sqlite::Database;

struct OldHub {
    TempFolder folder;
    FakeClock clock;
    SeededRandom random{5};
    std::map<std::string, Uuid> staff;  ///< by store
    Uuid person = Uuid::make_v7(clock, random);

    static std::string old_scope(std::string_view store) {
        return fmt::format("hq/{:02}", Cell::of_store(store).number() % 16);
    }

    /// As schema 2 left it: one row of each store in 16 scopes, and a person who stays elsewhere.
    void make() {
        auto options = TestHub::database_options();
        auto database = Database::open(folder.path() / "hub.db", options).value();
        const auto steps = sqlite::hub_sqlite_migrations().first(2);
        sqlite::migrate(database, sqlite::ApplicationId::hub, steps).value();
        std::map<std::string, int> versions;
        const auto next = [&](const std::string& scope) { return ++versions[scope]; };
        for (int i = 1; i <= 100; ++i) {
            const auto store = fmt::format("S{:03}", i);
            const auto own = sync::store_scope(store), hq = old_scope(store);
            const int own_version = next(own), hq_version = next(hq);
            const Uuid id = Uuid::make_v7(clock, random);
            staff[store] = id;
            auto insert = database
                              .prepare(
                                  "INSERT INTO row (number, scope, entity, id, data, row_hlc,"
                                  " feed_places) VALUES (?, ?, 'staff', ?, ?, 65536, ?)")
                              .value();
            insert
                .bind(i, own, id, fmt::format(R"({{"store_code":"{}","name":"王"}})", store),
                      fmt::format("{}:{},{}:{},-store/X:1", own, own_version, hq, hq_version))
                .run()
                .value();
            auto feed = database.prepare("INSERT INTO feed VALUES (?, ?, ?, 0)").value();
            feed.bind(own, own_version, i).run().value();
            feed.bind(hq, hq_version, i).run().value();
        }
        auto counter = database.prepare("INSERT INTO scope_counter VALUES (?, ?)").value();
        for (const auto& [scope, version] : versions) counter.bind(scope, version).run().value();
        database.prepare("INSERT INTO stay VALUES (?, 'S002', 77)")
            .value()
            .bind(person)
            .run()
            .value();
    }
    std::unique_ptr<hub::SqliteHubStore> open() {
        return hub::SqliteHubStore::open(
                   {folder.path() / "hub.db", TestHub::database_options(), {}})
            .value();
    }
};

TEST_CASE_FIXTURE(OldHub, "the sixteen headquarters' scopes of before become sixty-four") {
    make();
    const auto store = open();
    const auto reader = store->begin_read().value();
    int moved = 0;
    for (const auto& [code, id] : staff) {
        CAPTURE(code);
        const hub::RowKey key{"staff", id};
        const auto row = reader->load_rows(std::span(&key, 1)).value().at(0);
        const auto scope = sync::hq_scope(code);
        moved += scope == old_scope(code) ? 0 : 1;
        REQUIRE(row.places.size() == 3);
        CHECK(row.places[0].scope == sync::store_scope(code));
        CHECK(row.places[1].scope == scope);
        CHECK(row.places[2] == hub::FeedPlace{"store/X", 1, true});
        const auto feed = reader->load_feed(scope, 0, 1000, 1 << 20).value();
        const auto entry =
            std::ranges::find(feed.rows, id, [](const hub::FeedRow& one) { return one.state.id; });
        REQUIRE(entry != feed.rows.end());
        CHECK(entry->version == row.places[1].version);
        CHECK_FALSE(entry->gone);
    }
    CHECK(moved > 50);
    CHECK(moved < 100);
    std::size_t entries = 0;
    for (const auto& scope : sync::readable_scopes({"HQ", "T01"})) {
        const auto feed = reader->load_feed(scope, 0, 1000, 1 << 20).value();
        entries += feed.rows.size();
        const auto counters = reader->load_counters(std::span(&scope, 1)).value();
        if (!feed.rows.empty()) CHECK(counters.at(scope) >= feed.rows.back().version);
    }
    CHECK(entries == staff.size());
    CHECK(reader->load_stays(std::span(&person, 1)).value() ==
          std::vector<hub::Stay>{{person, "store/S002", Uuid(), 77}});
}

TEST_CASE_FIXTURE(OldHub, "a desk that had read everything is told of no row that is not there") {
    make();
    const auto store = open();
    const auto reader = store->begin_read().value();
    for (int cell = 0; cell < 16; ++cell) {
        const auto scope = fmt::format("hq/{:02}", cell);
        for (const auto& row : reader->load_feed(scope, 0, 1000, 1 << 20).value().rows)
            CHECK_FALSE(row.gone);
    }
}

TEST_CASE_FIXTURE(OldHub,
                  "rows of before go on with this version, from the scope they were moved to") {
    make();
    const auto store = open();
    const auto manifest = make_qiantai_manifest();
    auto writer = store->begin_write().value();
    hub::WorkingSet rows(manifest, *writer);
    const auto& [code, id] = *staff.begin();
    const hub::RowKey key{"staff", id};
    rows.load(std::span(&key, 1)).value();
    auto state = *rows.find(key);
    state.columns["name"] = "李";
    rows.set(key, std::move(state), "");
    rows.flush().value();
    writer->commit().value();
    writer.reset();
    const auto reader = store->begin_read().value();
    int found = 0;
    for (const auto& scope : sync::readable_scopes({"HQ", "T01"})) {
        for (const auto& row : reader->load_feed(scope, 0, 1000, 1 << 20).value().rows) {
            if (row.state.id != id) continue;
            ++found;
            CHECK(scope == sync::hq_scope(code));
            CHECK(row.state.columns.at("name") == "李");
        }
    }
    CHECK(found == 1);
}

}  // namespace
}  // namespace qiantai::test

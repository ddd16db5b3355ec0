// A hub's data on its way from a file into PostgreSQL and back.

#include <ranges>
#include <sstream>

#include "schema/base/file.hpp"
#include "sync/hub/program/commands.hpp"
#include "sync/hub/program/hub_backup.hpp"
#include "sync/hub/program/hub_move.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/support/postgres_server.hpp"

using namespace qiantai;
using namespace qiantai::hub;
using namespace qiantai::test;

namespace {

constexpr int k_rows = 2'300;  // more than two pages

const auto k_untold = [](const TableShape&, std::int64_t) {};

std::vector<TableRow> all_rows(HubStore& store, HubTable table) {
    auto reader = store.begin_read().value();
    std::vector<TableRow> rows;
    for (;;) {
        auto page = reader->load_table(table, rows.empty() ? nullptr : &rows.back(), 700).value();
        if (page.empty()) return rows;
        std::ranges::move(page, std::back_inserter(rows));
    }
}

/// What has no place in the other store: facts of the move itself.
bool is_of_move(const TableRow& fact) {
    return fact.front() == "moved_from" || fact.front() == "moved";
}

struct MovingHome {
    explicit MovingHome(std::uint64_t seed = 3) : random(seed) {
        write_bytes(folder / "pin", "482913\n");
        REQUIRE(run_init({paths, clock, random, out},
                         {"测试连锁", {"localhost"}, "", "9001", "管理员", folder / "pin", ""})
                    .ok());
        auto store = open_hub_store(paths).value();
        fill(*store);
    }

    Uuid new_id() { return Uuid::make_v7(clock, random, Cell::of_store("S001")); }

    StoredRow invented_row(std::int64_t number, std::int64_t version) {
        StoredRow row;
        row.scope = "store/S001";
        row.state.entity = number % 2 == 0 ? "member" : "entity_of_tomorrow";
        row.state.id = new_id();
        row.state.columns = {
            {"name", "买买提·阿布都"}, {"n", number}, {"share", 0.1}, {"big", 1e20}};
        row.state.clocks.base = sync::Hlc::at(1000 + number, 2);
        row.places = {{"store/S001", version, number % 7 == 0}, {"hq/05", version, false}};
        if (number % 3 == 0) row.subject = new_id();
        return row;
    }

    void write_rows(HubStore& store, int count) {
        auto writer = store.begin_write().value();
        const auto before =
            writer->raise_counters({{"store/S001", count}, {"hq/05", count}}).value();
        std::vector<RowWrite> writes;
        for (int i = 0; i < count; ++i) {
            auto row = invented_row(i, 0);
            for (auto& place : row.places) place.version = before.at(place.scope) + i + 1;
            writes.push_back({row, {}});
        }
        REQUIRE(writer->write_rows(writes).ok());
        REQUIRE(writer->commit().ok());
    }

    void fill(HubStore& store) {
        write_rows(store, k_rows);
        auto writer = store.begin_write().value();
        Device device;
        device.id = new_id();
        device.store_code = "S001";
        device.terminal_code = "T01";
        device.secret_hash = std::string("\0\xff secret", 9);
        device.bundle_public_key = std::string(32, '\x01');
        device.incarnation = new_id();
        device.last_seq = 77;
        REQUIRE(writer->save_device(device).ok());
        REQUIRE(writer->retire_incarnation(device.id, new_id(), 5).ok());
        const AuditChain chain{device.id, device.incarnation, 9, std::string(32, '\xfe'), 0, 0};
        REQUIRE(writer->save_chains(std::span(&chain, 1)).ok());
        const StoredRejection rejection{device.id,
                                        device.incarnation,
                                        12,
                                        {"member", new_id()},
                                        "phone_malformed",
                                        "phone",
                                        "",
                                        "{}",
                                        99};
        REQUIRE(writer->add_rejections(std::span(&rejection, 1)).ok());
        REQUIRE(writer->save_code({std::string(32, '\0'), "S001", "Counter 1", 500, 0}).ok());
        const Stay stay{new_id(), "store/S002", Uuid(), 800};
        REQUIRE(writer->save_stays(std::span(&stay, 1)).ok());
        const DuplicateKey key{"member", "phone", "13800000001", new_id()};
        REQUIRE(writer->add_duplicates(std::span(&key, 1)).ok());
        const std::string loose = "abc";
        REQUIRE(writer->add_loose_contents(std::span(&loose, 1)).ok());
        REQUIRE(writer->commit().ok());
    }

    Result<MovedRows> move(const std::string& database, const MoveProgress& progress = k_untold) {
        return move_hub(paths, database, clock, random, progress);
    }

    void check_moved(const std::string& database, const MoveProgress& progress = k_untold) {
        const auto moved = move(database, progress);
        REQUIRE_MESSAGE(moved.ok(), (moved.ok() ? "" : moved.error().message()));
    }

    std::map<HubTable, std::vector<TableRow>> everything() {
        auto store = open_hub_store(paths).value();
        std::map<HubTable, std::vector<TableRow>> all;
        for (const auto& shape : table_shapes()) all[shape.table] = all_rows(*store, shape.table);
        std::erase_if(all[HubTable::fact], is_of_move);
        return all;
    }

    void check_same(const std::map<HubTable, std::vector<TableRow>>& before) {
        const auto now = everything();
        for (const auto& shape : table_shapes()) {
            CAPTURE(shape.name);
            const auto& was = before.at(shape.table);
            const auto& is = now.at(shape.table);
            CHECK_FALSE(was.empty());
            REQUIRE(is.size() == was.size());
            for (std::size_t i = 0; i < is.size(); ++i) {
                CHECK_MESSAGE(is_same_row(shape, was[i], is[i]), row_name(shape, was[i]));
            }
        }
    }

    TempFolder folder;
    HubPaths paths{folder.path() / "home"};
    FakeClock clock;
    SeededRandom random;
    std::ostringstream out;
    std::string postgres = PostgresServer::shared().make_schema();
};

struct CutOff {};

/// Ends the move as a kill would: what was begun is rolled back.
MoveProgress cut_off_at(HubTable table, std::int64_t rows) {
    return [=](const TableShape& shape, std::int64_t so_far) {
        if (shape.table == table && so_far >= rows) throw CutOff();
    };
}

}  // namespace

TEST_CASE_FIXTURE(MovingHome, "a hub moves into PostgreSQL and back with every row as it was") {
    const auto before = everything();
    check_moved(postgres);
    CHECK(load_settings(paths)->database == postgres);
    CHECK_FALSE(std::filesystem::exists(paths.database()));
    CHECK(std::filesystem::exists(moved_backup(paths, clock.now_ms())));
    check_same(before);
    {
        // It goes on where it was: versions above those that terminals have read.
        auto store = open_hub_store(paths).value();
        auto writer = store->begin_write().value();
        CHECK(writer->raise_counters({{"store/S001", 1}}).value().at("store/S001") == k_rows);
    }
    clock.advance(1000);
    check_moved("");
    CHECK(load_settings(paths)->database.empty());
    check_same(before);
}

TEST_CASE_FIXTURE(MovingHome,
                  "a move that is cut off goes on, and starts anew after other changes") {
    bool runs_meanwhile = false;
    auto where = cut_off_at(HubTable::row, 1);
    SUBCASE("among the rows") {}
    SUBCASE("among the feeds") {
        where = cut_off_at(HubTable::feed, 3000);
    }
    SUBCASE("at the end") {
        where = cut_off_at(HubTable::loose_content, 1);
    }
    SUBCASE("among the rows, and the hub ran again") {
        runs_meanwhile = true;
    }
    CHECK_THROWS_AS(static_cast<void>(move(postgres, where)), CutOff);
    // The hub is where it was, whole.
    CHECK(load_settings(paths)->database.empty());
    REQUIRE(open_hub_store(paths).ok());
    if (runs_meanwhile) write_rows(*open_hub_store(paths).value(), 3);
    const auto before = everything();
    check_moved(postgres);
    check_same(before);
}

TEST_CASE_FIXTURE(MovingHome,
                  "cut off when only the settings were to be changed, it changes them") {
    const auto before = everything();
    const auto old = file_bytes(paths.settings());
    check_moved(postgres);
    for (const std::string ending : {"", ".cipher"}) {
        std::filesystem::rename(moved_backup(paths, clock.now_ms()).string() + ending,
                                paths.database().string() + ending);
    }
    write_bytes(paths.settings(), old);
    CHECK(open_hub_store(paths).error().code() == "store_moved");
    check_moved(postgres);
    CHECK(load_settings(paths)->database == postgres);
    check_same(before);
}

TEST_CASE_FIXTURE(MovingHome,
                  "another hub over a PostgreSQL that was moved away can't write there") {
    check_moved(postgres);
    const auto other = open_hub_store(paths).value();
    clock.advance(1000);
    check_moved("");
    CHECK(other->begin_write().error().code() == "store_moved");
    // Nor does that database take the hub back as it is.
    CHECK(move(postgres).error().code() == "move_occupied");
}

TEST_CASE_FIXTURE(MovingHome, "what can't be moved is refused, and the hub stays where it is") {
    CHECK(move("").error().code() == "move_nowhere");
    CHECK(move("postgresql://me:secret@localhost/db").error().code() == "postgres_conninfo");
    {
        const auto running = HomeLock::take(paths);
        REQUIRE(running.ok());
        CHECK(move(postgres).error().code() == "hub_running");
    }
    MovingHome second(4);
    second.check_moved(postgres);
    CHECK(move(postgres).error().code() == "move_occupied");
    CHECK(load_settings(paths)->database.empty());
    CHECK(open_hub_store(paths).ok());
}

TEST_CASE("rows are the same whatever the spelling of their JSON, and not otherwise") {
    const TableShape shape{
        HubTable::row, "row", 1, {{"id", ValueKind::text}, {"data", ValueKind::json}}};
    const auto same = [&](const char* one, const char* other) {
        return is_same_row(shape, {{"x", one}}, {{"x", other}});
    };
    CHECK(same(R"({"a":1,"b":[1E2,{}]})", R"({"b": [100, {}], "a": 1})"));
    CHECK_FALSE(same(R"({"a":1})", R"({"a":"1"})"));
    CHECK_FALSE(same(R"({"a":1})", R"({"a":1,"b":null})"));
    CHECK_FALSE(same(R"({"a":[1,2]})", R"({"a":[2,1]})"));
    CHECK_FALSE(same("{", "{ "));
    CHECK_FALSE(is_same_row(shape, {{"x", std::nullopt}}, {{"x", "{}"}}));
}

#include "terminal/store/key_rotation.hpp"

#include <sys/stat.h>

#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/backup.hpp"
#include "terminal/store/interrupted_work.hpp"
#include "tests/store/child_process.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace fs = std::filesystem;

namespace {

struct RotationFixture : StoreFixture {
    RotationFixture() {
        auto terminal = open();
        insert_tier(terminal.database(), "gold", nth_id(1)).value();
    }
    Secret present_key() { return sqlite::load_key_file(home.key).value(); }
    int tier_count() {
        auto terminal = open();
        return int(query_integer(terminal.database(), "SELECT count(*) FROM tier"));
    }
    bool is_pending() {
        return is_key_rotation_pending(home) || fs::exists(home.database.string() + ".rotated");
    }
};

/// The four files that a rotation moves between states.
struct Files {
    std::string database, sidecar, key;
};
Files read_files(const Home& home) {
    return {file_bytes(home.database), file_bytes(home.database.string() + ".cipher"),
            file_bytes(home.key)};
}
void put(const fs::path& path, const std::string& bytes) {
    write_bytes(path, bytes);
    ::chmod(path.c_str(), 0600);
}

}  // namespace

TEST_CASE(
    "after a rotation the database opens with the new key only, and the old key is kept by its "
    "id") {
    RotationFixture f;
    const auto before = read_files(f.home);
    const auto rotation = rotate_key(f.home, f.random).value();
    CHECK(rotation.old_key_id == sqlite::key_id(before.key));
    CHECK(rotation.new_key_id == sqlite::key_id(f.present_key()));
    CHECK(rotation.new_key_id != rotation.old_key_id);
    CHECK(f.tier_count() == 1);
    CHECK(file_bytes(f.home.old_keys / (rotation.old_key_id + ".key")) == before.key);
    CHECK_FALSE(f.is_pending());
    put(f.home.key, before.key);
    const auto opened = f.try_open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code() == sqlite::k_database_wrong_key.code);
    // Not by the sidecar's word alone.
    fs::remove(f.home.database.string() + ".cipher");
    CHECK(f.try_open().error().code() == sqlite::k_database_wrong_key.code);
}

TEST_CASE("a rotation keeps what a program that died had only in its WAL") {
    RotationFixture f;
    ChildProcess child([&](const auto& report) {
        auto terminal = f.open();
        insert_tier(terminal.database(), "silver", nth_id(2)).value();
        report();
        ::pause();
    });
    REQUIRE(child.wait_report());
    child.kill();
    REQUIRE(fs::file_size(f.home.database.string() + "-wal") > 0);
    rotate_key(f.home, f.random).value();
    CHECK(f.tier_count() == 2);
}

TEST_CASE(
    "a rotation is refused while another program has the database open, and changes nothing") {
    RotationFixture f;
    const auto before = read_files(f.home);
    auto terminal = f.open();
    const auto rotated = rotate_key(f.home, f.random);
    REQUIRE_FALSE(rotated);
    CHECK(rotated.error().code() == k_database_in_use.code);
    CHECK(read_files(f.home).key == before.key);
}

TEST_CASE("a key that the service manager hands in is not rotated") {
    RotationFixture f;
    f.home.key_is_managed = true;
    CHECK(rotate_key(f.home, f.random).error().code() == k_key_managed.code);
}

TEST_CASE(
    "a rotation that was interrupted at any step is undone or finished when the database is opened "
    "next") {
    RotationFixture f;
    const auto before = read_files(f.home);
    rotate_key(f.home, f.random).value();
    const auto after = read_files(f.home);
    const fs::path next = f.home.key.string() + ".next",
                   rotated = f.home.database.string() + ".rotated";
    struct State {
        const char* name;
        const std::string &database, &sidecar, &key;
        std::string next_key, copy;
        const std::string& expected_key;
    };
    const State states[] = {
        {"new key written", before.database, before.sidecar, before.key, after.key, "", before.key},
        {"copy begun", before.database, before.sidecar, before.key, after.key,
         after.database.substr(0, 5000), before.key},
        {"copy complete", before.database, before.sidecar, before.key, after.key, after.database,
         before.key},
        {"copy renamed", after.database, before.sidecar, before.key, after.key, "", after.key},
        {"sidecar written", after.database, after.sidecar, before.key, after.key, "", after.key},
    };
    for (const auto& state : states) {
        CAPTURE(state.name);
        put(f.home.database, state.database);
        put(f.home.database.string() + ".cipher", state.sidecar);
        put(f.home.key, state.key);
        put(next, state.next_key);
        if (!state.copy.empty()) put(rotated, state.copy);
        CHECK(f.tier_count() == 1);
        CHECK(f.present_key() == state.expected_key);
        CHECK_FALSE(f.is_pending());
        CHECK(sqlite::load_sidecar(f.home.database).value().key_id ==
              sqlite::key_id(state.expected_key));
    }
}

TEST_CASE("an interrupted rotation of which neither key opens the database is left as it is") {
    RotationFixture f;
    put(f.home.key.string() + ".next", std::string(32, 'n'));
    put(f.home.key, std::string(32, 'w'));
    const auto before = read_files(f.home);
    const auto opened = f.try_open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code() == sqlite::k_database_damaged.code);
    CHECK(read_files(f.home).database == before.database);
    CHECK(is_key_rotation_pending(f.home));
}

TEST_CASE("kill -9 in the middle of rotations never loses the database or its key") {
    RotationFixture f;
    for (int round = 0; round < 8; ++round) {
        ChildProcess child([&](const auto& report) {
            SystemRandom random;
            for (;;) {
                report();
                if (!rotate_key(f.home, random)) ::_exit(1);
            }
        });
        for (int i = 0; i <= round; ++i) REQUIRE(child.wait_report());
        child.kill();
        CHECK(f.tier_count() == 1);
        CHECK_FALSE(f.is_pending());
    }
}

TEST_CASE(
    "a backup from before a rotation is read with the old key, and says which one is missing "
    "without it") {
    RotationFixture f;
    std::string old_id;
    fs::path backup;
    {
        auto terminal = f.open();
        backup = create_backup(terminal, 3).value().path;
    }
    old_id = rotate_key(f.home, f.random).value().old_key_id;
    CHECK(verify_backup(f.home, backup).value().row_counts.at("tier") == 1);
    fs::remove(f.home.old_keys / (old_id + ".key"));
    const auto verified = verify_backup(f.home, backup);
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code() == k_old_key_missing.code);
    CHECK(verified.error().message().find(old_id) != std::string::npos);
}

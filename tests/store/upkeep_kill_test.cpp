#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/backup_restore.hpp"
#include "terminal/store/database_check.hpp"
#include "terminal/store/key_rotation.hpp"
#include "tests/store/child_process.hpp"
#include "tests/store/store_fixture.hpp"
#include "tests/support/crash_point.hpp"
#include "tests/support/kill_point.hpp"

// What the administrator runs, killed at every single call that changes a file. Afterwards the
// terminal opens by itself, nothing confirmed is missing, and the same command can be run again.

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace fs = std::filesystem;

namespace {

/// A home of which the same state is put in place before every kill.
struct KillFixture : StoreFixture {
    TempFolder memory{qiantai::test::FolderPlace::memory};
    fs::path root = memory / "home", kept = memory / "kept";

    KillFixture() {
        home = resolve_home(root, [](const char*) { return std::nullopt; }).value();
        fs::create_directories(root);
    }
    void keep_state() { qiantai::test::copy_home(root, kept); }
    void put_state() {
        fs::remove_all(root);
        qiantai::test::copy_home(kept, root);
    }
    void write_tier(const char* code, int n) {
        insert_tier(open().database(), code, nth_id(n)).value();
    }
    /// Confirmed by a program that died, so it is in the WAL alone.
    void write_tier_and_die(const char* code, int n) {
        ChildProcess child([&](const auto& report) {
            auto terminal = open();
            insert_tier(terminal.database(), code, nth_id(n)).value();
            report();
            ::pause();
        });
        REQUIRE(child.wait_report());
        child.kill();
        REQUIRE(fs::file_size(home.database.string() + "-wal") > 0);
    }
    /// The tiers of the database as it opens by itself, which must be sound.
    std::string tiers() {
        auto opened = try_open();
        if (!opened) return opened.error().message();
        const auto report = check_database(*opened, DamageSearch::quick).value();
        if (!report.sound()) return report.problems.front();
        return query_text(opened->database(),
                          "SELECT group_concat(code) FROM (SELECT code FROM tier ORDER BY code)");
    }
    /// Kills `work` at each of its file calls, and opening what it left a few calls later too; calls
    /// `look` after each. How many calls there were.
    int kill_everywhere(const std::function<void()>& work, const std::function<void()>& look) {
        for (int call = 1;; ++call) {
            CAPTURE(call);
            put_state();
            if (!qiantai::test::dies_at_file_call(call, work)) return call - 1;
            const int in_recovery = 1 + call % 7;
            (void)qiantai::test::dies_at_file_call(in_recovery, [&] { (void)try_open(); });
            look();
        }
    }
};

}  // namespace

TEST_CASE("a key rotation killed at any file call leaves a terminal that opens") {
    KillFixture f;
    f.write_tier("one", 1);
    const auto backup = create_backup(f.open(), 3).value().path;
    f.write_tier_and_die("two", 2);
    f.keep_state();
    const auto old_key = sqlite::load_key_file(f.home.key).value();
    int undone = 0, finished = 0;
    const int calls = f.kill_everywhere([&] { rotate_key(f.home, f.random).value(); },
                                        [&] {
                                            CHECK(f.tiers() == "one,two");
                                            CHECK_FALSE(is_key_rotation_pending(f.home));
                                            const auto key = sqlite::load_key_file(f.home.key);
                                            ++(key.value() == old_key ? undone : finished);
                                            CHECK(verify_backup(f.home, backup));
                                            CHECK(rotate_key(f.home, f.random));
                                        });
    CHECK(calls > 50);
    CHECK(undone > 0);
    CHECK(finished > 0);
}

TEST_CASE("a backup killed at any file call leaves only whole backups, and the next one is made") {
    KillFixture f;
    f.write_tier("one", 1);
    for (int i = 0; i < 2; ++i) create_backup(f.open(), 2).value();
    f.write_tier_and_die("two", 2);
    f.keep_state();
    const auto make = [&] { create_backup(f.try_open().value(), 2).value(); };
    const int calls = f.kill_everywhere(make, [&] {
        const auto left = list_backups(f.home).value();
        CHECK(left.size() >= 2);
        for (const auto& backup : left) CHECK(verify_backup(f.home, backup.path));
        CHECK(f.tiers() == "one,two");
        make();
        const auto made = list_backups(f.home).value();
        CHECK(made.size() == 2);
        CHECK(verify_backup(f.home, made.front().path).value().row_counts.at("tier") == 2);
        for (const auto& entry : fs::directory_iterator(f.home.backups)) {
            CHECK(entry.path().filename().string().find(".unfinished") == std::string::npos);
        }
    });
    CHECK(calls > 30);
}

TEST_CASE("a restore killed at any file call leaves the old or the restored database, whole") {
    KillFixture f;
    f.write_tier("one", 1);
    const auto backup = create_backup(f.open(), 3).value().path;
    f.write_tier_and_die("two", 2);
    f.keep_state();
    const auto restore = [&](IfUnsent if_unsent) {
        return restore_backup(f.home, backup, f.clock, f.random, if_unsent);
    };
    int undone = 0, finished = 0;
    const int calls =
        f.kill_everywhere([&] { restore(IfUnsent::leave).value(); },
                          [&] {
                              const auto tiers = f.tiers();
                              CHECK_FALSE(is_restore_pending(f.home));
                              if (tiers == "one") {
                                  ++finished;
                                  return;
                              }
                              ++undone;
                              CHECK(tiers == "one,two");
                              // What only this database has is still known of it.
                              const auto refused = restore(IfUnsent::refuse);
                              REQUIRE_FALSE(refused);
                              CHECK(refused.error().code() == k_restore_loses_changes.code);
                              CHECK(restore(IfUnsent::leave).value().left_count == 1);
                              CHECK(f.tiers() == "one");
                          });
    CHECK(calls > 50);
    CHECK(undone > 0);
    CHECK(finished > 0);
}

// A rotation leaves a database without WAL; whoever opens it next switches that on, through a
// journal.
TEST_CASE("a restore knows and outlives what an opening that was killed left") {
    KillFixture f;
    f.write_tier("one", 1);
    const auto backup = create_backup(f.open(), 3).value().path;
    f.write_tier("two", 2);
    rotate_key(f.home, f.random).value();
    f.keep_state();
    const auto restore = [&](IfUnsent if_unsent) {
        return restore_backup(f.home, backup, f.clock, f.random, if_unsent);
    };
    int journals = 0;
    for (int call = 1;; ++call) {
        CAPTURE(call);
        f.put_state();
        if (!qiantai::test::dies_at_file_call(call, [&] { f.try_open().value(); })) break;
        const bool journal = fs::exists(f.home.database.string() + "-journal");
        const auto refused = restore(IfUnsent::refuse);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code() == k_restore_loses_changes.code);
        if (!journal) continue;
        ++journals;
        // The journal of a database that can't be read is not rolled into the restored one.
        f.put_state();
        (void)qiantai::test::dies_at_file_call(call, [&] { f.try_open().value(); });
        write_bytes(f.home.database, std::string(8192, 'x'));
        CHECK(restore(IfUnsent::refuse));
        CHECK(f.tiers() == "one");
    }
    CHECK(journals > 0);
}

TEST_CASE("making a terminal's database, killed at any file call, is begun again") {
    KillFixture f;
    f.keep_state();
    TerminalOptions options;
    options.if_missing = TerminalOptions::IfMissing::create;
    const int calls = f.kill_everywhere([&] { f.try_open(options).value(); },
                                        [&] {
                                            CHECK(f.try_open(options));
                                            CHECK(f.tiers() == "");
                                        });
    CHECK(calls > 30);
}

TEST_CASE("checking and upgrading an old database, killed at any file call, is done next time") {
    KillFixture f;
    const auto data = fs::path(QIANTAI_SOURCE_DIR) / "tests/store/data/schema_6";
    fs::create_directories(f.home.data());
    fs::create_directories(f.home.key.parent_path());
    for (const char* suffix : {"", ".cipher"}) {
        fs::copy_file(data / (std::string("terminal.db") + suffix),
                      f.home.database.string() + suffix);
    }
    fs::copy_file(data / "terminal.key", f.home.key);
    fs::permissions(f.home.key, fs::perms::owner_read | fs::perms::owner_write);
    f.keep_state();
    const int calls = f.kill_everywhere(
        [&] {
            auto terminal = f.try_open().value();
            QIANTAI_ASSERT(check_database(terminal, DamageSearch::thorough).value().sound());
        },
        [&] { CHECK(f.tiers() == "S001"); });
    CHECK(calls > 10);
}

#include "terminal/store/backup.hpp"

#include <thread>

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/key_rotation.hpp"
#include "tests/store/child_process.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace fs = std::filesystem;

TEST_CASE("a backup holds everything that was committed, under the same key, in one file") {
    StoreFixture f;
    auto terminal = f.open();
    insert_tier(terminal.database(), "gold", nth_id(1)).value();
    const auto backup = create_backup(terminal, 3).value();
    CHECK(backup.sidecar.key_id == sqlite::key_id(terminal.key()));
    CHECK(backup.sidecar.incarnation == terminal.incarnation().text());
    const auto content = verify_backup(f.home, backup.path).value();
    CHECK(content.row_counts.at("tier") == 1);
    CHECK(content.row_counts.at("outbox") == 1);
    CHECK(content.last_seq == 1);
    CHECK(content.schema_version == sqlite::terminal_migrations().back().number);
    CHECK_FALSE(fs::exists(backup.path.string() + "-wal"));
    CHECK(file_bytes(backup.path).find("CREATE TABLE") == std::string::npos);
}

TEST_CASE("a backup made while another connection writes holds whole transactions only") {
    StoreFixture f;
    auto terminal = f.open();
    auto writer = terminal.open_connection().value();
    std::atomic<bool> stop = false, writing = false;
    std::thread thread([&] {
        for (int n = 0; !stop; n += 2) {
            auto transaction = sqlite::Transaction::begin(writer).value();
            insert_tier(writer, "a", nth_id(n)).value();
            insert_tier(writer, "b", nth_id(n + 1)).value();
            transaction.commit().value();
            writing = true;
        }
    });
    while (!writing) std::this_thread::yield();
    for (int i = 0; i < 5; ++i) {
        const auto backup = create_backup(terminal, 5).value();
        auto opened = open_backup(f.home, backup.path).value();
        CHECK(verify_backup(opened).value().row_counts.at("tier") > 0);
        CHECK(query_integer(opened.database,
                            "SELECT sum(code = 'a') - sum(code = 'b') FROM tier") == 0);
        CHECK(query_integer(opened.database, "SELECT count(*) - max(seq) FROM outbox") == 0);
    }
    stop = true;
    thread.join();
}

TEST_CASE("only the newest backups are kept, also when the clock goes back") {
    StoreFixture f;
    auto terminal = f.open();
    fs::path newest;
    for (int n = 0; n < 7; ++n) {
        insert_tier(terminal.database(), "t", nth_id(n)).value();
        newest = create_backup(terminal, 3).value().path;
        f.clock.advance(n % 3 == 0 ? 1000 : n % 3 == 1 ? 0 : -5000);
    }
    write_bytes(f.home.backups / "terminal-my-own.db", "not ours");
    const auto backups = list_backups(f.home).value();
    REQUIRE(backups.size() == 3);
    CHECK(backups[0].path == newest);
    for (int i = 0; i < 3; ++i) {
        CHECK(verify_backup(f.home, backups[std::size_t(i)].path).value().row_counts.at("tier") ==
              7 - i);
    }
    CHECK(fs::exists(f.home.backups / "terminal-my-own.db"));
}

TEST_CASE("a backup with a flipped byte anywhere, or cut short, does not verify") {
    StoreFixture f;
    auto terminal = f.open();
    for (int n = 0; n < 100; ++n) insert_tier(terminal.database(), "t", nth_id(n)).value();
    const auto backup = create_backup(terminal, 3).value();
    const auto good = file_bytes(backup.path);
    const auto refused = [&](const std::string& bytes) {
        write_bytes(backup.path, bytes);
        const auto verified = verify_backup(f.home, backup.path);
        REQUIRE_FALSE(verified);
        CHECK(verified.error().code() == sqlite::k_database_damaged.code);
    };
    for (std::size_t page = 0; page < good.size() / 4096; ++page) {
        auto bytes = good;
        bytes[page * 4096 + 2000] = static_cast<char>(bytes[page * 4096 + 2000] ^ 1);
        CAPTURE(page);
        refused(bytes);
    }
    refused(good.substr(0, good.size() - 4096));
    refused("");
    write_bytes(backup.path, good);
    CHECK(verify_backup(f.home, backup.path));
}

TEST_CASE("a backup that lost its sidecar is still read, with any key that is here") {
    StoreFixture f;
    fs::path backup;
    {
        auto terminal = f.open();
        backup = create_backup(terminal, 3).value().path;
    }
    fs::remove(backup.string() + ".cipher");
    CHECK(verify_backup(f.home, backup));
    rotate_key(f.home, f.random).value();
    CHECK(verify_backup(f.home, backup));
}

TEST_CASE("two backups at once are not made") {
    StoreFixture f;
    auto terminal = f.open();
    create_backup(terminal, 3).value();
    const auto lock =
        FileLock::take(f.home.backups / "backups.lock", FileLock::Kind::exclusive).value();
    CHECK(create_backup(terminal, 3).error().code() == k_database_in_use.code);
    CHECK(list_backups(f.home).value().size() == 1);
}

TEST_CASE("kill -9 in the middle of backups leaves only whole ones, and the next clears up") {
    StoreFixture f;
    {
        auto terminal = f.open();
        for (int n = 0; n < 200; ++n) insert_tier(terminal.database(), "t", nth_id(n)).value();
    }
    for (int round = 0; round < 6; ++round) {
        ChildProcess child([&](const auto& report) {
            auto terminal = f.open();
            for (;;) {
                report();
                f.clock.advance(1);
                if (!create_backup(terminal, 4)) ::_exit(1);
            }
        });
        for (int i = 0; i <= round + 1; ++i) REQUIRE(child.wait_report());
        child.kill();
        const auto backups = list_backups(f.home).value();
        for (const auto& backup : backups) {
            CHECK(verify_backup(f.home, backup.path).value().row_counts.at("tier") == 200);
        }
        f.clock.advance(60'000);
    }
    auto terminal = f.open();
    create_backup(terminal, 2).value();
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(f.home.backups))
        names.insert(entry.path().filename());
    CHECK(names.size() == 5);  // two backups, their sidecars, the lock
}

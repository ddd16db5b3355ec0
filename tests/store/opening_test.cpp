#include <sys/mount.h>
#include <sys/stat.h>

#include <chrono>

#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/backup.hpp"
#include "terminal/store/database_check.hpp"
#include "terminal/store/database_creation.hpp"
#include "tests/store/child_process.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace fs = std::filesystem;

namespace {

std::string error_code(StoreFixture& f) {
    const auto opened = f.try_open();
    return opened ? "opened" : std::string(opened.error().code());
}

/// A full disk of its own: a tmpfs of 2 MiB. Only root can mount it.
class SmallDisk {
  public:
    explicit SmallDisk(const fs::path& path) : m_path(path) {
        fs::create_directories(path);
        // An empty database and the log of its making have room.
        m_mounted = ::mount("tmpfs", path.c_str(), "tmpfs", 0, "size=3m") == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (m_mounted) ::umount2(m_path.c_str(), MNT_DETACH);
    }
    bool is_mounted() const { return m_mounted; }

  private:
    fs::path m_path;
    bool m_mounted = false;
};

}  // namespace

TEST_CASE(
    "a new terminal gets a key, a database and an incarnation; the next opening finds the same") {
    StoreFixture f;
    CHECK(error_code(f) == std::string(sqlite::k_database_missing.code));
    CHECK_FALSE(fs::exists(f.home.database.parent_path()));
    Uuid incarnation;
    {
        auto terminal = f.open();
        incarnation = terminal.incarnation();
        CHECK_FALSE(incarnation.is_nil());
    }
    auto terminal = f.try_open().value();
    CHECK(terminal.incarnation() == incarnation);
    const auto sidecar = sqlite::load_sidecar(f.home.database).value();
    CHECK(sidecar.cipher == sqlite::best_cipher_here());
    CHECK(sidecar.key_id == sqlite::key_id(sqlite::load_key_file(f.home.key).value()));
    CHECK(sidecar.incarnation == incarnation.text());
    CHECK(query_text(terminal.database(), "PRAGMA journal_mode") == "wal");
    CHECK(query_integer(terminal.database(), "PRAGMA synchronous") == 2);
}

TEST_CASE("a till without AES instructions gets a database that works the same") {
    StoreFixture f;
    TerminalOptions options;
    options.if_missing = TerminalOptions::IfMissing::create;
    options.cipher = sqlite::Cipher::chacha20;
    f.try_open(options).value();
    auto terminal = f.try_open().value();
    CHECK(terminal.cipher() == sqlite::Cipher::chacha20);
    insert_tier(terminal.database(), "gold", nth_id(1)).value();
    CHECK(verify_backup(f.home, create_backup(terminal, 1).value().path));
}

TEST_CASE("a database that vanished is missed, not replaced by an empty one") {
    StoreFixture f;
    f.open();
    fs::remove(f.home.database);
    TerminalOptions options;
    options.if_missing = TerminalOptions::IfMissing::create;
    const auto opened = f.try_open(options);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == &k_database_gone);
    CHECK_FALSE(fs::exists(f.home.database));
}

TEST_CASE("what is wrong with key or database is said by name, and neither is changed") {
    StoreFixture f;
    {
        auto terminal = f.open();
        insert_tier(terminal.database(), "gold", nth_id(1)).value();
    }
    const auto database = file_bytes(f.home.database), key = file_bytes(f.home.key);
    const auto expect = [&](const ErrorKind& kind) {
        const auto database_before = file_bytes(f.home.database);
        const bool has_key = fs::exists(f.home.key);
        CHECK(error_code(f) == std::string(kind.code));
        CHECK(file_bytes(f.home.database) == database_before);
        CHECK(fs::exists(f.home.key) == has_key);
        write_bytes(f.home.database, database);
        write_bytes(f.home.key, key);
        ::chmod(f.home.key.c_str(), 0600);
        CHECK(error_code(f) == "opened");
    };
    fs::remove(f.home.key);
    expect(sqlite::k_key_missing);
    ::chmod(f.home.key.c_str(), 0644);
    expect(sqlite::k_key_exposed);
    write_bytes(f.home.key, "short");
    expect(sqlite::k_key_malformed);
    write_bytes(f.home.key, std::string(32, 'w'));
    expect(sqlite::k_database_wrong_key);
    write_bytes(f.home.database, database.substr(0, 4096));
    expect(sqlite::k_database_damaged);
    write_bytes(f.home.database, "");
    expect(sqlite::k_database_damaged);
    write_bytes(f.home.database, std::string("SQLite format 3\0", 16) + std::string(8000, ' '));
    expect(sqlite::k_database_foreign);
}

TEST_CASE("asking to create never makes a new database over one that can't be opened") {
    StoreFixture f;
    f.open();
    write_bytes(f.home.database, "");
    TerminalOptions options;
    options.if_missing = TerminalOptions::IfMissing::create;
    CHECK(f.try_open(options).error().code() == sqlite::k_database_damaged.code);
    CHECK(fs::file_size(f.home.database) == 0);
}

TEST_CASE("a database of a newer program or another one under our key is refused unchanged") {
    const auto refused = [](const char* sql, const ErrorKind& kind) {
        StoreFixture f;
        {
            auto terminal = f.open();
            terminal.database().execute(sql).value();
        }
        const auto before = file_bytes(f.home.database);
        CHECK(error_code(f) == std::string(kind.code));
        CHECK(file_bytes(f.home.database) == before);
    };
    refused("PRAGMA user_version = 99999", sqlite::k_database_too_new);
    refused("PRAGMA application_id = 12345", sqlite::k_database_foreign);
}

TEST_CASE(
    "files and folders without rights are said to be so, and nothing is made in their stead") {
    if (::geteuid() != 0) {
        MESSAGE("skipped: only root can become another user");
        return;
    }
    StoreFixture f;
    f.open();
    constexpr uid_t k_nobody = 65534;
    const auto own_all = [&](uid_t owner) {
        REQUIRE(::chown(f.folder.path().c_str(), owner, owner) == 0);
        for (const auto& entry : fs::recursive_directory_iterator(f.folder.path())) {
            REQUIRE(::chown(entry.path().c_str(), owner, owner) == 0);
        }
    };
    const auto opened_by_nobody = [&] {
        ChildProcess child([&](const auto&) {
            TerminalOptions options;
            options.if_missing = TerminalOptions::IfMissing::create;
            if (::setuid(k_nobody) != 0) ::_exit(2);
            const auto opened = f.try_open(options);
            if (opened) ::_exit(0);
            ::_exit(opened.error().code() == sqlite::k_database_no_rights.code ? 1 : 3);
        });
        return child.wait_end();
    };
    const auto before = file_bytes(f.home.database);
    CHECK(opened_by_nobody() == 1);
    own_all(k_nobody);
    ::chmod(f.home.data().c_str(), 0500);
    CHECK(opened_by_nobody() == 1);
    ::chmod(f.home.data().c_str(), 0700);
    ::chmod(f.home.database.c_str(), 0400);
    CHECK(opened_by_nobody() == 1);
    CHECK(file_bytes(f.home.database) == before);
    ::chmod(f.home.database.c_str(), 0600);
    CHECK(opened_by_nobody() == 0);
}

TEST_CASE("a program that holds the database for itself makes the others wait, then say so") {
    StoreFixture f;
    auto terminal = f.open();
    TerminalOptions hasty;
    hasty.busy_timeout_ms = 1;
    auto other = f.try_open(hasty).value();
    auto transaction = sqlite::Transaction::begin(terminal.database()).value();
    const auto written = insert_tier(other.database(), "gold", nth_id(1));
    REQUIRE_FALSE(written);
    CHECK(written.error().code() == sqlite::k_database_busy.code);
    const auto lock = FileLock::take(lock_path(f.home), FileLock::Kind::exclusive);
    CHECK(lock.error().code() == k_database_in_use.code);
}

TEST_CASE("kill -9 while writing loses no confirmed change and leaves no half transaction") {
    StoreFixture f;
    f.open();
    int confirmed = 0;
    for (int round = 0; round < 5; ++round) {
        ChildProcess child([&](const auto& report) {
            auto opened = f.try_open();
            if (!opened) ::_exit(1);
            auto& db = opened->database();
            for (int n = 0;; ++n) {
                auto transaction = sqlite::Transaction::begin(db).value();
                for (const char* code : {"a", "b"}) {
                    insert_tier(db, code, Uuid::derive(code + std::to_string(round * 100'000 + n)))
                        .value();
                }
                transaction.commit().value();
                report();
            }
        });
        const int wanted = 10 + 7 * round;
        for (int i = 0; i < wanted; ++i) REQUIRE(child.wait_report());
        child.kill();
        confirmed += wanted + child.count_reports();
        auto terminal = f.open();
        auto& db = terminal.database();
        const auto count = query_integer(db, "SELECT count(*) FROM tier WHERE code = 'a'");
        CHECK(count >= confirmed);
        CHECK(count == query_integer(db, "SELECT count(*) FROM tier WHERE code = 'b'"));
        CHECK(2 * count == query_integer(db, "SELECT count(*) FROM outbox"));
        CHECK(check_database(terminal, DamageSearch::thorough).value().problems.empty());
        confirmed = int(count);
    }
}

TEST_CASE("kill -9 while the first database is being made leaves none or a whole one") {
    for (int round = 0; round < 6; ++round) {
        StoreFixture f;
        ChildProcess child([&](const auto& report) {
            report();
            TerminalOptions options;
            options.if_missing = TerminalOptions::IfMissing::create;
            auto opened = f.try_open(options);
            report();
            ::pause();
        });
        REQUIRE(child.wait_report());
        if (round == 5) REQUIRE(child.wait_report());
        child.kill();
        if (fs::exists(f.home.database)) CHECK(error_code(f) == "opened");
        f.open();
    }
}

TEST_CASE(
    "a full disk refuses the save, keeps what was saved, and works again once there is space") {
    TempFolder mount_point;
    SmallDisk disk(mount_point / "disk");
    if (!disk.is_mounted()) {
        MESSAGE("skipped: only root can mount a small disk");
        return;
    }
    StoreFixture f;
    f.home = resolve_home(mount_point / "disk", [](const char*) { return std::nullopt; }).value();
    TerminalOptions options;
    options.if_missing = TerminalOptions::IfMissing::create;
    auto terminal = f.try_open(options).value();
    auto& db = terminal.database();
    int saved = 0;
    std::string code;
    for (; saved < 100'000; ++saved) {
        const auto inserted = insert_tier(db, std::string(500, 'x'), nth_id(saved));
        if (inserted) continue;
        code = inserted.error().code();
        break;
    }
    CHECK(code == std::string(sqlite::k_database_full.code));
    CHECK(saved > 50);
    CHECK(query_integer(db, "SELECT count(*) FROM tier") == saved);
    CHECK(query_integer(db, "SELECT count(*) FROM outbox") == saved);
    CHECK_FALSE(create_backup(terminal, 1));
    CHECK(list_backups(f.home).value().empty());
    REQUIRE(::mount("tmpfs", (mount_point / "disk").c_str(), "tmpfs", MS_REMOUNT, "size=8m") == 0);
    CHECK(insert_tier(db, "gold", nth_id(saved)));
    CHECK(create_backup(terminal, 1));
    CHECK(check_database(terminal, DamageSearch::thorough).value().problems.empty());
}

TEST_CASE(
    "a key and a database can't be made on a full disk, and nothing half-made is left in the way") {
    TempFolder mount_point;
    SmallDisk disk(mount_point / "disk");
    if (!disk.is_mounted()) {
        MESSAGE("skipped: only root can mount a small disk");
        return;
    }
    StoreFixture f;
    f.home = resolve_home(mount_point / "disk", [](const char*) { return std::nullopt; }).value();
    write_bytes(mount_point / "disk/filler", std::string((2 << 20) - 64 * 1024, 'x'));
    TerminalOptions options;
    options.if_missing = TerminalOptions::IfMissing::create;
    const auto opened = f.try_open(options);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code() == sqlite::k_database_full.code);
    CHECK_FALSE(fs::exists(f.home.database));
    fs::remove(mount_point / "disk/filler");
    CHECK(f.try_open(options));
}

TEST_CASE("opening is cheap: what every start of the program and every ctl call pays") {
    StoreFixture f;
    f.open();
    const auto start = std::chrono::steady_clock::now();
    constexpr int k_rounds = 10;
    for (int i = 0; i < k_rounds; ++i) f.try_open().value();
    const auto each = (std::chrono::steady_clock::now() - start) / k_rounds;
    CHECK(each < std::chrono::milliseconds(200));  // half a millisecond in release; the rest is
                                                   // room for sanitizers and busy machines
}

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/key_file.hpp"
#include "schema/sqlite/migrations.hpp"
#include "tests/support/temp_folder.hpp"

using namespace qiantai;
using namespace qiantai::sqlite;
using qiantai::test::file_bytes;
using qiantai::test::TempFolder;
using qiantai::test::write_bytes;

namespace {

const std::string k_key(32, 'k');
const std::string k_other_key(32, 'o');
constexpr std::string_view k_secret = "秘密的电话13800001234";

OpenOptions options_for(Cipher cipher, OpenMode mode, const std::string& key = k_key) {
    OpenOptions options;
    options.cipher = cipher;
    options.key = cipher == Cipher::none ? "" : key;
    options.mode = mode;
    return options;
}

/// A database of some pages with the secret in it; closed.
void make_database(const std::filesystem::path& path, Cipher cipher) {
    auto database = Database::open(path, options_for(cipher, OpenMode::create)).value();
    database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)").value();
    auto transaction = Transaction::begin(database).value();
    for (int i = 0; i < 500; ++i) {
        database.cached("INSERT INTO t (text) VALUES (?)").bind(k_secret).run().value();
    }
    transaction.commit().value();
}

/// True if SQLite opens the file with exactly these settings. Uses the library directly, not our
/// wrapper.
bool opens_with(const std::filesystem::path& path, const char* cipher, int algorithm) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    sqlite3mc_config(handle, "cipher", sqlite3mc_cipher_index(cipher));
    if (algorithm > 0) sqlite3mc_config_cipher(handle, cipher, "algorithm", algorithm);
    const std::string key = "raw:" + k_key;
    sqlite3_key(handle, key.data(), static_cast<int>(key.size()));
    const int read = sqlite3_exec(handle, "SELECT count(*) FROM t", nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    return read == SQLITE_OK;
}

const ErrorKind* error_kind(const std::filesystem::path& path, const std::string& key = k_key) {
    const auto opened = open_encrypted(path, key, options_for(Cipher::none, OpenMode::read_write));
    return opened ? nullptr : opened.error().kind;
}

std::string code_of(const ErrorKind* kind) {
    return kind ? std::string(kind->code) : "opened";
}

}  // namespace

TEST_CASE("a database can be read by its owner alone, also one that an older program made") {
    TempFolder folder;
    const auto path = folder / "a.db";
    const auto mode_of = [](const std::filesystem::path& file) {
        return static_cast<unsigned>(std::filesystem::status(file).permissions());
    };
    const mode_t before = ::umask(0);
    auto database = Database::open(path, options_for(Cipher::chacha20, OpenMode::create)).value();
    database.execute("CREATE TABLE t (text TEXT)").value();
    ::umask(before);
    CHECK(mode_of(path) == 0600);
    CHECK(mode_of(path.string() + "-wal") == 0600);
    CHECK(mode_of(path.string() + "-shm") == 0600);
    for (const auto& file : {path.string(), path.string() + "-wal"}) {
        REQUIRE(::chmod(file.c_str(), 0644) == 0);
    }
    const auto second = Database::open(path, options_for(Cipher::chacha20, OpenMode::read_write));
    REQUIRE(second.ok());
    CHECK(mode_of(path) == 0600);
    CHECK(mode_of(path.string() + "-wal") == 0600);
    // The first connection's locks still hold.
    database.execute("BEGIN IMMEDIATE").value();
    auto options = options_for(Cipher::chacha20, OpenMode::read_write);
    options.busy_timeout_ms = 0;
    auto third = Database::open(path, options).value();
    CHECK(third.execute("BEGIN IMMEDIATE").error().code() == "database_busy");
}

TEST_CASE("a file that the key does not fit keeps its rights") {
    TempFolder folder;
    const auto path = folder / "a.db";
    make_database(path, Cipher::chacha20);
    REQUIRE(::chmod(path.c_str(), 0644) == 0);
    CHECK_FALSE(
        Database::open(path, options_for(Cipher::chacha20, OpenMode::read_write, k_other_key)));
    CHECK((static_cast<unsigned>(std::filesystem::status(path).permissions()) & 0777) == 0644);
}

TEST_CASE("this build's SQLite is the one the program needs") {
    check_sqlite_build().value();
    CHECK(sqlite3_threadsafe() == 2);
}

TEST_CASE(
    "the cipher asked for is the one in the file: AEGIS-256 among six variants of AEGIS, or "
    "ChaCha20") {
    TempFolder folder;
    make_database(folder / "a.db", Cipher::aegis256);
    make_database(folder / "c.db", Cipher::chacha20);
    // 1 to 6: AEGIS-128L, 128X2, 128X4, 256, 256X2, 256X4.
    for (int algorithm = 1; algorithm <= 6; ++algorithm) {
        CAPTURE(algorithm);
        CHECK(opens_with(folder / "a.db", "aegis", algorithm) == (algorithm == 4));
        CHECK_FALSE(opens_with(folder / "c.db", "aegis", algorithm));
    }
    CHECK(opens_with(folder / "c.db", "chacha20", 0));
    CHECK_FALSE(opens_with(folder / "a.db", "chacha20", 0));
}

TEST_CASE("nothing readable reaches the disk, neither in the database nor in its WAL") {
    for (const Cipher cipher : {Cipher::aegis256, Cipher::chacha20, Cipher::none}) {
        TempFolder folder;
        const auto path = folder / "t.db";
        make_database(path, cipher);
        auto database = Database::open(path, options_for(cipher, OpenMode::read_write)).value();
        database.cached("INSERT INTO t (text) VALUES (?)").bind(k_secret).run().value();
        const auto main = file_bytes(path), wal = file_bytes(path.string() + "-wal");
        REQUIRE(wal.size() > 4096);
        const bool readable =
            cipher == Cipher::none;  // the control: without cipher the search does find it
        CHECK((main.find(k_secret) != std::string::npos) == readable);
        CHECK((wal.find(k_secret) != std::string::npos) == readable);
        CHECK((main.find("CREATE TABLE") != std::string::npos) == readable);
    }
}

TEST_CASE("an open database is durable, checks references and keeps temporary data in memory") {
    TempFolder folder;
    auto database =
        Database::open(folder / "t.db", options_for(Cipher::aegis256, OpenMode::create)).value();
    const auto pragma = [&](const std::string& name) {
        auto statement = database.prepare("PRAGMA " + name).value();
        REQUIRE(statement.step().value());
        return std::string(statement.text(0));
    };
    CHECK(pragma("journal_mode") == "wal");
    CHECK(pragma("synchronous") == "2");
    CHECK(pragma("foreign_keys") == "1");
    CHECK(pragma("trusted_schema") == "0");
    CHECK(pragma("recursive_triggers") == "1");
    CHECK(pragma("cache_size") == "-65536");
}

TEST_CASE("a refused file is named for what is wrong with it, and not one byte of it changes") {
    TempFolder folder;
    const auto path = folder / "t.db";
    const auto check = [&](const std::string& bytes, const ErrorKind& expected,
                           const std::string& key = k_key) {
        write_bytes(path, bytes);
        CHECK(code_of(error_kind(path, key)) == std::string(expected.code));
        CHECK(file_bytes(path) == bytes);
    };
    make_database(path, Cipher::aegis256);
    const auto good = file_bytes(path);
    REQUIRE(good.size() > 5 * 4096);
    save_sidecar(path, {Cipher::aegis256, key_id(k_key)}).value();
    CHECK(error_kind(path) == nullptr);

    check(good, k_database_wrong_key, k_other_key);
    check(good, k_database_wrong_key, "short");
    auto flipped = good;
    flipped[100] = static_cast<char>(flipped[100] ^ 1);
    check(flipped, k_database_damaged);
    check(good.substr(0, 2 * 4096), k_database_damaged);
    check(good.substr(0, 1000), k_database_damaged);
    check("", k_database_damaged);
    check(std::string(20'000, 'x'), k_database_damaged);

    TempFolder plain;
    make_database(plain / "p.db", Cipher::none);
    check(file_bytes(plain / "p.db"), k_database_foreign);
    CHECK(code_of(error_kind(folder / "nothing.db")) == std::string(k_database_missing.code));
    CHECK_FALSE(std::filesystem::exists(folder / "nothing.db"));
}

TEST_CASE("a wrong key leaves the WAL of a program that died as it is") {
    TempFolder folder;
    const auto path = folder / "t.db";
    std::string main, wal;
    make_database(path, Cipher::aegis256);
    {
        auto database =
            Database::open(path, options_for(Cipher::aegis256, OpenMode::read_write)).value();
        database.execute("INSERT INTO t (text) VALUES ('in the WAL only')").value();
        main = file_bytes(path);
        wal = file_bytes(path.string() + "-wal");
    }
    write_bytes(path, main);
    write_bytes(path.string() + "-wal", wal);
    // Without sidecar the file itself has to be tried.
    CHECK(code_of(error_kind(path, k_other_key)) == std::string(k_database_wrong_key.code));
    CHECK(file_bytes(path) == main);
    CHECK(file_bytes(path.string() + "-wal") == wal);
    auto opened =
        open_encrypted(path, k_key, options_for(Cipher::none, OpenMode::read_write)).value();
    CHECK(opened.cipher == Cipher::aegis256);
    auto& read = opened.database.cached("SELECT count(*) FROM t WHERE text = 'in the WAL only'");
    REQUIRE(read.step().value());
    CHECK(read.integer(0) == 1);
    read.reset();
}

TEST_CASE("a flipped byte in any later page is an error when that page is read, never wrong data") {
    TempFolder folder;
    const auto path = folder / "t.db";
    make_database(path, Cipher::aegis256);
    const auto good = file_bytes(path);
    const auto pages = good.size() / 4096;
    for (std::size_t page = 1; page < pages; ++page) {
        auto bytes = good;
        bytes[page * 4096 + 1234] = static_cast<char>(bytes[page * 4096 + 1234] ^ 0x40);
        write_bytes(path, bytes);
        auto database =
            Database::open(path, options_for(Cipher::aegis256, OpenMode::read_write)).value();
        const auto read = database.execute("SELECT sum(length(text)) FROM t");
        CAPTURE(page);
        REQUIRE_FALSE(read);
        CHECK(code_of(read.error().kind) == std::string(k_database_damaged.code));
    }
}

TEST_CASE("a lost sidecar is worked out from the file, for both ciphers") {
    TempFolder folder;
    for (const Cipher cipher : {Cipher::aegis256, Cipher::chacha20}) {
        const auto path = folder / std::string(cipher_name(cipher));
        make_database(path, cipher);
        CHECK(open_encrypted(path, k_key, options_for(Cipher::none, OpenMode::read_write))
                  .value()
                  .cipher == cipher);
        save_sidecar(path, {cipher, key_id(k_key), "i"}).value();
        const auto sidecar = load_sidecar(path).value();
        CHECK(sidecar.cipher == cipher);
        CHECK(sidecar.key_id == key_id(k_key));
        CHECK(sidecar.incarnation == "i");
    }
}

TEST_CASE(
    "databases that are too new, too old or another program's are refused with no byte changed") {
    TempFolder folder;
    const auto path = folder / "t.db";
    constexpr MigrationText steps[] = {{1, "one", "CREATE TABLE one (a)"},
                                       {2, "two", "CREATE TABLE two (a)"}};
    const auto attempt = [&](int oldest) {
        auto database =
            Database::open(path, options_for(Cipher::aegis256, OpenMode::read_write)).value();
        const auto migrated = migrate(database, ApplicationId::terminal, steps, oldest);
        return migrated ? "migrated from " + std::to_string(*migrated)
                        : std::string(migrated.error().code());
    };
    const auto make = [&](const std::string& sql) {
        std::filesystem::remove(path);
        auto database =
            Database::open(path, options_for(Cipher::aegis256, OpenMode::create)).value();
        database.execute("PRAGMA journal_mode=DELETE;" + sql).value();
    };
    const auto refused = [&](const std::string& sql, const ErrorKind& kind, int oldest = 1) {
        make(sql);
        const auto before = file_bytes(path);
        CHECK(attempt(oldest) == std::string(kind.code));
        CHECK(file_bytes(path) == before);
    };
    const std::string ours = "CREATE TABLE one (a); PRAGMA application_id=" +
                             std::to_string(static_cast<int>(ApplicationId::terminal)) + ";";
    refused(ours + "PRAGMA user_version=3", k_database_too_new);
    refused(ours + "PRAGMA user_version=1", k_database_too_old, 2);
    refused("CREATE TABLE notes (a)", k_database_foreign);
    refused("PRAGMA application_id=" + std::to_string(static_cast<int>(ApplicationId::hub)) +
                "; PRAGMA user_version=1",
            k_database_foreign);
    make(ours + "PRAGMA user_version=1");
    CHECK(attempt(1) == "migrated from 1");
    CHECK(attempt(1) == "migrated from 2");
}

TEST_CASE("a migration that fails leaves the steps before it and none of its own") {
    TempFolder folder;
    constexpr MigrationText steps[] = {{1, "one", "CREATE TABLE one (a)"},
                                       {2, "two", "CREATE TABLE two (a); CREATE TABLE one (a)"}};
    auto database =
        Database::open(folder / "t.db", options_for(Cipher::aegis256, OpenMode::create)).value();
    CHECK_FALSE(migrate(database, ApplicationId::terminal, steps));
    auto& tables = database.cached("SELECT group_concat(name) FROM sqlite_schema");
    REQUIRE(tables.step().value());
    CHECK(tables.text(0) == "one");
    tables.reset();
    CHECK(migrate(database, ApplicationId::terminal, std::span(steps, 1)).value() == 1);
}

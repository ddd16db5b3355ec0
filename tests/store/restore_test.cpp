#include "terminal/store/backup_restore.hpp"

#include <sys/stat.h>

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/key_rotation.hpp"
#include "terminal/store/number_sequence.hpp"
#include "tests/store/child_process.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace fs = std::filesystem;
namespace fact = sqlite::fact;

namespace {

std::int64_t take_number(sqlite::Database& db, std::string_view name) {
    auto transaction = sqlite::Transaction::begin(db).value();
    const auto number = next_number(db, name).value();
    transaction.commit().value();
    return number;
}

/// A backup with tier 1, and a database that went on to tier 2.
struct RestoreFixture : StoreFixture {
    fs::path backup;
    Uuid first_incarnation;

    RestoreFixture() {
        auto terminal = open();
        first_incarnation = terminal.incarnation();
        auto& db = terminal.database();
        insert_tier(db, "one", nth_id(1)).value();
        take_number(db, "card");
        sqlite::save_fact(db, fact::k_acked_seq, std::int64_t(0)).value();
        backup = create_backup(terminal, 3).value().path;
        insert_tier(db, "two", nth_id(2)).value();
        take_number(db, "card");
        take_number(db, "begun after the backup");
    }
    Result<RestoreReport> restore(IfUnsent if_unsent = IfUnsent::leave) {
        return restore_backup(home, backup, clock, random, if_unsent);
    }
    std::string tiers() {
        auto terminal = open();
        return query_text(terminal.database(),
                          "SELECT group_concat(code) FROM (SELECT code FROM tier ORDER BY code)");
    }
    void damage_database() {
        auto bytes = file_bytes(home.database);
        for (std::size_t at = 0; at < bytes.size(); at += 100) bytes[at] = 'x';
        write_bytes(home.database, bytes);
    }
};

}  // namespace

TEST_CASE("a restore puts the backup in place and keeps the replaced database aside, readable") {
    RestoreFixture f;
    const auto report = f.restore().value();
    CHECK(f.tiers() == "one");
    CHECK(report.content.row_counts.at("tier") == 1);
    auto aside =
        sqlite::open_encrypted(report.replaced, sqlite::load_key_file(f.home.key).value(), {})
            .value();
    CHECK(query_integer(aside.database, "SELECT count(*) FROM tier") == 2);
}

TEST_CASE("a restore is refused while only the present database has a change, until it is sent") {
    RestoreFixture f;
    const auto before = file_bytes(f.home.database);
    const auto refused = f.restore(IfUnsent::refuse);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code() == k_restore_loses_changes.code);
    CHECK(refused.error().detail == "1 changes, since " + format_utc(f.clock.now_ms()));
    CHECK(file_bytes(f.home.database) == before);
    CHECK_FALSE(is_restore_pending(f.home));
    CHECK(f.tiers() == "one,two");
    {
        auto terminal = f.open();
        sqlite::save_fact(terminal.database(), fact::k_acked_seq, std::int64_t(2)).value();
    }
    CHECK(f.restore(IfUnsent::refuse).value().left_count == 0);
    CHECK(f.tiers() == "one");
}

TEST_CASE("a change of the same number as another one in the backup counts as not in it") {
    RestoreFixture f;
    f.restore().value();
    {
        auto terminal = f.open();
        insert_tier(terminal.database(), "three", nth_id(3)).value();
    }
    // The first restore's database was at change 2 when it was replaced, as is this one now.
    const auto second = create_backup(f.open(), 9).value().path;
    f.restore().value();
    {
        auto terminal = f.open();
        f.clock.advance(1000);
        insert_tier(terminal.database(), "four", nth_id(4)).value();
    }
    f.backup = second;
    CHECK(f.restore(IfUnsent::refuse).error().code() == k_restore_loses_changes.code);
    CHECK(f.restore().value().left_count == 1);
}

TEST_CASE("a restore that leaves changes behind says how many, if the database can be read") {
    RestoreFixture f;
    CHECK(f.restore().value().left_count == 1);
    f.damage_database();
    const auto report = f.restore(IfUnsent::refuse).value();
    CHECK_FALSE(report.left_count.has_value());
    CHECK_FALSE(report.replaced.empty());
    CHECK(f.tiers() == "one");
}

TEST_CASE("a restored database is a new incarnation that names the one it was restored from") {
    RestoreFixture f;
    const auto report = f.restore().value();
    CHECK(report.restored_from == std::vector{f.first_incarnation});
    auto terminal = f.open();
    CHECK(terminal.incarnation() == report.incarnation);
    CHECK(terminal.incarnation() != f.first_incarnation);
    CHECK(query_text(terminal.database(), "SELECT value FROM fact WHERE name = 'restored_from'") ==
          f.first_incarnation.text());
    CHECK(sqlite::load_sidecar(f.home.database).value().incarnation == report.incarnation.text());
}

TEST_CASE("restoring twice before headquarters heard of it names all that headquarters may know") {
    RestoreFixture f;
    const auto first = f.restore().value();
    const auto second = f.restore().value();
    CHECK(second.restored_from == std::vector{first.incarnation, f.first_incarnation});
    {
        // Headquarters has taken the second one over: sync removes the fact.
        auto terminal = f.open();
        sqlite::remove_fact(terminal.database(), fact::k_restored_from).value();
    }
    CHECK(f.restore().value().restored_from ==
          std::vector{second.incarnation, f.first_incarnation});
}

TEST_CASE(
    "after a restore no human number is given twice, whatever is known of the replaced database") {
    for (const bool damaged : {false, true}) {
        RestoreFixture f;
        if (damaged) f.damage_database();
        f.restore().value();
        auto terminal = f.open();
        CHECK(take_number(terminal.database(), "card") > 2);
        CHECK(take_number(terminal.database(), "begun after the backup") > 1);
        CHECK(take_number(terminal.database(), "card") < 1'000'000);
    }
}

TEST_CASE(
    "after a restore the changes that the backup knows as unacknowledged wait to be sent again") {
    RestoreFixture f;
    CHECK(f.restore().value().unsent_count == 1);
    auto terminal = f.open();
    insert_tier(terminal.database(), "three", nth_id(3)).value();
    const auto outbox = read_outbox(terminal.database());
    REQUIRE(outbox.size() == 2);
    CHECK(outbox[1].seq == 2);
}

TEST_CASE(
    "a database that is damaged or gone is replaced, and its incarnation known all the same") {
    for (const bool gone : {false, true}) {
        RestoreFixture f;
        if (gone)
            fs::remove(f.home.database);
        else
            f.damage_database();
        CHECK_FALSE(f.try_open());
        const auto report = f.restore().value();
        CHECK(report.restored_from == std::vector{f.first_incarnation});
        CHECK(report.replaced.empty() == gone);
        CHECK(f.tiers() == "one");
    }
}

TEST_CASE("a backup that doesn't verify is not restored, and nothing is changed") {
    RestoreFixture f;
    const auto before = file_bytes(f.home.database);
    const auto refused = [&](const ErrorKind& kind) {
        const auto restored = f.restore();
        REQUIRE_FALSE(restored);
        CHECK(restored.error().code() == kind.code);
        CHECK(file_bytes(f.home.database) == before);
        CHECK_FALSE(is_restore_pending(f.home));
    };
    const auto good = file_bytes(f.backup);
    auto bytes = good;
    bytes[bytes.size() - 3000] = static_cast<char>(bytes[bytes.size() - 3000] ^ 1);
    write_bytes(f.backup, bytes);
    refused(sqlite::k_database_damaged);
    fs::remove(f.backup);
    refused(sqlite::k_database_missing);
    write_bytes(f.backup, good);
    const auto key = file_bytes(f.home.key);
    fs::remove(f.home.key);
    refused(k_old_key_missing);
    write_bytes(f.home.key, key);
    ::chmod(f.home.key.c_str(), 0600);
    CHECK(f.tiers() == "one,two");
}

TEST_CASE("a restore is refused while another program has the database open") {
    RestoreFixture f;
    auto terminal = f.open();
    CHECK(f.restore().error().code() == k_database_in_use.code);
    CHECK(query_integer(terminal.database(), "SELECT count(*) FROM tier") == 2);
}

TEST_CASE("a backup under an older key is restored under the present one") {
    RestoreFixture f;
    const auto rotation = rotate_key(f.home, f.random).value();
    f.restore().value();
    CHECK(sqlite::load_sidecar(f.home.database).value().key_id == rotation.new_key_id);
    CHECK(f.tiers() == "one");
}

TEST_CASE("a backup is restored on a new machine that has only the old key by its id") {
    RestoreFixture f;
    const auto key = sqlite::load_key_file(f.home.key).value();
    Home machine = resolve_home(f.folder / "new", [](const char*) { return std::nullopt; }).value();
    sqlite::save_key_file(machine.old_keys / (sqlite::key_id(key) + ".key"), key).value();
    const auto report = restore_backup(machine, f.backup, f.clock, f.random).value();
    CHECK(report.replaced.empty());
    CHECK(report.restored_from == std::vector{f.first_incarnation});
    f.home = machine;
    CHECK(f.tiers() == "one");
}

TEST_CASE(
    "a restore that was interrupted after its decision is finished when the database is opened "
    "next") {
    // The states between the decision and its end, made from the files before and after.
    RestoreFixture f;
    const auto old_database = file_bytes(f.home.database),
               old_sidecar = file_bytes(f.home.database.string() + ".cipher");
    const auto report = f.restore().value();
    const auto new_database = file_bytes(f.home.database),
               new_sidecar = file_bytes(f.home.database.string() + ".cipher");
    const fs::path db = f.home.database, restoring = db.string() + ".restoring",
                   aside = report.replaced;
    for (int done = 0; done < 5; ++done) {
        CAPTURE(done);
        for (const auto& path : {db, restoring, aside}) {
            for (const char* suffix : {"", "-wal", "-shm", ".cipher"})
                fs::remove(path.string() + suffix);
        }
        write_bytes(done < 1 ? db : aside, old_database);
        write_bytes((done < 2 ? db : aside).string() + ".cipher", old_sidecar);
        write_bytes(done < 3 ? restoring : db, new_database);
        if (done < 4)
            write_bytes(restoring.string() + ".cipher", new_sidecar);
        else
            write_bytes(db.string() + ".cipher", new_sidecar);
        write_bytes(f.home.data() / "restore.json",
                    R"({"replaced":")" + aside.filename().string() + "\"}");
        CHECK(f.tiers() == "one");
        CHECK_FALSE(is_restore_pending(f.home));
        CHECK(file_bytes(aside) == old_database);
        CHECK(sqlite::load_sidecar(db).value().incarnation == report.incarnation.text());
    }
}

TEST_CASE("a restore that was interrupted before its decision leaves the old database in place") {
    RestoreFixture f;
    write_bytes(f.home.database.string() + ".restoring", "half a copy");
    CHECK(f.tiers() == "one,two");
    f.restore().value();
    CHECK(f.tiers() == "one");
}

TEST_CASE("kill -9 in the middle of restores leaves a whole database each time") {
    RestoreFixture f;
    for (int round = 0; round < 8; ++round) {
        ChildProcess child([&](const auto& report) {
            SystemRandom random;
            for (;;) {
                report();
                if (!restore_backup(f.home, f.backup, f.clock, random, IfUnsent::leave)) ::_exit(1);
            }
        });
        for (int i = 0; i <= round; ++i) REQUIRE(child.wait_report());
        child.kill();
        const auto tiers = f.tiers();
        CHECK((tiers == "one" || tiers == "one,two"));
    }
    CHECK(f.tiers() == "one");
}

#include "schema/sqlite/facts.hpp"
#include "terminal/store/database_check.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace fact = sqlite::fact;

namespace {

struct CheckFixture : StoreFixture {
    TerminalDatabase terminal = open();
    sqlite::Database& db = terminal.database();
    CheckFixture() {
        for (int n = 0; n < 6; ++n) insert_tier(db, "t", nth_id(n)).value();
        sqlite::save_fact(db, fact::k_acked_seq, std::int64_t(3)).value();
    }
    std::string problems() {
        const auto report = check_database(terminal, DamageSearch::thorough).value();
        return report.problems.empty() ? "sound"
                                       : fmt::format("{}", fmt::join(report.problems, "; "));
    }
};

}  // namespace

TEST_CASE("a sound database is found sound, with what waits counted") {
    CheckFixture f;
    const auto report = check_database(f.terminal, DamageSearch::quick).value();
    CHECK(report.sound());
    CHECK(report.outbox_count == 6);
    CHECK(report.unsent_count == 3);
    f.db.execute("DELETE FROM outbox WHERE seq < 3").value();
    CHECK(f.problems() == "sound");
}

TEST_CASE("a hole among the changes that headquarters still needs is found") {
    CheckFixture f;
    f.db.execute("DELETE FROM outbox WHERE seq = 5").value();
    CHECK(f.problems() == "1 of the changes 4 to 6 are missing from the outbox");
}

TEST_CASE("an acknowledgement beyond the outbox's end is found") {
    CheckFixture f;
    sqlite::save_fact(f.db, fact::k_acked_seq, std::int64_t(9)).value();
    CHECK(f.problems() == "headquarters has acknowledged change 9, the outbox ends at 6");
}

TEST_CASE("clocks that go back and changes that can't be read are found") {
    CheckFixture f;
    f.db.execute(
            "UPDATE outbox SET hlc = 5 WHERE seq = 4; UPDATE outbox SET columns = '{' WHERE seq = "
            "2")
        .value();
    CHECK(f.problems() ==
          "the clock of change 4 is not after the one before; change 2 can't be read");
}

TEST_CASE("missing and altered capture triggers are found") {
    CheckFixture f;
    f.db.execute(
            "DROP TRIGGER capture_member_insert; DROP TRIGGER capture_tier_delete;"
            "CREATE TRIGGER capture_tier_delete BEFORE DELETE ON tier BEGIN SELECT 1; END")
        .value();
    CHECK(f.problems().starts_with("2 of "));
}

TEST_CASE("a damaged page is found though opening did not touch it") {
    CheckFixture f;
    for (int n = 10; n < 400; ++n) insert_tier(f.db, std::string(300, 'x'), nth_id(n)).value();
    StoreFixture copy;
    const auto path = f.folder / "copy.db";
    f.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").value();
    auto bytes = file_bytes(f.home.database);
    REQUIRE(bytes.size() > 100 * 4096);
    bytes[80 * 4096 + 77] = static_cast<char>(bytes[80 * 4096 + 77] ^ 4);
    write_bytes(path, bytes);
    sqlite::OpenOptions options;
    options.cipher = f.terminal.cipher();
    options.key = f.terminal.key();
    auto damaged = sqlite::Database::open(path, options).value();
    CHECK_FALSE(find_damage(damaged, DamageSearch::quick).value().empty());
    CHECK_FALSE(find_damage(damaged, DamageSearch::thorough).value().empty());
}

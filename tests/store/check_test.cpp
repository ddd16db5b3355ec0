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

namespace {

/// As another program would that has the database's key: it knows nothing of our functions, so it
/// takes the triggers away first and puts them back.
void edit_elsewhere(sqlite::Database& db, const std::string& table, const std::string& sql) {
    std::vector<std::pair<std::string, std::string>> triggers;
    {
        auto statement =
            db.prepare(
                  "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?")
                .value();
        statement.bind(table);
        while (statement.step().value()) {
            triggers.emplace_back(statement.text(0), statement.text(1));
        }
    }
    for (const auto& [name, text] : triggers) db.execute("DROP TRIGGER " + name).value();
    db.execute(sql).value();
    for (const auto& [name, text] : triggers) db.execute(text).value();
}

}  // namespace

TEST_CASE("an outbox whose end was taken away is found by the audit trail") {
    CheckFixture f;
    auto event = f.db.prepare(
                         "INSERT INTO audit_event (id, store_code, terminal_code, incarnation,"
                         " chain_seq, created_at, business_date, action, hash)"
                         " VALUES (?, 'S001', '01', ?, ?, 1, '2026-11-21', 'x.y', x'00')")
                     .value();
    for (int n = 1; n <= 2; ++n) {
        event.bind(nth_id(100 + n), f.terminal.incarnation(), n).run().value();
    }
    CHECK(f.problems() == "sound");
    edit_elsewhere(f.db, "outbox", "DELETE FROM outbox WHERE seq > 7");
    CHECK(f.problems().starts_with("1 entries of the audit trail"));
    edit_elsewhere(f.db, "outbox", "DELETE FROM outbox WHERE seq > 3");
    CHECK(f.problems().starts_with("2 entries of the audit trail"));
}

TEST_CASE("what waits and was changed by another program, in the outbox or its record, is found") {
    CheckFixture f;
    f.db.execute("UPDATE tier SET name = 'u' WHERE id = (SELECT id FROM outbox WHERE seq = 5)")
        .value();
    f.db.execute("UPDATE tier SET name = 'v' WHERE id = (SELECT id FROM outbox WHERE seq = 5)")
        .value();
    REQUIRE(f.problems() == "sound");
    const auto in_outbox = [&](int seq, const std::string& name) {
        edit_elsewhere(f.db, "outbox",
                       fmt::format("UPDATE outbox SET columns = json_set(columns, '$.name', {})"
                                   " WHERE seq = {}",
                                   name, seq));
    };
    // What headquarters has is out of reach, and what was written again counts no more.
    in_outbox(2, "'w'");
    in_outbox(5, "'w'");
    in_outbox(7, "'w'");
    CHECK(f.problems() == "sound");
    in_outbox(8, "'w'");
    CHECK(f.problems().starts_with("change 8 says otherwise than its record about tier.name"));
    in_outbox(8, "NULL");
    CHECK(f.problems().starts_with("change 8 says otherwise"));
    in_outbox(8, "'v'");
    REQUIRE(f.problems() == "sound");
    edit_elsewhere(f.db, "tier",
                   "UPDATE tier SET rank = 99 WHERE id = (SELECT id FROM outbox WHERE seq = 6)");
    CHECK(f.problems().starts_with("change 6 says otherwise than its record about tier.rank"));
}

TEST_CASE(
    "staff that were changed by another program are found, those the program changed are not") {
    CheckFixture f;
    const auto add = [](int n) {
        return fmt::format(
            "INSERT INTO staff (id, store_code, number, name, role, status, pin_hash,"
            " pin_must_change, created_at) VALUES (x'{:032x}', 'S001', '{}', '员工', 'clerk',"
            " 'active', 'hash', 0, 1)",
            n, 1000 + n);
    };
    f.db.execute(add(1) + ";" + add(2)).value();
    f.db.execute("UPDATE staff SET pin_hash = 'new', pin_must_change = 1 WHERE number = '1001'")
        .value();
    f.db.execute("BEGIN; SELECT set_capture(0);" + add(3) +
                 "; UPDATE staff SET role = 'store_manager' WHERE number = '1003'; COMMIT")
        .value();
    REQUIRE(f.problems() == "sound");
    const std::string tampered = "staff were changed by another program";
    for (const auto& [there, back] : std::vector<std::pair<std::string, std::string>>{
             {"UPDATE staff SET role = 'store_manager' WHERE number = '1001'",
              "UPDATE staff SET role = 'clerk' WHERE number = '1001'"},
             {"UPDATE staff SET pin_hash = 'new' WHERE number = '1002'",
              "UPDATE staff SET pin_hash = 'hash' WHERE number = '1002'"},
             {"UPDATE staff SET status = 'left' WHERE number = '1003'",
              "UPDATE staff SET status = 'active' WHERE number = '1003'"},
             {add(4), "DELETE FROM staff WHERE number = '1004'"}}) {
        CAPTURE(there);
        edit_elsewhere(f.db, "staff", there);
        CHECK(f.problems().find(tampered) != std::string::npos);
        edit_elsewhere(f.db, "staff", back);
        CHECK(f.problems() == "sound");
    }
    edit_elsewhere(f.db, "staff", "DELETE FROM staff WHERE number = '1002'");
    CHECK(f.problems().starts_with(tampered));
    f.db.execute("DELETE FROM fact WHERE name = 'staff_seal'").value();
    CHECK(f.problems().starts_with(tampered));
}

TEST_CASE("a damaged page is found though opening did not touch it") {
    CheckFixture f;
    for (int n = 10; n < 1500; ++n) insert_tier(f.db, std::string(300, 'x'), nth_id(n)).value();
    StoreFixture copy;
    const auto path = f.folder / "copy.db";
    f.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").value();
    auto bytes = file_bytes(f.home.database);
    REQUIRE(bytes.size() > 100 * 4096);
    // Among the tiers, which fill most of it.
    const auto at = bytes.size() / 4096 * 3 / 4 * 4096 + 77;
    bytes[at] = static_cast<char>(bytes[at] ^ 4);
    write_bytes(path, bytes);
    sqlite::OpenOptions options;
    options.cipher = f.terminal.cipher();
    options.key = f.terminal.key();
    auto damaged = sqlite::Database::open(path, options).value();
    CHECK_FALSE(find_damage(damaged, DamageSearch::quick).value().empty());
    CHECK_FALSE(find_damage(damaged, DamageSearch::thorough).value().empty());
}

#include <boost/json.hpp>

#include "schema/sqlite/facts.hpp"
#include "sync/core/hlc.hpp"
#include "sync/core/row_state.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace json = boost::json;
using sqlite::Transaction;

namespace {

struct CaptureFixture : StoreFixture {
    TerminalDatabase terminal = open();
    sqlite::Database& db = terminal.database();

    void insert_member(int n) {
        db.cached(
              "INSERT INTO member (id, store_code, name, phone, gender, birthday_calendar, "
              "tier_code,"
              " heard_from, status, joined_on, created_by, created_at)"
              " VALUES (?, 'S001', '王小明', '13800001234', 'male', 'solar', 'gold', 'walk_in',"
              " 'active', '2026-11-21', '0001', 1)")
            .bind(nth_id(n))
            .run()
            .value();
    }
    std::int64_t row_hlc(int n) {
        auto& statement = db.cached("SELECT row_hlc FROM member WHERE id = ?").bind(nth_id(n));
        REQUIRE(statement.step().value());
        const auto hlc = statement.integer(0);
        statement.reset();
        return hlc;
    }
    std::string clocks(int n) {
        auto& statement =
            db.cached("SELECT column_clocks FROM member WHERE id = ?").bind(nth_id(n));
        REQUIRE(statement.step().value());
        std::string text(statement.text(0));
        statement.reset();
        return text;
    }
};

}  // namespace

TEST_CASE(
    "an insert puts all its columns that are not null into the outbox at the row's own clock") {
    CaptureFixture f;
    f.insert_member(1);
    const auto outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 1);
    CHECK(outbox[0].seq == 1);
    CHECK(outbox[0].entity == "member");
    CHECK(outbox[0].op == "insert");
    CHECK(outbox[0].id == nth_id(1));
    CHECK(outbox[0].hlc == f.row_hlc(1));
    CHECK(outbox[0].hlc == sync::Hlc::at(f.clock.now_ms()).raw());
    CHECK(json::parse(outbox[0].columns) == json::object{{"store_code", "S001"},
                                                         {"name", "王小明"},
                                                         {"phone", "13800001234"},
                                                         {"gender", "male"},
                                                         {"birthday_calendar", "solar"},
                                                         {"tier_code", "gold"},
                                                         {"heard_from", "walk_in"},
                                                         {"status", "active"},
                                                         {"joined_on", "2026-11-21"},
                                                         {"created_by", "0001"},
                                                         {"created_at", 1}});
    CHECK(query_integer(f.db, "SELECT written_at FROM outbox") == f.clock.now_ms());
}

TEST_CASE(
    "an update captures only the columns that really changed, with the clocks they had before") {
    CaptureFixture f;
    f.insert_member(1);
    const auto created = f.row_hlc(1);
    f.clock.advance(1000);
    f.db.execute("UPDATE member SET name = '王大明', phone = '13800001234', notes = 'x'").value();
    auto outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 2);
    CHECK(outbox[1].op == "update");
    CHECK(json::parse(outbox[1].columns) == json::object{{"name", "王大明"}, {"notes", "x"}});
    CHECK(json::parse(outbox[1].seen) == json::object{{"name", created}, {"notes", created}});
    const auto second = outbox[1].hlc;
    CHECK(second > created);
    CHECK(json::parse(f.clocks(1)) == json::object{{"name", second}, {"notes", second}});

    f.db.execute("UPDATE member SET notes = NULL").value();
    outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 3);
    CHECK(json::parse(outbox[2].columns) == json::object{{"notes", nullptr}});
    CHECK(json::parse(outbox[2].seen) == json::object{{"notes", second}});
    CHECK(json::parse(f.clocks(1)) == json::object{{"name", second}, {"notes", outbox[2].hlc}});
    CHECK(f.row_hlc(1) == created);
}

TEST_CASE("an update that changes nothing leaves no trace") {
    CaptureFixture f;
    f.insert_member(1);
    f.db.execute("UPDATE member SET name = name, notes = NULL, phone = '13800001234'").value();
    CHECK(read_outbox(f.db).size() == 1);
    CHECK(f.clocks(1).empty());
}

TEST_CASE("an upsert that meets an existing row is captured as its update") {
    CaptureFixture f;
    insert_tier(f.db, "gold", nth_id(1)).value();
    f.db.cached(
            "INSERT INTO tier (id, code, name, rank, valid_months, status, created_at)"
            " VALUES (?, 'gold', '金卡', 2, 12, 'active', 5)"
            " ON CONFLICT (id) DO UPDATE SET rank = excluded.rank")
        .bind(nth_id(1))
        .run()
        .value();
    const auto outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 2);
    CHECK(outbox[1].op == "update");
    CHECK(outbox[1].columns == R"({"rank":2})");
}

TEST_CASE("every row of one statement is captured, each with a clock of its own") {
    CaptureFixture f;
    for (int n = 1; n <= 3; ++n) f.insert_member(n);
    f.db.execute("UPDATE member SET tier_code = 'silver'").value();
    const auto outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 6);
    for (std::size_t i = 1; i < outbox.size(); ++i) CHECK(outbox[i].hlc > outbox[i - 1].hlc);
    CHECK(outbox[3].txn == outbox[5].txn);
    CHECK(outbox[2].txn != outbox[3].txn);
}

TEST_CASE("changes of one transaction carry the same txn, and other transactions another") {
    CaptureFixture f;
    for (int t = 0; t < 2; ++t) {
        auto transaction = Transaction::begin(f.db).value();
        f.insert_member(2 * t);
        f.insert_member(2 * t + 1);
        transaction.commit().value();
    }
    const auto outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 4);
    CHECK(outbox[0].txn == outbox[1].txn);
    CHECK(outbox[2].txn == outbox[3].txn);
    CHECK(outbox[0].txn != outbox[2].txn);
}

TEST_CASE("what is rolled back leaves no gap in the outbox") {
    CaptureFixture f;
    f.insert_member(1);
    {
        auto transaction = Transaction::begin(f.db).value();
        f.insert_member(2);
    }
    {
        auto transaction = Transaction::begin(f.db).value();
        f.insert_member(3);
        f.db.execute("SAVEPOINT s").value();
        f.insert_member(4);
        f.db.execute("ROLLBACK TO s").value();
        f.insert_member(5);
        transaction.commit().value();
    }
    const auto outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 3);
    CHECK(outbox[1].id == nth_id(3));
    CHECK(outbox[2].id == nth_id(5));
    CHECK(outbox[2].seq == 3);
    CHECK(outbox[2].txn == outbox[1].txn);
    CHECK(outbox[2].hlc > outbox[1].hlc);
}

TEST_CASE("rows of synced tables can't be deleted, replaced or given another id") {
    CaptureFixture f;
    f.insert_member(1);
    insert_tier(f.db, "gold", nth_id(1)).value();
    for (const char* sql :
         {"DELETE FROM member", "UPDATE member SET id = x'00'", "DELETE FROM tier",
          "INSERT OR REPLACE INTO tier (id, code, name, rank, valid_months, status, created_at)"
          " SELECT id, code, name, 9, valid_months, status, created_at FROM tier"}) {
        CAPTURE(sql);
        const auto done = f.db.execute(sql);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind->code == sqlite::k_constraint.code);
    }
    CHECK(query_integer(f.db, "SELECT rank FROM tier") == 1);
    CHECK(read_outbox(f.db).size() == 2);
}

TEST_CASE("rows of append entities can't be changed") {
    CaptureFixture f;
    f.db.execute(
            "INSERT INTO consent (id, store_code, member_id, purpose, decision, text_version, "
            "channel,"
            " created_by, created_at) VALUES (x'00112233445566778899aabbccddeeff', 'S001',"
            " x'00112233445566778899aabbccddeeff', 'membership', 'given', '1', 'counter', '1', 1)")
        .value();
    CHECK_FALSE(f.db.execute("UPDATE consent SET decision = 'withdrawn'"));
    CHECK(read_outbox(f.db).size() == 1);
}

TEST_CASE("with capture off nothing is captured and rows may go, until the transaction ends") {
    CaptureFixture f;
    insert_tier(f.db, "gold", nth_id(1)).value();
    {
        auto transaction = Transaction::begin(f.db).value();
        f.db.execute("SELECT set_capture(0)").value();
        f.db.execute(
                "INSERT INTO tier (id, code, name, rank, valid_months, status, created_at, row_hlc)"
                " VALUES (x'00112233445566778899aabbccddeeff', 'b', 'b', 1, 1, 'active', 1, 42)")
            .value();
        f.db.execute("UPDATE tier SET rank = 7").value();
        f.db.execute("DELETE FROM tier WHERE code = 'gold'").value();
        transaction.commit().value();
    }
    CHECK(read_outbox(f.db).size() == 1);
    CHECK(query_text(f.db, "SELECT row_hlc || ifnull(column_clocks, '-') FROM tier") == "42-");
    f.db.execute("UPDATE tier SET rank = 8").value();
    CHECK(read_outbox(f.db).size() == 2);
}

TEST_CASE("capture comes back on after a rollback, by itself and by request") {
    CaptureFixture f;
    {
        auto transaction = Transaction::begin(f.db).value();
        f.db.execute("SELECT set_capture(0)").value();
        insert_tier(f.db, "lost", nth_id(1)).value();
    }
    {
        auto transaction = Transaction::begin(f.db).value();
        f.db.execute("SELECT set_capture(0)").value();
        insert_tier(f.db, "uncaptured", nth_id(2)).value();
        f.db.execute("SELECT set_capture(1)").value();
        insert_tier(f.db, "captured", nth_id(3)).value();
        transaction.commit().value();
    }
    insert_tier(f.db, "after", nth_id(4)).value();
    const auto outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 2);
    CHECK(outbox[0].id == nth_id(3));
    CHECK(outbox[1].id == nth_id(4));
}

TEST_CASE(
    "capture can't be switched off outside a transaction, where it would never come back on") {
    CaptureFixture f;
    CHECK_FALSE(f.db.execute("SELECT set_capture(0)"));
    insert_tier(f.db, "gold", nth_id(1)).value();
    CHECK(read_outbox(f.db).size() == 1);
}

TEST_CASE("a new row's clock must come from next_hlc, or outbox and clocks would part") {
    CaptureFixture f;
    insert_tier(f.db, "gold", nth_id(1)).value();
    for (const char* hlc : {"1", "9000000000000000000"}) {
        const auto done = f.db.execute(
            std::string(
                "INSERT INTO tier (id, code, name, rank, valid_months, status, created_at, row_hlc)"
                " VALUES (x'00112233445566778899aabbccddeeff', 'b', 'b', 1, 1, 'active', 1, ") +
            hlc + ")");
        CHECK_FALSE(done);
    }
    CHECK(read_outbox(f.db).size() == 1);
}

TEST_CASE("text that is not UTF-8 and JSON that is none never get into the outbox") {
    CaptureFixture f;
    CHECK_FALSE(insert_tier(f.db, "\xff\xfe", nth_id(1)));
    CHECK_FALSE(
        f.db.execute("INSERT INTO policy (id, code, value, effective_from, created_at)"
                     " VALUES (x'00112233445566778899aabbccddeeff', 'p', '{', 1, 1)"));
    CHECK(read_outbox(f.db).empty());
    CHECK(query_integer(f.db,
                        "SELECT (SELECT count(*) FROM tier) + (SELECT count(*) FROM policy)") == 0);
}

TEST_CASE("JSON, booleans, ids and bytes take their JSON forms in the outbox") {
    CaptureFixture f;
    const auto member = nth_id(9);
    f.db.cached(
            "INSERT INTO audit_event (id, store_code, terminal_code, incarnation, chain_seq, "
            "created_at,"
            " business_date, action, detail, hash) VALUES (?, 'S001', '01', ?, 1, 2, '2026-11-21', "
            "'a',"
            " ' {\"k\" : [1, \"\\u4e8c\"]} ', x'0001FFEF')")
        .bind(nth_id(1), member)
        .run()
        .value();
    f.db.cached(
            "INSERT INTO staff (id, store_code, number, name, role, status, pin_must_change, "
            "created_at)"
            " VALUES (?, 'S001', '7', '张三', 'clerk', 'active', 1, 3)")
        .bind(nth_id(2))
        .run()
        .value();
    const auto outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 2);
    const auto event = json::parse(outbox[0].columns).as_object();
    CHECK(event.at("detail") == json::object{{"k", json::array{1, "二"}}});
    CHECK(event.at("incarnation") == json::value(member.text()));
    CHECK(event.at("hash") == "AAH_7w");
    CHECK(json::parse(outbox[1].columns).as_object().at("pin_must_change") == true);
}

TEST_CASE(
    "the outbox's last row can't be deleted, because the next sequence number goes on from it") {
    CaptureFixture f;
    for (int n = 1; n <= 3; ++n) f.insert_member(n);
    CHECK_FALSE(f.db.execute("DELETE FROM outbox"));
    f.db.execute("DELETE FROM outbox WHERE seq < 3").value();
    f.insert_member(4);
    CHECK(read_outbox(f.db).back().seq == 4);
}

TEST_CASE("the triggers are made anew when the manifest changes, and only then") {
    StoreFixture f;
    std::string before;
    {
        auto terminal = f.open();
        before = query_text(terminal.database(), "PRAGMA schema_version");
    }
    {
        auto terminal = f.open();
        CHECK(query_text(terminal.database(), "PRAGMA schema_version") == before);
    }
    // Another program version, which doesn't know the tier's rank as a synced column.
    std::vector<Entity> entities(f.manifest.entities().begin(), f.manifest.entities().end());
    for (auto& entity : entities) {
        if (entity.name == "tier")
            std::erase_if(entity.columns, [](const auto& c) { return c.name == "rank"; });
    }
    f.manifest = Manifest(1, entities);
    auto terminal = f.open();
    insert_tier(terminal.database(), "gold", nth_id(1)).value();
    terminal.database().execute("UPDATE tier SET rank = 5").value();
    const auto outbox = read_outbox(terminal.database());
    REQUIRE(outbox.size() == 1);
    CHECK(outbox[0].columns.find("rank") == std::string::npos);
}

TEST_CASE(
    "a program whose triggers were replaced by another version's refuses to write instead of "
    "losing columns") {
    StoreFixture f;
    auto old_program = f.open();
    std::vector<Entity> entities(f.manifest.entities().begin(), f.manifest.entities().end());
    for (auto& entity : entities) {
        if (entity.name == "tier")
            std::erase_if(entity.columns, [](const auto& c) { return c.name == "rank"; });
    }
    const Manifest other(1, entities);
    auto new_program = TerminalDatabase::open(f.home, f.clock, f.random, other).value();
    CHECK_FALSE(insert_tier(old_program.database(), "gold", nth_id(1)));
    CHECK(insert_tier(new_program.database(), "gold", nth_id(1)));
}

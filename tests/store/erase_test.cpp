#include "terminal/store/erase.hpp"

#include <boost/json.hpp>

#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace json = boost::json;
using sqlite::Transaction;

namespace {

struct EraseFixture : StoreFixture {
    TerminalDatabase terminal = open();
    sqlite::Database& db = terminal.database();

    EraseFixture() {
        for (const int n : {1, 2}) {
            db.cached(
                  "INSERT INTO member (id, store_code, name, phone, gender, birthday, "
                  "birthday_calendar,"
                  " tier_code, heard_from, notes, status, joined_on, created_by, created_at)"
                  " VALUES (?, 'S001', '王小明', '13800001234', 'male', '1990-01-01', 'solar', "
                  "'gold',"
                  " 'walk_in', '爱喝茶', 'active', '2026-11-21', '0001', 1)")
                .bind(nth_id(n))
                .run()
                .value();
        }
        db.cached("UPDATE member SET phone = '13900005678', tier_code = 'silver' WHERE id = ?")
            .bind(nth_id(1))
            .run()
            .value();
        db.cached(
              "INSERT INTO member_conflict (id, store_code, kind, subject_id, column_name, "
              "kept_value,"
              " lost_value, status, created_at) VALUES (?, 'S001', 'column', ?, 'phone', '\"139\"',"
              " '\"138\"', 'open', 1)")
            .bind(nth_id(3), nth_id(1))
            .run()
            .value();
    }
    void erase() {
        auto transaction = Transaction::begin(db).value();
        erase_person(db, manifest, "member", nth_id(1)).value();
        transaction.commit().value();
    }
};

}  // namespace

TEST_CASE("erasing a person empties the personal columns of the person and of what belongs to it") {
    EraseFixture f;
    f.erase();
    CHECK(query_integer(f.db,
                        "SELECT count(*) FROM member WHERE name IS NULL AND phone IS NULL AND"
                        " birthday IS NULL AND notes IS NULL AND tier_code = 'silver'") == 1);
    CHECK(query_integer(f.db, "SELECT count(*) FROM member WHERE name = '王小明'") == 1);
    CHECK(query_integer(f.db,
                        "SELECT count(*) FROM member_conflict WHERE kept_value IS NULL"
                        " AND lost_value IS NULL AND column_name = 'phone'") == 1);
}

TEST_CASE(
    "an erasure is one change of its own per row, at the clock that marks the row as erased") {
    EraseFixture f;
    f.erase();
    const auto outbox = read_outbox(f.db);
    REQUIRE(outbox.size() == 6);
    CHECK(outbox[4].op == "erase");
    CHECK(outbox[4].entity == "member");
    CHECK(outbox[4].id == nth_id(1));
    CHECK(outbox[4].columns == "{}");
    CHECK(outbox[5].entity == "member_conflict");
    CHECK(outbox[5].txn == outbox[4].txn);
    CHECK(outbox[5].hlc > outbox[4].hlc);
    auto& clocks = f.db.cached("SELECT column_clocks FROM member WHERE id = ?").bind(nth_id(1));
    REQUIRE(clocks.step().value());
    CHECK(json::parse(clocks.text(0)).at("!") == outbox[4].hlc);
    clocks.reset();
}

TEST_CASE(
    "after an erasure the outbox holds no personal value of that row, and all of the others") {
    EraseFixture f;
    f.erase();
    const auto outbox = read_outbox(f.db);
    for (const auto& row : outbox) {
        if (row.id == nth_id(2)) {
            CHECK(row.columns.find("13800001234") != std::string::npos);
            continue;
        }
        for (const char* value :
             {"王小明", "13800001234", "13900005678", "爱喝茶", "1990", "139", "138"}) {
            CHECK(row.columns.find(value) == std::string::npos);
        }
    }
    CHECK(json::parse(outbox[2].columns) ==
          json::object{{"phone", nullptr}, {"tier_code", "silver"}});
    CHECK(json::parse(outbox[0].columns).at("tier_code") == "gold");
}

TEST_CASE("erasing twice changes nothing more, and an erased person gets no contact data again") {
    EraseFixture f;
    f.erase();
    const auto before = read_outbox(f.db).size();
    f.erase();
    CHECK(read_outbox(f.db).size() == before);
    auto& fill = f.db.cached("UPDATE member SET phone = '1' WHERE id = ?").bind(nth_id(1));
    CHECK_FALSE(fill.run());
    auto& status = f.db.cached("UPDATE member SET status = 'erased' WHERE id = ?").bind(nth_id(1));
    CHECK(status.run());
    CHECK(read_outbox(f.db).back().columns == R"({"status":"erased"})");
}

TEST_CASE("capture is on again after an erasure, also after one that failed") {
    EraseFixture f;
    auto transaction = Transaction::begin(f.db).value();
    CHECK_FALSE(erase_person(f.db, f.manifest, "member", nth_id(99)));
    erase_person(f.db, f.manifest, "member", nth_id(1)).value();
    const auto before = read_outbox(f.db).size();
    insert_tier(f.db, "gold", nth_id(5)).value();
    transaction.commit().value();
    CHECK(read_outbox(f.db).size() == before + 1);
}

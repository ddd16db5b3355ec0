#include "terminal/store/bulk_load.hpp"

#include <doctest/doctest.h>

#include "terminal/store/member_search_index.hpp"
#include "tests/store/store_fixture.hpp"
#include "tests/support/member_database.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
using qiantai::test::MemberDatabase;

namespace {

using RowTexts = std::vector<std::string>;

RowTexts row_texts(sqlite::Database& database, std::string_view sql) {
    RowTexts rows;
    auto statement = database.prepare(sql).value();
    while (statement.step().value()) {
        std::string row;
        for (int i = 0; i < statement.column_count(); ++i)
            row += std::string(statement.text(i)) + "|";
        rows.push_back(std::move(row));
    }
    return rows;
}

RowTexts schema_of(sqlite::Database& database) {
    return row_texts(database, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
}

constexpr std::string_view k_columns =
    " SELECT store_code, expires_on, hex(card_id), hex(member_id), ifnull(home_clerk, '-') FROM ";

void check_card_expiry(sqlite::Database& database) {
    const auto kept = row_texts(database, std::string(k_columns) + "card_expiry ORDER BY 1, 2, 3");
    CHECK(kept == row_texts(database, std::string(k_columns) + "card_expiry_now ORDER BY 1, 2, 3"));
}

void check_shared_phones(sqlite::Database& database) {
    CHECK(query_integer(database,
                        "SELECT count(*) FROM member a JOIN member b ON a.phone = b.phone"
                        " AND a.id < b.id WHERE a.id NOT IN (SELECT member_id FROM shared_phone)"
                        " AND b.id NOT IN (SELECT member_id FROM shared_phone)") == 0);
}

/// A few of all changes to members and cards that there are.
class Changes {
  public:
    explicit Changes(MemberDatabase& members) : m_members(members) {}

    void make(int count) {
        for (int i = 0; i < count; ++i) change();
    }

  private:
    void change() {
        const auto what = m_random.below(10);
        const auto id = Uuid::derive("member " + std::to_string(m_random.below(40)));
        const auto card = Uuid::derive("card " + std::to_string(m_random.below(60)));
        const auto day = "2026-12-0" + std::to_string(1 + m_random.below(9));
        const auto clerk = std::to_string(1001 + m_random.below(3));
        const auto phone = std::to_string(13'800'000'000 + m_random.below(20));
        if (what < 3) {
            run("INSERT INTO member (id, store_code, name, phone, gender, birthday_calendar,"
                " tier_code, home_clerk, heard_from, status, joined_on, created_by, created_at)"
                " VALUES (?1, 'S001', '王伟', ?2, 'unstated', 'solar', 'basic', ?3, 'other',"
                " 'active', '2026-11-18', '1001', 0) ON CONFLICT (id) DO UPDATE SET"
                " home_clerk = nullif(excluded.home_clerk, '1002'), phone = excluded.phone",
                id, phone, clerk);
        } else if (what < 7) {
            run("INSERT INTO member_card (id, store_code, member_id, number, status, issued_on,"
                " expires_on, created_by, created_at) VALUES (?1, 'S001', ?2, 'K1', ?3,"
                " '2026-11-18', ?4, '1001', 0) ON CONFLICT (id) DO UPDATE SET"
                " member_id = excluded.member_id, status = excluded.status,"
                " expires_on = nullif(excluded.expires_on, '2026-12-05')",
                card, id, m_random.below(3) == 0 ? "lapsed" : "active", day);
        } else if (what == 7) {
            run("DELETE FROM member WHERE id = ?", id);
        } else if (what == 8) {
            run("DELETE FROM member_card WHERE id = ?", card);
        } else {
            run("UPDATE member_card SET store_code = 'S002', status = 'lost' WHERE id = ?", card);
        }
    }
    template <typename... Values>
    void run(std::string_view sql, const Values&... values) {
        m_members.database().cached(sql).bind(values...).run().value();
    }

    MemberDatabase& m_members;
    SeededRandom m_random{11};
};

}  // namespace

TEST_CASE("cards that expire are known with their clerk, whatever happens in whatever order") {
    MemberDatabase members;
    Changes changes(members);
    for (int i = 0; i < 30; ++i) {
        changes.make(20);
        check_card_expiry(members.database());
    }
    CHECK(members.count("SELECT count(*) FROM card_expiry") > 5);
    CHECK(members.count("SELECT count(*) FROM card_expiry WHERE home_clerk IS NULL") > 0);
    CHECK(members.count("SELECT count(*) FROM member_card c WHERE NOT EXISTS"
                        " (SELECT 1 FROM member m WHERE m.id = c.member_id)") > 0);
}

TEST_CASE("a bulk load leaves large tables without indexes, and the schema as it was after it") {
    MemberDatabase members;
    Changes changes(members);
    auto& database = members.database();
    const auto whole = schema_of(database);
    changes.make(200);
    const auto large_indexes = [&] {
        return query_integer(database,
                             "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"
                             " AND tbl_name IN ('member', 'member_card') AND sql IS NOT NULL");
    };
    const auto indexes = large_indexes();
    CHECK(indexes > 4);
    begin_bulk_load(database).value();
    CHECK(large_indexes() == 0);
    begin_bulk_load(database).value();
    changes.make(200);
    ensure_member_search(database).value();
    CHECK(large_indexes() == indexes);
    CHECK(schema_of(database) == whole);
    CHECK(query_integer(database, "SELECT count(*) FROM made_after_load") == 0);
    check_card_expiry(database);
    check_shared_phones(database);
    CHECK(query_integer(database, "SELECT count(*) FROM shared_phone") > 3);
    // What comes after it is followed again.
    changes.make(200);
    check_card_expiry(database);
    check_shared_phones(database);
}

TEST_CASE("of members who share a number all but one are named after a bulk load") {
    MemberDatabase members;
    begin_bulk_load(members.database()).value();
    for (int i = 0; i < 3; ++i) members.insert("王伟", "13800000001");
    members.insert("李雷", "13800000002");
    CHECK(members.count("SELECT count(*) FROM shared_phone") == 0);
    ensure_member_search(members.database()).value();
    CHECK(members.count("SELECT count(*) FROM shared_phone") == 2);
    check_shared_phones(members.database());
}

TEST_CASE("a bulk load that was broken off is ended by the next opening") {
    StoreFixture f;
    RowTexts whole;
    {
        auto terminal = f.open();
        whole = schema_of(terminal.database());
        begin_bulk_load(terminal.database()).value();
        CHECK(schema_of(terminal.database()) != whole);
    }
    auto terminal = f.open();
    CHECK(schema_of(terminal.database()) == whole);
    CHECK_FALSE(is_member_search_stale(terminal.database()).value());
}

TEST_CASE("a migration finds the indexes that a bulk load had taken away") {
    StoreFixture f;
    {
        auto terminal = f.open();
        begin_bulk_load(terminal.database()).value();
    }
    const auto known = sqlite::terminal_migrations();
    std::vector<sqlite::MigrationText> steps(known.begin(), known.end());
    steps.push_back({steps.back().number + 1, "next", "DROP INDEX member_by_phone"});
    TerminalOptions options;
    options.migrations = steps;
    auto upgraded = f.try_open(options);
    REQUIRE_MESSAGE(upgraded.ok(), upgraded.error().message());
    CHECK(query_integer(upgraded->database(),
                        "SELECT count(*) FROM sqlite_schema WHERE name = 'member_by_phone'") == 0);
}

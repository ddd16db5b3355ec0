#include "terminal/store/member_search_index.hpp"

#include <doctest/doctest.h>

#include "schema/sqlite/facts.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "terminal/store/bulk_load.hpp"
#include "terminal/store/member_search_keys.hpp"
#include "tests/support/member_database.hpp"

using namespace qiantai;
using namespace qiantai::store;
using qiantai::test::MemberDatabase;

namespace {

using Rows = std::vector<std::pair<std::string, Uuid>>;

Rows load_index(MemberDatabase& members) {
    Rows rows;
    auto statement =
        members.database()
            .prepare(
                "SELECT key, member_id FROM member_search UNION ALL SELECT k.value, n.member_id"
                " FROM member_search_new n, json_each(n.keys) k ORDER BY 1, 2")
            .value();
    while (statement.step().value()) rows.emplace_back(statement.text(0), statement.uuid(1));
    return rows;
}

constexpr std::string_view k_names[] = {
    "王伟",   "欧阳娜娜", "阿依古丽·买买提", "吕绿",          "Anna Müller", "王",
    "明明明", "𬭎",     "Amy王",           "O\"Brien\\\\x", "小明2008",    "·"};

}  // namespace

TEST_CASE("search index equals its rebuild after any inserts, renames, erasures and deletions") {
    MemberDatabase members;
    SeededRandom random(7);
    std::vector<Uuid> ids;
    for (int step = 0; step < 600; ++step) {
        const auto name = k_names[random.below(std::size(k_names))];
        const auto what = random.below(10);
        if (ids.empty() || what < 5) {
            ids.push_back(members.insert(name));
        } else if (what < 8) {
            members.rename(ids[random.below(ids.size())], name);
            members.database()
                .cached("UPDATE member SET phone = ? WHERE id = ?")
                .bind(std::to_string(13'000'000'000 + random.below(1000)),
                      ids[random.below(ids.size())])
                .run()
                .value();
        } else if (what == 8) {
            members.erase(ids[random.below(ids.size())]);
        } else {
            members.database()
                .cached("DELETE FROM member WHERE id = ?")
                .bind(ids[random.below(ids.size())])
                .run()
                .value();
        }
    }
    const auto kept = load_index(members);
    CHECK(kept.size() > 500);
    rebuild_member_search(members.database()).value();
    CHECK(load_index(members) == kept);
}

TEST_CASE("a new member's keys wait in one row until so many wait that they go together") {
    MemberDatabase members;
    const auto waiting = [&] { return members.count("SELECT count(*) FROM member_search_new"); };
    for (int i = 0; i < 64; ++i) members.insert("王伟");
    CHECK(waiting() == 64);
    CHECK(members.count("SELECT count(*) FROM member_search") == 0);
    members.insert("王伟");
    CHECK(waiting() == 0);
    CHECK(members.count("SELECT count(*) FROM member_search") == 65 * 6);
    members.insert("王伟");
    CHECK(waiting() == 1);
}

TEST_CASE("a row of the feed is taken, whatever the triggers find there already") {
    MemberDatabase members;
    const auto holder = members.insert("王伟"), one = members.insert("李雷");
    const auto take = [&](const Uuid& id, std::string_view name, std::string_view phone) {
        // As the feed writes rows.
        return members.database()
            .cached(
                "INSERT INTO member (id, store_code, name, phone, gender, birthday_calendar,"
                " tier_code, heard_from, status, joined_on, created_by, created_at)"
                " SELECT ?1, store_code, ?2, ?3, gender, birthday_calendar, tier_code, heard_from,"
                " status, joined_on, created_by, created_at FROM member WHERE id = ?4 ON CONFLICT"
                " (id) DO UPDATE SET name = excluded.name, phone = excluded.phone")
            .bind(id, name, phone, holder)
            .run();
    };
    REQUIRE(take(holder, "王伟", "13800000001").ok());
    // The second time its number is shared.
    for (const auto* phone : {"13800000001", "13800000002", "13800000001"}) {
        const auto taken = take(one, "李雷", phone);
        REQUIRE_MESSAGE(taken.ok(), taken.error().message());
    }
    CHECK(members.count("SELECT count(*) FROM shared_phone") == 1);
    // Keys that an earlier program left behind.
    members.database()
        .cached(
            "INSERT INTO member_search (key, member_id) SELECT value, ?1"
            " FROM member_search_new, json_each(keys) WHERE member_id = ?1")
        .bind(one)
        .run()
        .value();
    for (int n = 0; members.count("SELECT count(*) FROM member_search_new") < 64; ++n) {
        members.insert("王伟");
    }
    const auto settled = take(Uuid::derive("newcomer"), "王伟", "13800000003");
    REQUIRE_MESSAGE(settled.ok(), settled.error().message());
    CHECK(members.count("SELECT count(*) FROM member_search_new") == 0);
    const auto renamed = take(one, "韩梅梅", "13800000001");
    CHECK_MESSAGE(renamed.ok(), renamed.error().message());
}

TEST_CASE("search index holds few keys a name") {
    CHECK(make_search_keys({"王伟", "13800138000"}).size() == 6);
    CHECK(make_search_keys({"王小明", {}}).size() == 6);
    CHECK(make_search_keys({}).empty());
}

TEST_CASE("search index is left alone during a bulk load and is whole after it") {
    MemberDatabase members;
    members.insert("赵一");
    begin_bulk_load(members.database()).value();
    CHECK(is_member_search_stale(members.database()).value());
    const auto id = members.insert("钱二");
    members.rename(id, "孙三");
    CHECK(domain::search_members(members.database(), "孙三").value().empty());
    std::int64_t last_done = 0, last_total = 0;
    ensure_member_search(members.database(), [&](std::int64_t done, std::int64_t total) {
        last_done = done;
        last_total = total;
    }).value();
    CHECK(last_done == 2);
    CHECK(last_total == 2);
    CHECK_FALSE(is_member_search_stale(members.database()).value());
    CHECK(domain::search_members(members.database(), "孙三").value().size() == 1);
    CHECK(domain::search_members(members.database(), "钱二").value().empty());
    members.insert("李四");
    CHECK(domain::search_members(members.database(), "lisi").value().size() == 1);
}

TEST_CASE("search index made by other keys is rebuilt") {
    MemberDatabase members;
    members.insert("王伟");
    members.database()
        .execute(
            "DELETE FROM member_search; UPDATE fact SET value = '0/old' WHERE name = "
            "'search_version'")
        .value();
    CHECK(is_member_search_stale(members.database()).value());
    ensure_member_search(members.database()).value();
    CHECK(domain::search_members(members.database(), "ww").value().size() == 1);
}

TEST_CASE("a search index rebuild that fails leaves the old one") {
    MemberDatabase members;
    members.insert("王伟");
    const auto before = load_index(members);
    members.database()
        .execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON member_search WHEN NEW.key LIKE 's%'"
            " BEGIN SELECT raise(ABORT, 'disk trouble'); END")
        .value();
    CHECK_FALSE(rebuild_member_search(members.database()));
    CHECK(load_index(members) == before);
}

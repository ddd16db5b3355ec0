#include <doctest/doctest.h>

#include "terminal/members/rules/member_merge.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TestDesk;
using Fields = std::vector<std::string>;

struct Merging {
    TestDesk desk;
    Session manager = desk.session(StaffRole::store_manager);
    MemberMerge merges{desk.context};
    Uuid a = desk.add_member("王小明", "13812345671").id;
    Uuid b = desk.add_member("王晓明", "13812345672").id;
    Uuid c = desk.add_member("王筱明", "13812345673").id;

    Status merge(const Uuid& loser, const Uuid& winner, const std::optional<Fields>& taken) {
        desk.clock.advance(1);
        const auto standing = merges.merge(manager, loser, winner, taken);
        return standing ? Status() : Status(standing.error());
    }
    std::string of(const Uuid& id) {
        return desk.text(
            "SELECT name || ' ' || phone || ' ' || gender || ' ' || ifnull(birthday, '-') || ' ' ||"
            " birthday_calendar FROM member WHERE id = ?",
            id);
    }
    std::string phone(const Uuid& id) {
        return desk.text("SELECT phone FROM member WHERE id = ?", id);
    }
};

}  // namespace

TEST_CASE("values chosen from the merged record stand, and undoing gives both their own back") {
    Merging t;
    t.desk.run(
        "UPDATE member SET birthday = '1986-08-15', birthday_calendar = 'lunar' WHERE id = ?", t.a);
    const auto before_a = t.of(t.a), before_b = t.of(t.b);
    REQUIRE(t.merge(t.a, t.b, Fields{"phone", "birthday"}).ok());
    CHECK(t.of(t.b) == "王晓明 13812345671 unstated 1986-08-15 lunar");
    CHECK(t.desk.text("SELECT json_extract(detail, '$.fields') FROM audit_event"
                      " ORDER BY chain_seq DESC LIMIT 1") == "phone,birthday");
    // Found by either number, as the one that stands.
    for (const auto* number : {"13812345671", "13812345672"}) {
        const auto found = Members(t.desk.context).find(t.manager, number);
        REQUIRE(found->size() == 1);
        CHECK(found->front().member.id == t.b);
    }
    REQUIRE(t.merges.undo_merge(t.manager, t.a).ok());
    CHECK(t.of(t.a) == before_a);
    CHECK(t.of(t.b) == before_b);
    CHECK(t.desk.number("SELECT count(*) FROM member WHERE merge_exchange IS NOT NULL") == 0);
}

TEST_CASE("unless somebody chooses, the merged record fills what the standing one lacks") {
    Merging t;
    t.desk.run("UPDATE member SET birthday = '1986-09-18', gender = 'female' WHERE id = ?", t.a);
    t.desk.run("UPDATE member SET gender = 'male' WHERE id = ?", t.b);
    REQUIRE(t.merge(t.a, t.b, std::nullopt).ok());
    CHECK(t.of(t.b) == "王晓明 13812345672 male 1986-09-18 solar");
    REQUIRE(t.merges.undo_merge(t.manager, t.a).ok());
    CHECK(t.of(t.b) == "王晓明 13812345672 male - solar");
    REQUIRE(t.merge(t.a, t.b, Fields{}).ok());
    CHECK(t.of(t.b) == "王晓明 13812345672 male - solar");
}

TEST_CASE("what changed since the merge stays with the record that has it after undoing") {
    Merging t;
    REQUIRE(t.merge(t.a, t.b, Fields{"phone"}).ok());
    REQUIRE(Members(t.desk.context).update(t.manager, t.b, {.notes = "x"}).ok());
    REQUIRE(t.merges.undo_merge(t.manager, t.a).ok());
    CHECK(t.desk.text("SELECT notes FROM member WHERE id = ?", t.b) == "x");
    CHECK(t.phone(t.b) == "13812345672");
}

TEST_CASE("merges that took the same field are undone from the last one back") {
    Merging t;
    REQUIRE(t.merge(t.a, t.c, Fields{"phone"}).ok());
    REQUIRE(t.merge(t.b, t.c, Fields{"phone"}).ok());
    CHECK(t.phone(t.c) == "13812345672");
    CHECK(code_of(t.merges.undo_merge(t.manager, t.a)) == "merge_undo_order");
    REQUIRE(t.merges.undo_merge(t.manager, t.b).ok());
    REQUIRE(t.merges.undo_merge(t.manager, t.a).ok());
    CHECK(t.phone(t.a) == "13812345671");
    CHECK(t.phone(t.b) == "13812345672");
    CHECK(t.phone(t.c) == "13812345673");
    // Also along a chain; of different fields the order does not matter.
    REQUIRE(t.merge(t.a, t.b, Fields{"phone"}).ok());
    REQUIRE(t.merge(t.b, t.c, Fields{"phone"}).ok());
    CHECK(code_of(t.merges.undo_merge(t.manager, t.a)) == "merge_undo_order");
    REQUIRE(t.merges.undo_merge(t.manager, t.b).ok());
    REQUIRE(t.merge(t.b, t.c, Fields{"name"}).ok());
    REQUIRE(t.merges.undo_merge(t.manager, t.a).ok());
    CHECK(t.phone(t.a) == "13812345671");
}

TEST_CASE("a value can't be written into another store's record, merging without is fine") {
    Merging t;
    t.desk.from_headquarters(
        [&] { t.desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", t.b); });
    t.desk.run("UPDATE member SET birthday = '1986-09-18' WHERE id = ?", t.a);
    CHECK(code_of(t.merge(t.a, t.b, Fields{"birthday"})) == "member_of_other_store");
    CHECK(t.merge(t.a, t.b, std::nullopt).ok());
    CHECK(t.of(t.b) == "王晓明 13812345672 unstated - solar");
}

TEST_CASE("an exchange that came damaged by sync changes nothing but the merge") {
    Merging t;
    REQUIRE(t.merge(t.a, t.b, Fields{"phone"}).ok());
    for (const auto* damaged :
         {R"({"fields":"store_code,id; DROP TABLE member","at":1})", "[]", R"({"fields":7})"}) {
        t.desk.from_headquarters(
            [&] { t.desk.run("UPDATE member SET merge_exchange = ? WHERE id = ?", damaged, t.a); });
        REQUIRE(t.merges.undo_merge(t.manager, t.a).ok());
        CHECK(t.phone(t.b) == "13812345671");
        REQUIRE(t.merge(t.a, t.b, Fields{}).ok());
    }
}

TEST_CASE("who has the same number, or name and birthday, might be the same person") {
    Merging t;
    Members members(t.desk.context);
    CHECK(members.duplicates_of(t.manager, t.a)->empty());
    t.desk.run("UPDATE member SET phone = '13812345671' WHERE id = ?", t.b);
    t.desk.run("UPDATE member SET name = '王小明' WHERE id = ?", t.c);
    CHECK(members.duplicates_of(t.manager, t.a)->size() == 1);
    t.desk.run("UPDATE member SET birthday = '1986-09-18'");
    const auto both = members.duplicates_of(t.manager, t.a).value();
    REQUIRE(both.size() == 2);
    CHECK(both[0].member.id == t.b);
    CHECK(both[1].reason == DuplicateReason::same_name_and_birthday);
    t.desk.from_headquarters([&] {
        t.desk.run(
            "INSERT INTO member_conflict (id, store_code, kind, subject_id, other_id, column_name,"
            " status, created_at) VALUES (?, 'S001', 'duplicate', ?, ?, 'phone', 'dismissed', 1)",
            t.desk.next_id(), t.b, t.a);
    });
    CHECK(members.duplicates_of(t.manager, t.a)->size() == 1);
    REQUIRE(t.merge(t.c, t.a, Fields{}).ok());
    CHECK(members.duplicates_of(t.manager, t.a)->empty());
    CHECK(code_of(members.duplicates_of(t.desk.session(StaffRole::admin), t.a)) == "not_permitted");
}

}  // namespace qiantai::domain

#include "terminal/members/rules/member_merge.hpp"

#include <doctest/doctest.h>

#include "terminal/members/rules/member_conflicts.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TestDesk;

/// Three members of this store.
struct Three {
    TestDesk desk;
    Session manager = desk.session(StaffRole::store_manager);
    MemberMerge merge{desk.context};
    Uuid a = desk.add_member("王小明", "13812345671").id;
    Uuid b = desk.add_member("王小明", "13812345672").id;
    Uuid c = desk.add_member("王小明", "13812345673").id;

    /// As the feed brings it when another store merged.
    void merged_elsewhere(const Uuid& loser, const Uuid& winner) {
        desk.from_headquarters(
            [&] { desk.run("UPDATE member SET merged_into = ? WHERE id = ?", winner, loser); });
    }
    Uuid standing(const Uuid& id) { return resolve_merged(desk.database(), id).value(); }
};

}  // namespace

TEST_CASE("merging shows everything of both with the winner, undoing gives everything back") {
    Three t;
    REQUIRE(
        MemberConsents(t.desk.context).record(t.manager, t.a, {"marketing", "1", "phone"}).ok());
    CHECK(t.merge.merge(t.manager, t.a, t.b).value() == t.b);
    Members members(t.desk.context);
    const auto together = members.get(t.manager, t.b);
    CHECK(together->cards.size() == 2);
    CHECK(together->consents.size() == 1);
    CHECK(together->merged_members == std::vector{t.a});
    CHECK(members.get(t.manager, t.a)->standing_member == t.b);
    CHECK(code_of(members.update(t.manager, t.a, {.notes = "x"})) == "member_merged");
    CHECK(t.desk.last_action() == "members.merge");
    // Found once, as the one that stands.
    const auto found = members.find(t.manager, "13812345671");
    REQUIRE(found->size() == 1);
    CHECK(found->front().member.id == t.b);
    CHECK(found->front().merged_from == t.a);

    REQUIRE(t.merge.undo_merge(t.manager, t.a).ok());
    CHECK(members.get(t.manager, t.b)->cards.size() == 1);
    CHECK(members.get(t.manager, t.a)->consents.size() == 1);
    CHECK_FALSE(members.get(t.manager, t.a)->standing_member.has_value());
    CHECK(members.update(t.manager, t.a, {.notes = "x"}).ok());
    CHECK(code_of(t.merge.undo_merge(t.manager, t.a)) == "not_merged");
}

TEST_CASE("merging into a merged record takes the one that stands") {
    Three t;
    REQUIRE(t.merge.merge(t.manager, t.a, t.b).ok());
    CHECK(t.merge.merge(t.manager, t.c, t.a).value() == t.b);
    CHECK(t.standing(t.c) == t.b);
    CHECK(load_merged_group(t.desk.database(), t.a).value() == std::vector{t.b, t.a, t.c});
}

TEST_CASE("a record can't be merged into itself or into what was merged into it") {
    Three t;
    CHECK(code_of(t.merge.merge(t.manager, t.a, t.a)) == "same_member");
    REQUIRE(t.merge.merge(t.manager, t.a, t.b).ok());
    CHECK(code_of(t.merge.merge(t.manager, t.b, t.a)) == "same_member");
    CHECK(code_of(t.merge.merge(t.manager, t.a, t.c)) == "member_merged");
    CHECK(code_of(t.merge.merge(t.manager, t.b, t.desk.next_id())) == "member_not_found");
    CHECK(code_of(t.merge.merge(t.desk.session(StaffRole::clerk), t.b, t.c)) == "not_permitted");
}

TEST_CASE("stores that merged in a circle agree on the smallest id, and the circle can be undone") {
    Three t;
    t.merged_elsewhere(t.a, t.b);
    t.merged_elsewhere(t.b, t.c);
    t.merged_elsewhere(t.c, t.a);
    const Uuid smallest = std::min({t.a, t.b, t.c});
    for (const Uuid& id : {t.a, t.b, t.c}) CHECK(t.standing(id) == smallest);
    const auto group = load_merged_group(t.desk.database(), t.c).value();
    CHECK(group.front() == smallest);
    CHECK(group.size() == 3);
    Members members(t.desk.context);
    CHECK(members.get(t.manager, smallest)->cards.size() == 3);
    CHECK(members.update(t.manager, smallest, {.notes = "x"}).ok());
    const auto outside = t.desk.add_member("李四", "13812345674").id;
    t.merged_elsewhere(outside, t.b);
    CHECK(t.standing(outside) == smallest);
    REQUIRE(t.merge.undo_merge(t.manager, smallest).ok());
    CHECK(t.standing(t.a) == t.standing(t.c));
}

TEST_CASE("a record merged into one this terminal doesn't have stands for itself") {
    Three t;
    t.merged_elsewhere(t.a, t.desk.next_id());
    CHECK(t.standing(t.a) == t.a);
    CHECK(Members(t.desk.context).update(t.manager, t.a, {.notes = "x"}).ok());
}

TEST_CASE("only the loser's own store merges and undoes") {
    Three t;
    t.desk.from_headquarters(
        [&] { t.desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", t.a); });
    CHECK(code_of(t.merge.merge(t.manager, t.a, t.b)) == "member_of_other_store");
    CHECK(t.merge.merge(t.manager, t.b, t.a).value() == t.a);
    t.merged_elsewhere(t.a, t.c);
    CHECK(code_of(t.merge.undo_merge(t.manager, t.a)) == "member_of_other_store");
}

TEST_CASE("merging closes the duplicate case, undoing opens it again") {
    Three t;
    t.desk.from_headquarters([&] {
        t.desk.run(
            "INSERT INTO member_conflict (id, store_code, kind, subject_id, other_id, column_name, "
            "status,"
            " created_at) VALUES (?, 'S001', 'duplicate', ?, ?, 'phone', 'open', 1)",
            t.desk.next_id(), t.b, t.a);
    });
    MemberConflicts conflicts(t.desk.context);
    CHECK(conflicts.list(t.manager, ConflictStatus::open)->size() == 1);
    REQUIRE(t.merge.merge(t.manager, t.a, t.b).ok());
    CHECK(conflicts.list(t.manager, ConflictStatus::open)->empty());
    CHECK(t.desk.text("SELECT status FROM member_conflict") == "resolved");
    REQUIRE(t.merge.undo_merge(t.manager, t.a).ok());
    CHECK(conflicts.list(t.manager, ConflictStatus::open)->size() == 1);
}

}  // namespace qiantai::domain

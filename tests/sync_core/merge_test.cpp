#include <doctest/doctest.h>

#include "sync/core/merge.hpp"

namespace qiantai::sync {
namespace {

namespace json = boost::json;

const Manifest& manifest() {
    static const Manifest made = make_qiantai_manifest();
    return made;
}
const Entity* member() {
    return manifest().find("member");
}

const Uuid k_id = Uuid::derive("row");

Change make_change(Op op, std::int64_t hlc, json::object columns,
                   std::map<std::string, Hlc, std::less<>> seen = {}) {
    Change change;
    change.op = op;
    change.entity = "member";
    change.id = k_id;
    change.hlc = Hlc(hlc);
    change.columns = std::move(columns);
    change.seen = std::move(seen);
    return change;
}

RowState registered() {
    return state_of_change(make_change(
        Op::insert, 10, {{"name", "王丽"}, {"phone", "13800000000"}, {"tier_code", "basic"}}));
}

TEST_CASE("the first change makes the row and counts as changed") {
    const auto outcome = apply_change(
        member(), nullptr, make_change(Op::insert, 10, {{"name", "王丽"}, {"notes", nullptr}}));
    CHECK(outcome.changed);
    CHECK(outcome.state.columns == json::object{{"name", "王丽"}});
    CHECK(outcome.state.clocks.base == Hlc(10));
    CHECK(outcome.state.clocks.later.empty());
}

TEST_CASE("an update changes its columns and their clocks alone") {
    const RowState before = registered();
    const auto outcome = apply_change(
        member(), &before, make_change(Op::update, 20, {{"phone", "139"}}, {{"phone", Hlc(10)}}));
    CHECK(outcome.changed);
    CHECK(outcome.conflicts.empty());
    CHECK(outcome.state.columns.at("phone") == "139");
    CHECK(outcome.state.columns.at("name") == "王丽");
    CHECK(outcome.state.clocks.of("phone") == Hlc(20));
    CHECK(outcome.state.clocks.of("name") == Hlc(10));
}

TEST_CASE("an update may empty a column") {
    const RowState before = registered();
    const auto outcome = apply_change(
        member(), &before, make_change(Op::update, 20, {{"phone", nullptr}}, {{"phone", Hlc(10)}}));
    CHECK_FALSE(outcome.state.columns.contains("phone"));
    CHECK(outcome.state.clocks.of("phone") == Hlc(20));
}

TEST_CASE("the same change again changes nothing and is no conflict") {
    const RowState before = registered();
    const auto change = make_change(Op::update, 20, {{"phone", "139"}}, {{"phone", Hlc(10)}});
    const auto once = apply_change(member(), &before, change);
    const auto twice = apply_change(member(), &once.state, change);
    CHECK_FALSE(twice.changed);
    CHECK(twice.conflicts.empty());
}

TEST_CASE("two terminals that change the same column: the later wins and the loser is kept") {
    const RowState before = registered();
    const auto one = make_change(Op::update, 20, {{"phone", "one"}}, {{"phone", Hlc(10)}});
    const auto other = make_change(Op::update, 30, {{"phone", "other"}}, {{"phone", Hlc(10)}});
    const auto first = apply_change(member(), &before, one);
    CHECK(first.conflicts.empty());
    const auto second = apply_change(member(), &first.state, other);
    REQUIRE(second.conflicts.size() == 1);
    CHECK(second.conflicts[0].column == "phone");
    CHECK(second.conflicts[0].kept_value == "other");
    CHECK(second.conflicts[0].lost_value == "one");
    CHECK(second.conflicts[0].kept_hlc == Hlc(30));
    CHECK(second.conflicts[0].lost_hlc == Hlc(20));

    SUBCASE("and it is the same record when they arrive the other way round") {
        const auto late_first = apply_change(member(), &before, other);
        const auto early_second = apply_change(member(), &late_first.state, one);
        REQUIRE(early_second.conflicts.size() == 1);
        CHECK_FALSE(early_second.changed);
        CHECK(early_second.conflicts[0].kept_value == "other");
        CHECK(early_second.conflicts[0].lost_value == "one");
        CHECK(conflict_id(before, early_second.conflicts[0]) ==
              conflict_id(before, second.conflicts[0]));
    }
}

TEST_CASE("two terminals that write the same value have no conflict") {
    const RowState before = registered();
    const auto first = apply_change(
        member(), &before,
        make_change(Op::update, 20, {{"tier_code", "gold"}}, {{"tier_code", Hlc(10)}}));
    const auto second = apply_change(
        member(), &first.state,
        make_change(Op::update, 30, {{"tier_code", "gold"}}, {{"tier_code", Hlc(10)}}));
    CHECK(second.conflicts.empty());
}

TEST_CASE("emptying a column that another terminal has filled is a conflict") {
    RowState before = registered();
    const auto first = apply_change(
        member(), &before, make_change(Op::update, 20, {{"notes", "hello"}}, {{"notes", Hlc(10)}}));
    CHECK(first.conflicts.empty());
    const auto second =
        apply_change(member(), &first.state,
                     make_change(Op::update, 30, {{"notes", nullptr}}, {{"notes", Hlc(10)}}));
    REQUIRE(second.conflicts.size() == 1);
    CHECK(second.conflicts[0].kept_value.is_null());
    CHECK(second.conflicts[0].lost_value == "hello");
}

TEST_CASE("a writer that has seen more than the hub has is in no conflict with it") {
    // The hub was restored from an older backup and has lost the value that was seen.
    const RowState before = registered();
    const auto outcome = apply_change(
        member(), &before, make_change(Op::update, 40, {{"phone", "139"}}, {{"phone", Hlc(25)}}));
    CHECK(outcome.conflicts.empty());
}

TEST_CASE("a writer that never saw the column conflicts with what stands there") {
    const RowState before = registered();
    const auto outcome =
        apply_change(member(), &before, make_change(Op::update, 20, {{"phone", "139"}}));
    CHECK(outcome.conflicts.size() == 1);
}

TEST_CASE("entities without conflict records merge by the same rule and keep none") {
    RowState card = registered();
    card.entity = "member_card";
    auto change = make_change(Op::update, 20, {{"status", "lost"}});
    change.entity = "member_card";
    const auto outcome = apply_change(manifest().find("member_card"), &card, change);
    CHECK(outcome.state.columns.at("status") == "lost");
    CHECK(outcome.conflicts.empty());
    CHECK(apply_change(nullptr, &card, change).conflicts.empty());
}

TEST_CASE("erasing empties personal columns and leaves the others") {
    const RowState before = registered();
    const auto outcome = apply_change(member(), &before, make_change(Op::erase, 20, {}));
    CHECK(outcome.changed);
    CHECK(outcome.state.columns == json::object{{"tier_code", "basic"}});
    CHECK(outcome.state.clocks.erased == Hlc(20));
    CHECK(outcome.state.clocks.base == Hlc(10));

    SUBCASE("a later update of a personal column does nothing and is no conflict") {
        const auto after = apply_change(member(), &outcome.state,
                                        make_change(Op::update, 30, {{"name", "again"}}));
        CHECK_FALSE(after.changed);
        CHECK(after.conflicts.empty());
        CHECK_FALSE(after.state.columns.contains("name"));
    }
    SUBCASE("a later update of another column counts") {
        const auto after = apply_change(member(), &outcome.state,
                                        make_change(Op::update, 30, {{"status", "erased"}}));
        CHECK(after.changed);
        CHECK(after.state.columns.at("status") == "erased");
    }
}

TEST_CASE("columns that this program does not know are kept") {
    RowState before = registered();
    before.columns["shoe_size"] = 43;
    const auto outcome = apply_change(
        member(), &before, make_change(Op::update, 20, {{"favourite", json::array{1, 2}}}));
    CHECK(outcome.state.columns.at("shoe_size") == 43);
    CHECK(outcome.state.columns.at("favourite") == json::array{1, 2});
}

TEST_CASE("at equal clocks the greater text wins and a value wins over null") {
    const auto with = [](json::object columns) {
        return state_of_change(make_change(Op::update, 20, std::move(columns)));
    };
    const RowState before = registered();
    for (const bool swapped : {false, true}) {
        const RowState a = with({{"name", "a"}, {"notes", nullptr}}),
                       b = with({{"name", "b"}, {"notes", "x"}});
        const RowState merged = merge_states(
            member(), merge_states(member(), before, swapped ? b : a), swapped ? a : b);
        CHECK(merged.columns.at("name") == "b");
        CHECK(merged.columns.at("notes") == "x");
    }
}

TEST_CASE("a duplicate case is one per store, whichever row is named first") {
    const Uuid one = Uuid::derive("1"), other = Uuid::derive("2");
    const Uuid id = duplicate_case_id("member", one, other, "S001");
    CHECK(id == duplicate_case_id("member", other, one, "S001"));
    CHECK(id != duplicate_case_id("member", one, other, "S002"));
    CHECK(id != duplicate_case_id("staff", one, other, "S001"));
    CHECK(id != duplicate_case_id("member", one, Uuid::derive("3"), "S001"));
}

TEST_CASE("conflict ids differ by row, column and clocks") {
    const RowState row = registered();
    RowState other_row = row;
    other_row.id = Uuid::derive("other");
    const ColumnConflict conflict{
        .column = "name", .kept_value = 1, .lost_value = 2, .kept_hlc = Hlc(3), .lost_hlc = Hlc(2)};
    ColumnConflict other_column = conflict, other_clock = conflict;
    other_column.column = "phone";
    other_clock.lost_hlc = Hlc(1);
    const Uuid id = conflict_id(row, conflict);
    CHECK(id == conflict_id(row, conflict));
    CHECK(id != conflict_id(other_row, conflict));
    CHECK(id != conflict_id(row, other_column));
    CHECK(id != conflict_id(row, other_clock));
}

TEST_CASE("the names of operations are read back") {
    for (const Op op : {Op::insert, Op::update, Op::erase}) CHECK(parse_op(op_name(op)) == op);
    CHECK_FALSE(parse_op("delete").has_value());
    CHECK_FALSE(parse_op("").has_value());
}

}  // namespace
}  // namespace qiantai::sync

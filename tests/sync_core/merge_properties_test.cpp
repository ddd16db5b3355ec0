#include <doctest/doctest.h>

#include "sync/core/audit_chain.hpp"
#include "sync/core/merge.hpp"
#include "tests/sync_core/random_rows.hpp"

namespace qiantai::sync::test {
namespace {

namespace json = boost::json;

// Few names, values and clocks, so that ties and collisions happen all the time.
constexpr std::string_view k_names[] = {"name", "phone", "status", "a_column_of_tomorrow"};
const Uuid k_row_id = Uuid::derive("the row");

const Entity* member_entity() {
    static const Manifest manifest = make_qiantai_manifest();
    return manifest.find("member");
}

Hlc few_clocks(Random& random) {
    return Hlc(between(random, 1, 4));
}

json::value few_values(Random& random) {
    switch (random.below(5)) {
        case 0:
            return "a";
        case 1:
            return "b";
        case 2:
            return 1;
        case 3:
            return {{"k", 1}, {"l", nullptr}};
        default:
            return nullptr;
    }
}

/// Any state at all, also such as no honest program makes.
RowState any_state(Random& random) {
    RowState state{.entity = "member", .id = k_row_id, .columns = {}, .clocks = {}};
    if (chance(random, 80)) state.clocks.base = few_clocks(random);
    if (chance(random, 15)) state.clocks.erased = few_clocks(random);
    for (const std::string_view name : k_names) {
        if (chance(random, 60)) state.columns.emplace(name, few_values(random));
        if (chance(random, 40)) state.clocks.later.emplace(name, few_clocks(random));
    }
    return state;
}

std::string text_of(const RowState& state) {
    return canonical_json(state.columns) + " base " + std::to_string(state.clocks.base.raw()) +
           ' ' + state.clocks.later_text();
}

void check_same(const RowState& one, const RowState& other) {
    REQUIRE(text_of(one) == text_of(other));
    REQUIRE(one.clocks == other.clocks);
}

constexpr int k_rounds = 20'000;

TEST_CASE("merging is commutative") {
    with_seeds(k_rounds, [](Random& random) {
        const RowState a = any_state(random), b = any_state(random);
        check_same(merge_states(member_entity(), a, b), merge_states(member_entity(), b, a));
    });
}

TEST_CASE("merging is associative") {
    with_seeds(k_rounds, [](Random& random) {
        const RowState a = any_state(random), b = any_state(random), c = any_state(random);
        const Entity* entity = member_entity();
        check_same(merge_states(entity, merge_states(entity, a, b), c),
                   merge_states(entity, a, merge_states(entity, b, c)));
    });
}

TEST_CASE("merging is idempotent") {
    with_seeds(k_rounds, [](Random& random) {
        const Entity* entity = member_entity();
        const RowState a = any_state(random), b = any_state(random);
        const RowState merged = merge_states(entity, a, b);
        check_same(merge_states(entity, merged, merged), merged);
        check_same(merge_states(entity, merged, a), merged);
        check_same(merge_states(entity, b, merged), merged);
    });
}

TEST_CASE("an unknown entity merges as well, with nothing personal") {
    with_seeds(k_rounds / 10, [](Random& random) {
        const RowState a = any_state(random), b = any_state(random), c = any_state(random);
        check_same(merge_states(nullptr, merge_states(nullptr, a, b), c),
                   merge_states(nullptr, c, merge_states(nullptr, b, a)));
    });
}

TEST_CASE("once erased, personal columns stay null whatever is merged in") {
    with_seeds(k_rounds / 10, [](Random& random) {
        RowState state = any_state(random);
        state.clocks.erased = few_clocks(random);
        for (int i = between(random, 1, 4); i > 0; --i) {
            state = merge_states(member_entity(), state, any_state(random));
            REQUIRE_FALSE(state.columns.contains("name"));
            REQUIRE_FALSE(state.columns.contains("phone"));
            REQUIRE(state.clocks.erased != Hlc());
        }
    });
}

/// What three terminals did to one row: its insert, then changes with rising clocks of each, no two
/// alike.
std::vector<Change> random_history(Random& random) {
    std::vector<Change> changes;
    std::int64_t raw = 0;
    const auto begin = [&](Op op) -> Change& {
        Change& change = changes.emplace_back();
        change.entity = "member";
        change.id = k_row_id;
        change.op = op;
        change.hlc = Hlc(raw += between(random, 1, 3));
        return change;
    };
    Change& insert = begin(Op::insert);
    for (const std::string_view name : k_names) {
        if (auto value = few_values(random); !value.is_null()) insert.columns.emplace(name, value);
    }
    for (int i = between(random, 1, 8); i > 0; --i) {
        Change& change = begin(chance(random, 90) ? Op::update : Op::erase);
        if (change.op == Op::erase) continue;
        for (const std::string_view name : k_names) {
            if (chance(random, 40)) change.columns.emplace(name, few_values(random));
        }
    }
    return changes;
}

RowState apply_all(const std::vector<Change>& changes) {
    std::optional<RowState> state;
    for (const Change& change : changes) {
        state = apply_change(member_entity(), state ? &*state : nullptr, change).state;
    }
    return *state;
}

TEST_CASE("a hub ends with the same row in whatever order and however often changes arrive") {
    with_seeds(3'000, [](Random& random) {
        std::vector<Change> changes = random_history(random);
        const RowState expected = apply_all(changes);
        for (int round = 0; round < 3; ++round) {
            // The insert stays in front: the hub refuses changes of a row it has not got.
            for (std::size_t i = changes.size() - 1; i > 1; --i) {
                std::swap(changes[i], changes[1 + random.below(i)]);
            }
            check_same(apply_all(changes), expected);
            std::vector<Change> twice = changes;
            twice.insert(twice.end(), changes.begin(), changes.end());
            check_same(apply_all(twice), expected);
        }
    });
}

TEST_CASE("each column ends with the value of its greatest clock") {
    with_seeds(3'000, [](Random& random) {
        const std::vector<Change> changes = random_history(random);
        const RowState end = apply_all(changes);
        if (end.clocks.erased != Hlc()) return;
        for (const std::string_view name : k_names) {
            json::value expected;
            for (const Change& change : changes) {
                if (const auto* value = change.columns.if_contains(name)) expected = *value;
            }
            const auto* found = end.columns.if_contains(name);
            REQUIRE(canonical_json(found == nullptr ? json::value() : *found) ==
                    canonical_json(expected));
        }
    });
}

}  // namespace
}  // namespace qiantai::sync::test

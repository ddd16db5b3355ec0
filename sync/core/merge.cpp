#include "sync/core/merge.hpp"

#include <algorithm>
#include <set>

#include "schema/base/json_values.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/core/scope.hpp"

namespace qiantai::sync {
namespace {

/// What one side knows of one column. Clock 0: it knows nothing.
struct Known {
    Hlc clock;
    const boost::json::value* value = nullptr;  ///< null pointer = null
};

const boost::json::value* find_value(const boost::json::object& columns, std::string_view name) {
    const auto* value = columns.if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

/// A column that was never set is null without a clock: whoever has set it knows more.
Known known_of(const RowState& state, std::string_view name) {
    const auto* value = find_value(state.columns, name);
    const auto later = state.clocks.later.find(name);
    if (later != state.clocks.later.end()) return {later->second, value};
    return {value == nullptr ? Hlc() : state.clocks.base, value};
}

bool equal_values(const boost::json::value* one, const boost::json::value* other) {
    if (one == nullptr || other == nullptr) return one == other;
    return canonical_json(*one) == canonical_json(*other);
}

const Known& greater_of(const Known& one, const Known& other) {
    if (one.clock != other.clock) return one.clock > other.clock ? one : other;
    if (one.value == nullptr || other.value == nullptr) return one.value == nullptr ? other : one;
    return canonical_json(*one.value) < canonical_json(*other.value) ? other : one;
}

Hlc smaller_base(Hlc one, Hlc other) {
    if (one == Hlc() || other == Hlc()) return std::max(one, other);
    return std::min(one, other);
}

bool is_personal(const Entity* entity, std::string_view name) {
    const Column* column = entity == nullptr ? nullptr : entity->find_column(name);
    return column != nullptr && column->personal;
}

std::set<std::string_view> column_names(const RowState& a, const RowState& b) {
    std::set<std::string_view> names;
    for (const RowState* state : {&a, &b}) {
        for (const auto& member : state->columns) names.emplace(member.key());
        for (const auto& [name, clock] : state->clocks.later) names.emplace(name);
    }
    return names;
}

}  // namespace

RowState merge_states(const Entity* entity, const RowState& a, const RowState& b) {
    QIANTAI_ASSERT(a.id == b.id && a.entity == b.entity);
    RowState merged{.entity = a.entity, .id = a.id, .columns = {}, .clocks = {}};
    merged.clocks.base = smaller_base(a.clocks.base, b.clocks.base);
    merged.clocks.erased = std::max(a.clocks.erased, b.clocks.erased);
    const bool is_erased = merged.clocks.erased != Hlc();
    for (const std::string_view name : column_names(a, b)) {
        // An erased column keeps no clock either: nothing can come after the erasure.
        if (is_erased && is_personal(entity, name)) continue;
        const Known one = known_of(a, name), other = known_of(b, name);
        const Known& kept = greater_of(one, other);
        if (kept.clock == Hlc()) continue;
        if (kept.value != nullptr) merged.columns.emplace(name, *kept.value);
        // A column emptied at base's own clock must still say so: without a clock it would count as
        // never set.
        if (kept.clock != merged.clocks.base || kept.value == nullptr) {
            merged.clocks.later.emplace(name, kept.clock);
        }
    }
    return merged;
}

RowState state_of_change(const Change& change) {
    RowState state{.entity = change.entity, .id = change.id, .columns = {}, .clocks = {}};
    if (change.op == Op::erase) {
        state.clocks.erased = change.hlc;
        return state;
    }
    if (change.op == Op::insert) state.clocks.base = change.hlc;
    for (const auto& member : change.columns) {
        if (!member.value().is_null()) state.columns.emplace(member.key(), member.value());
        if (change.op == Op::update) state.clocks.later.emplace(member.key(), change.hlc);
    }
    return state;
}

namespace {

/// The writer had seen an older value than `current` has, and wrote another one.
bool is_conflict(const RowState& current, const Change& change, std::string_view column,
                 const boost::json::value* written) {
    const auto seen = change.seen.find(column);
    const Hlc seen_clock = seen == change.seen.end() ? Hlc() : seen->second;
    return current.clocks.of(column) > seen_clock &&
           !equal_values(find_value(current.columns, column), written);
}

std::vector<ColumnConflict> find_conflicts(const Entity& entity, const RowState& current,
                                           const RowState& merged, const Change& change) {
    std::vector<ColumnConflict> conflicts;
    for (const auto& member : change.columns) {
        const std::string_view name = member.key();
        const auto* written = find_value(change.columns, name);
        if (merged.clocks.erased != Hlc() && is_personal(&entity, name)) continue;
        if (!is_conflict(current, change, name, written)) continue;
        const auto* held = find_value(current.columns, name);
        const Hlc held_clock = current.clocks.of(name);
        const auto value_of = [](const boost::json::value* value) {
            return value == nullptr ? boost::json::value() : *value;
        };
        const bool written_wins = equal_values(find_value(merged.columns, name), written);
        conflicts.push_back({.column = std::string(name),
                             .kept_value = value_of(written_wins ? written : held),
                             .lost_value = value_of(written_wins ? held : written),
                             .kept_hlc = written_wins ? change.hlc : held_clock,
                             .lost_hlc = written_wins ? held_clock : change.hlc});
    }
    return conflicts;
}

}  // namespace

ApplyOutcome apply_change(const Entity* entity, const RowState* current, const Change& change) {
    const RowState partial = state_of_change(change);
    if (current == nullptr) {
        QIANTAI_ASSERT(change.op == Op::insert);
        return {.state = partial, .changed = true, .conflicts = {}};
    }
    ApplyOutcome outcome{
        .state = merge_states(entity, *current, partial), .changed = false, .conflicts = {}};
    outcome.changed = !equal_json(outcome.state.columns, current->columns) ||
                      outcome.state.clocks != current->clocks;
    if (entity != nullptr && entity->merge == Merge::fields && change.op == Op::update) {
        outcome.conflicts = find_conflicts(*entity, *current, outcome.state, change);
    }
    return outcome;
}

Uuid conflict_id(const RowState& row, const ColumnConflict& conflict) {
    return Uuid::derive("column conflict|" + row.entity + '|' + row.id.text() + '|' +
                            conflict.column + '|' + std::to_string(conflict.kept_hlc.raw()) + '|' +
                            std::to_string(conflict.lost_hlc.raw()),
                        Cell::of_store(column_text(row.columns, "store_code")));
}

Uuid duplicate_case_id(std::string_view entity, const Uuid& one, const Uuid& other,
                       std::string_view store_code) {
    const auto& [first, second] = std::minmax(one, other);
    return Uuid::derive("duplicate case|" + std::string(entity) + '|' + first.text() + '|' +
                            second.text() + '|' + std::string(store_code),
                        Cell::of_store(store_code));
}

}  // namespace qiantai::sync

#pragma once

#include <optional>
#include <vector>

#include "schema/manifest/manifest.hpp"
#include "sync/core/change.hpp"
#include "sync/core/row_state.hpp"

namespace qiantai::sync {

/// The one merge function of hub and terminal: the least state that knows everything both know. Per
/// column the greater clock wins; at equal clocks a value wins over null, else the greater one by
/// canonical text. A column that was never set has no clock and loses against any. Once either side
/// is erased, personal columns are null for ever and have no clock. base is the smaller base; 0 (a
/// partial state) does not count. Commutative, associative, idempotent; `a` and `b` are the same
/// row. `entity` may be null for an entity this program does not know: then nothing is personal.
RowState merge_states(const Entity* entity, const RowState& a, const RowState& b);

/// A change as the partial state it stands for: an insert has base, an update and an erasure know
/// only their columns and have base 0. For merging only into a state that holds the row already, or
/// (insert) alone.
RowState state_of_change(const Change& change);

/// A value that lost against a concurrent edit.
struct ColumnConflict {
    std::string column;
    boost::json::value kept_value;
    boost::json::value lost_value;
    Hlc kept_hlc;
    Hlc lost_hlc;
};

struct ApplyOutcome {
    RowState state;
    bool changed = false;  ///< state differs from `current`
    /// merge=fields: columns whose current value is newer than what the writer had seen, and
    /// another.
    std::vector<ColumnConflict> conflicts;
};

/// Applies a terminal's change to the hub's current state. `current` is null if the hub has no such
/// row; then the change must be an insert (the caller refuses others before).
ApplyOutcome apply_change(const Entity* entity, const RowState* current, const Change& change);

/// Id of the conflict record: the same wherever and however often it is derived.
Uuid conflict_id(const RowState& row, const ColumnConflict& conflict);
/// Id of the duplicate case of two rows, whichever is named first, as seen by one store.
Uuid duplicate_case_id(std::string_view entity, const Uuid& one, const Uuid& other,
                       std::string_view store_code);

}  // namespace qiantai::sync

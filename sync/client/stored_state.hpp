#pragma once

#include <optional>

#include "schema/sqlite/row_codec.hpp"
#include "sync/core/row_state.hpp"

namespace qiantai::sync {

/// A table's row as sync/core knows it; nothing if there is none.
Result<std::optional<RowState>> load_row_state(sqlite::RowTable& table, const Uuid& id);
Status save_row_state(sqlite::RowTable& table, const RowState& state);

}  // namespace qiantai::sync

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "sync/core/change.hpp"

namespace qiantai::sync {

/// A row with open rejections.
struct RefusedRow {
    const Entity* entity = nullptr;
    Uuid id;
    std::vector<Change> changes;  ///< the refused ones that are still kept, in seq order
    /// Headquarters lacks the row itself, not only a change of it.
    bool whole = false;
};

/// The row that the open rejection `seq` belongs to. k_rejection_not_open (rejections.hpp) if there
/// is none.
Result<RefusedRow> load_refused_row(sqlite::Database& database, const Manifest& manifest,
                                    std::int64_t seq);

/// Writes the row, or its refused columns, with new clocks into table and outbox. Inside the
/// caller's transaction. k_rejected_row_gone if the row is not there.
Status write_again(sqlite::Database& database, const RefusedRow& refused, TimeMs now_ms);

}  // namespace qiantai::sync

#pragma once

#include <optional>
#include <set>
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

using RowKey = std::pair<std::string, Uuid>;

/// Rows with changes that were refused because headquarters had not got the row itself, or did not
/// know it as one that this store may write.
Result<std::set<RowKey>> load_rows_missed_by_hub(sqlite::Database& database);

enum class StoreMayWrite { no, yes };
/// Such a row came with the feed, so headquarters has it now: after a hub was restored, one
/// terminal's edit can arrive before the other's registration, or handing over, was sent again.
/// What is still this terminal's word is written once more, and the rejections are closed; those of
/// a row that is another store's only if that row `may` be written by this store now. Tells whether
/// anything was written. Inside the caller's transaction, with capture paused and the feed's clocks
/// observed.
Result<bool> write_arrived(sqlite::Database& database, sqlite::RowTable& table, const Uuid& id,
                           StoreMayWrite may, TimeMs now_ms);

/// Headquarters says that the row was here and went to another store: it has it by now. What was
/// refused for want of the row, or of the right to write it, is sent once more as it was written,
/// and headquarters looks at what this store might do at that time. Tells whether anything was
/// written. Inside the caller's transaction.
Result<bool> write_gone(sqlite::Database& database, std::string_view entity, const Uuid& id,
                        TimeMs now_ms);

}  // namespace qiantai::sync

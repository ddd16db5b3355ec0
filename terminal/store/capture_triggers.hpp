#pragma once

#include <string>

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::store {

/// The DDL of all capture triggers for a manifest. For each entity:
/// - an insert puts all columns that are not null into the outbox, at the row's own row_hlc;
/// - an update puts the columns that really changed into the outbox with the clocks they had
/// before, and sets their
///   clocks in column_clocks; an update that changes nothing leaves no trace; rows of append
///   entities can't change;
/// - ids can't change and rows can't be deleted or replaced.
/// All of it is off while set_capture(0) holds. The outbox's last row can't be deleted at all. With them
/// come the triggers of staff_seal.hpp.
std::string capture_trigger_ddl(const Manifest& manifest);

/// Drops and makes the triggers anew if the database has others than the manifest's, or was migrated
/// since.
Status ensure_capture_triggers(sqlite::Database& database, const Manifest& manifest);

}  // namespace qiantai::store

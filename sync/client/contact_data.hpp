#pragma once

// Contact columns (manifest: Column::contact) on a desk of headquarters. A desk has them only
// - of a row that an open authorisation names (Entity::opens_contact): they come in the desk's own
//   scope, and go when the hub says so or when the authorisation's time is over, also offline;
// - of what was typed here, until it was uploaded; a refused change is kept until it is settled.
// The table contact_kept lists the rows that may have some. Terminals of stores keep theirs.
//
// Time is the hub's: this clock and what it was off when they last met, and never before the newest
// clock received. If it was wrong, and the authorisation is still open, the desk's scope is read
// again and brings the columns back.

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "sync/core/row_state.hpp"

namespace qiantai::sync {

/// Takes off this desk's disk, table and outbox, what it may no longer have. Does nothing on a
/// store's terminal. One transaction.
Status drop_contact_data(sqlite::Database& database, const Manifest& manifest, TimeMs now_ms);

// For the feed's applier, inside its transaction, with capture paused:

/// A row came with its contact columns.
Status note_opened(sqlite::Database& database, const Entity& entity, const Uuid& id);
/// The hub says that the row's contact columns are no longer open to this desk.
Status close_opened(sqlite::Database& database, sqlite::RowTable& table, const Uuid& id);

}  // namespace qiantai::sync

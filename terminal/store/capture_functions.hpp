#pragma once

#include "schema/base/clock.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::store {

/// Registers on a connection what the schema and the capture triggers call. `clock` and `manifest`
/// must outlive the connection.
///
/// For everybody:
///   next_hlc()       the next clock of this transaction; default of row_hlc
///   txn_id()         equal for all changes of one transaction
///   set_capture(on)  0: writes of this connection to synced tables are not captured and may
///   delete, until
///                    set_capture(1) or the end of the transaction, whichever comes first. For
///                    applying what headquarters sent, with row_hlc and column_clocks given. Must
///                    be called inside the transaction.
///   observe_hlc(raw) clocks given later are greater than `raw`; the caller saves fact remote_hlc
///   in the same
///                    transaction
/// For the triggers only: capturing(), capture_insert(), capture_update(), captured_hlc(),
/// captured_columns(), captured_seen(), captured_clocks().
Status register_capture_functions(sqlite::Database& database, Clock& clock,
                                  const Manifest& manifest);

}  // namespace qiantai::store

#pragma once

#include "schema/base/clock.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

// How a session went, kept as facts for status.hpp. Each function is one transaction.

/// Everything that waited was sent; does nothing if something new waits already.
Status record_all_sent(sqlite::Database& database, TimeMs now_ms);
/// Sent and read to the end: online, no error. From now on time goes by the machine's steady clock.
Status record_success(sqlite::Database& database, Clock& clock);
/// Ended early. Offline from now on (or from before) unless the hub itself gave the error. A
/// session that was stopped, or another one that runs, is no failure and leaves no trace.
Status record_failure(sqlite::Database& database, const Error& error, TimeMs now_ms);

/// Headquarters was there and did not take what was sent, which says nothing against receiving. Not
/// so if it does not know this terminal, or is stopping.
bool only_sending_failed(const Error& error);

}  // namespace qiantai::sync

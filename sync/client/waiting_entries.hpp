#pragma once

// What waits for headquarters as whoever did it counts it: a registration is one entry, although it
// writes the member, a card, consents and the audit trail.

#include <map>
#include <string>

#include "sync/client/status.hpp"

namespace qiantai::sync {

/// An entry is what was written in one transaction; it bears the name of the first entity written.
/// The audit trail alone, as of a sign-in, is none.
struct WaitingEntries {
    std::map<std::string, WaitingChanges> by_entity;
    std::int64_t count = 0;
    bool more = false;  ///< so many changes wait that not all were looked at
};
/// Looks at so many changes at most, because it is asked for after each: that takes a slow disk some
/// milliseconds.
inline constexpr int k_entry_changes_max = 2000;
Result<WaitingEntries> load_waiting_entries(sqlite::Database& database);

}  // namespace qiantai::sync

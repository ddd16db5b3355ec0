#pragma once

#include <functional>

#include "schema/sqlite/database.hpp"

namespace qiantai::store {

// The index behind member search: tables member_search and, for members written last,
// member_search_new, kept by triggers of the terminal's tenth migration. It depends on columns name
// and phone of member alone. Invariant, checked by tests: unless fact search_stale is 1, the two
// together hold exactly make_search_keys() of every member, each key once, written with the keys'
// present version.

/// Registers the SQL function member_search_keys(name, phone) that the triggers call; every connection
/// needs it before its first write to member.
Status register_member_search(sqlite::Database& database);

/// True if the index must be rebuilt: after a bulk load that did not end, or made by another
/// version of the keys.
Result<bool> is_member_search_stale(sqlite::Database& database);

/// Called with members done and members in all, now and then.
using SearchProgress = std::function<void(std::int64_t done, std::int64_t total)>;

/// Makes the whole index anew in one transaction and ends a bulk load (bulk_load.hpp); the database
/// must not be in one. Needs about 250 bytes of memory a member.
Status rebuild_member_search(sqlite::Database& database, const SearchProgress& progress = {});

/// What opening a database does: rebuilds the index if it is stale.
Status ensure_member_search(sqlite::Database& database, const SearchProgress& progress = {});

}  // namespace qiantai::store

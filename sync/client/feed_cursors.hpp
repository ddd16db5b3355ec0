#pragma once

#include <string>
#include <vector>

#include "schema/sqlite/database.hpp"
#include "sync/client/hub_client.hpp"

namespace qiantai::sync {

/// Where to read on in each of these scopes (0 = from the beginning). Scopes in which an older
/// version of this program met something it did not know go back to there, once. One transaction.
Result<Cursors> prepare_cursors(sqlite::Database& database, int schema_version,
                                const std::vector<std::string>& scopes);

/// The stored cursor; 0 if there is none.
Result<std::int64_t> load_cursor(sqlite::Database& database, const std::string& scope);

/// Something in the section was not known to this program version.
enum class Unknowns { none, met };

/// Stores how far a section was read. With Unknowns::met it is read again from `from_version` after
/// an upgrade. Inside the caller's transaction.
Status save_cursor(sqlite::Database& database, int schema_version, const FeedSection& section,
                   Unknowns unknowns);

}  // namespace qiantai::sync

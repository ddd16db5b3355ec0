#pragma once

// A keyed hash over all staff rows, kept by triggers whoever writes them: headquarters' feed, a
// changed PIN. It lies with its own key in one fact, so it costs nothing but when staff change.
//
// It finds rows that were changed, added or removed with another program that has the database's
// key: that one has no seal_with(). It does not find what somebody does who makes seals as this
// program does, for whom both keys are at hand: that only headquarters can, which has the rows.

#include <string>

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::store {

/// Registers seal_with(seal, value, ...): the seal with one row more, or without it if it was in it.
Status register_staff_seal(sqlite::Database& database);

/// The triggers; empty for a manifest without staff.
std::string staff_seal_ddl(const Manifest& manifest);

/// Makes the fact if there is none: over the rows as they are. Inside a transaction.
Status ensure_staff_seal(sqlite::Database& database, const Manifest& manifest);

/// Whether the rows are those that were sealed.
Result<bool> is_staff_sealed(sqlite::Database& database, const Manifest& manifest);

}  // namespace qiantai::store

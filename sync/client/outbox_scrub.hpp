#pragma once

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

/// Takes the values of personal columns of one row out of all outbox rows, sent and unsent: the
/// person was erased. Inside the caller's transaction.
Status scrub_outbox(sqlite::Database& database, const Entity& entity, const Uuid& id);

}  // namespace qiantai::sync

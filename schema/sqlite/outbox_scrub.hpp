#pragma once

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

/// Takes the values of the personal columns of one row out of all rows of the terminal's outbox,
/// sent and unsent: the person was erased. Inside the caller's transaction. Inserts lose the
/// columns, updates say null.
Status scrub_outbox(Database& database, const Entity& entity, const Uuid& id);

}  // namespace qiantai::sqlite

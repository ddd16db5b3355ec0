#pragma once

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

/// Takes the values of the personal columns of one row out of all rows of the terminal's outbox,
/// sent and unsent: the person was erased. Inside the caller's transaction. Inserts lose the
/// columns, updates say null.
Status scrub_outbox(Database& database, const Entity& entity, const Uuid& id);

/// Takes the values of the row's contact columns out of the outbox: they were uploaded, and this
/// desk may not keep them. The changes lose the columns, so that sending them again to a hub that
/// has them changes nothing there. All changes of the row must have been sent.
Status scrub_contact(Database& database, const Entity& entity, const Uuid& id);

}  // namespace qiantai::sqlite

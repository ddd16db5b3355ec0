#pragma once

#include "schema/base/uuid.hpp"
#include "schema/sqlite/database.hpp"
#include "terminal/members/rules/search_facts.hpp"

namespace qiantai::domain {

/// The newest of the registration, the renewals and the talks, also of records that were merged
/// into this one. The member must be there.
Result<LastSeen> load_last_seen(sqlite::Database& database, const Uuid& member_id);

}  // namespace qiantai::domain

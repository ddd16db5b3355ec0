#pragma once

#include <string_view>

#include "terminal/demo/demo_fill.hpp"
#include "terminal/issuances/rules/issuance_facts.hpp"

namespace qiantai::ctl {

/// The campaign of whose gifts the line's was one, on its day; nothing if none ran.
Result<std::optional<Uuid>> find_demo_campaign(sqlite::Database& database, const Uuid& gift_id,
                                               Date day);

/// Rights of some members of the store to the campaign that needs codes, a few of them void.
Status fill_demo_rights(sqlite::Database& database, std::string_view store_code);

/// Without a hub nobody would grant the terminal a part of a cap: it asks as terminals do, and is
/// answered by the hub's own rule. Nothing twice.
Status fill_demo_leases(sqlite::Database& database);

}  // namespace qiantai::ctl

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "terminal/demo/demo_fill.hpp"
#include "terminal/gifts/rules/gift_facts.hpp"

namespace qiantai::ctl {

Result<std::vector<domain::CampaignLine>> load_demo_campaigns(sqlite::Database& database);
/// The campaign of whose gifts this was one, on its day; nothing if none ran.
std::optional<Uuid> find_demo_campaign(std::span<const domain::CampaignLine> campaigns,
                                       const Uuid& gift_id, Date day);

/// Rights of some members of the store to the campaign that needs codes, a few of them void.
Status fill_demo_rights(sqlite::Database& database, std::string_view store_code);

/// Without a hub nobody would grant the terminal a part of a cap: it asks as terminals do, and is
/// answered by the hub's own rule. Nothing twice.
Status fill_demo_leases(sqlite::Database& database);

}  // namespace qiantai::ctl

#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::ctl {

/// Two years of till receipts of this store's members who joined last, k_demo_buyers_max at most: as
/// much as fits each one's tier, some given back, some members asleep or lost; how they came to
/// their tiers, and whose falls soon; today's receipts of people nobody knows; what the till says
/// of the last 60 days. Seen from the demo's present. What is there already stays.
Status fill_demo_purchases(sqlite::Database& database, std::string_view store_code);

inline constexpr int k_demo_buyers_max = 800;

}  // namespace qiantai::ctl

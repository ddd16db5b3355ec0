#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::ctl {

/// How the store's members who joined last, k_demo_renewals_max at most, came to the ends of their
/// cards: renewed a year before, mostly in time, or let lapse. Seen from the demo's present. What is
/// there already stays.
Status fill_demo_renewals(sqlite::Database& database, std::string_view store_code);

inline constexpr int k_demo_renewals_max = 2000;

}  // namespace qiantai::ctl

#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::ctl {

/// Goods that members of this store have in its keeping, with what was fetched of them: of some
/// everything, some about to expire, one expired, some not fetched for 70 days. Seen from the
/// demo's present. What is there already stays.
Status fill_demo_goods(sqlite::Database& database, std::string_view store_code);

}  // namespace qiantai::ctl

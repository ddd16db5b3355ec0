#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::ctl {

/// A store's stocktakes: two that are posted, of which one found nothing missing, and one that is
/// being counted in the demo's present. What is there already stays.
Status fill_demo_stocktakes(sqlite::Database& database, std::string_view store_code);

}  // namespace qiantai::ctl

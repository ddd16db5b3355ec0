#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"
#include "terminal/gifts/rules/stock_facts.hpp"

namespace qiantai::ctl {

/// Of the paper that goes with a demo's movement of gifts given away.
Uuid demo_issuance_id(const domain::StockMovement& movement);

/// To whom the gifts went that the store's demo stock says were given: half a year of papers, and
/// the checks of all days but today. What is there already stays.
Status fill_demo_issuances(sqlite::Database& database, std::string_view store_code);

}  // namespace qiantai::ctl

#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::ctl {

/// The demo's warehouse.
inline constexpr std::string_view k_demo_warehouse = "W001";

/// Headquarters' part, inside a transaction: the catalogue with barcodes, and campaigns: one over,
/// one running, one to come. What is there already stays.
Status fill_demo_catalogue(sqlite::Database& database);

/// Half a year of a store's or the warehouse's stock: goods that came, gifts that were given week by
/// week, damage, batches that expire soon, one last piece that was given twice, gifts that run low.
/// Seen from the demo's present. What is there already stays.
Status fill_demo_stock(sqlite::Database& database, std::string_view store_code);

}  // namespace qiantai::ctl

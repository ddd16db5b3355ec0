#pragma once

// Reads what store_facts.hpp describes, and the names of the stores. None of it needs a session.

#include <map>
#include <string>
#include <vector>

#include "terminal/base/service_context.hpp"
#include "terminal/base/store_facts.hpp"

namespace qiantai::domain {

Result<StoreFacts> load_store_facts(ServiceContext& context);

/// The names of all stores known here, by code.
Result<std::map<std::string, std::string>> load_store_names(sqlite::Database& database);
/// Their telephone numbers, of those that have one.
Result<std::map<std::string, std::string>> load_store_phones(sqlite::Database& database);

/// Active staff of this store who have a PIN, in the order of their names' pinyin, then number.
/// Never more of a person than the tile shows.
Result<std::vector<StaffTile>> load_staff_tiles(ServiceContext& context);

/// The names of everybody of the staff known here by number, also of who has left.
Result<std::map<std::string, std::string>> load_staff_names(sqlite::Database& database);

}  // namespace qiantai::domain

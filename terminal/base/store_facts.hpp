#pragma once

// What the shell shows before anybody has signed in: where this terminal stands and whose tiles to
// offer. Nothing here needs a session, so nothing here says more than a name plate at the counter
// would.

#include <string>
#include <vector>

#include <map>

#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

struct StoreFacts {
    std::string store_code{};
    std::string store_name{};  ///< empty until headquarters' row has arrived
    std::string terminal_code{};
    std::string terminal_name{};  ///< likewise
    std::string chain_name{};     ///< empty if this terminal was never enrolled with a hub
    int utc_offset_minutes = 480;
    std::string business_date;  ///< YYYY-MM-DD now
    bool is_headquarters = false;
};
Result<StoreFacts> load_store_facts(ServiceContext& context);

/// The names of all stores known here, by code.
Result<std::map<std::string, std::string>> load_store_names(sqlite::Database& database);
/// Their telephone numbers, of those that have one.
Result<std::map<std::string, std::string>> load_store_phones(sqlite::Database& database);

/// One person who can sign in here.
struct StaffTile {
    std::string number;
    std::string name;
    Role role = Role::clerk;
};
/// Active staff of this store who have a PIN, in the order of their names' pinyin, then number.
/// Never more of a person than the tile shows.
Result<std::vector<StaffTile>> load_staff_tiles(ServiceContext& context);

}  // namespace qiantai::domain

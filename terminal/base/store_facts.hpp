#pragma once

// What the shell shows before anybody has signed in: where this terminal stands and whose tiles to
// offer. Nothing here needs a session, so nothing here says more than a name plate at the counter
// would.

#include <string>

#include "terminal/base/permission.hpp"
#include "terminal/base/phone_number.hpp"

namespace qiantai::domain {

/// All year. Of a store whose row, with its own, has not arrived yet.
inline constexpr int k_china_offset_minutes = 480;

struct StoreFacts {
    std::string store_code{};
    std::string store_name{};  ///< empty until headquarters' row has arrived
    std::string terminal_code{};
    std::string terminal_name{};  ///< likewise
    std::string chain_name{};     ///< empty if this terminal was never enrolled with a hub
    int utc_offset_minutes = k_china_offset_minutes;
    std::string business_date{};  ///< YYYY-MM-DD now
    bool is_headquarters = false;
    PhoneCountry phone_country{};
};

/// One person who can sign in here.
struct StaffTile {
    std::string number;
    std::string name;
    StaffRole role = StaffRole::clerk;
};

}  // namespace qiantai::domain

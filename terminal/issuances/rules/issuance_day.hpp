#pragma once

// What issuances leave at the end of a day (terminal/base/day_items.hpp), and what the day's
// register comes to.

#include "terminal/base/day_items.hpp"

namespace qiantai::domain {

/// register_unchecked: of this day and the 31 before it; rights_used_twice; gifts_to_take_back.
Result<std::vector<DayItem>> issuance_day_items(ServiceContext& context, const Session& session,
                                                Date day);

struct RegisterFigures {
    int issuances = 0;
    int pieces = 0;  ///< that were not taken back
};
/// Of this store.
Result<RegisterFigures> load_register_figures(ServiceContext& context, Date day);

}  // namespace qiantai::domain

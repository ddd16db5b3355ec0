#pragma once

// What stocktakes leave at the end of a day (terminal/base/day_items.hpp).

#include "terminal/base/day_items.hpp"

namespace qiantai::domain {

/// stocktakes_open: begun, or planned for this day or one before it; stocktakes_approved;
/// counts_due.
Result<std::vector<DayItem>> stocktake_day_items(ServiceContext& context, const Session& session,
                                                 Date day);

}  // namespace qiantai::domain

#pragma once

// What stocktakes leave at the end of a day (terminal/base/day_items.hpp).

#include "terminal/base/day_items.hpp"

namespace qiantai::domain {

/// stocktakes_open: begun, or planned for this day or one before it; stocktakes_approved;
/// counts_due.
Result<std::vector<DayItem>> stocktake_day_items(ServiceContext& context, const Session& session,
                                                 Date day);

/// The stocktake that belongs to that day of this store: the one that is open and was planned for
/// it or before, else of those posted on it the one that was planned first.
Result<std::optional<Uuid>> load_stocktake_of_day(ServiceContext& context, Date day);

}  // namespace qiantai::domain

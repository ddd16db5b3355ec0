#pragma once

// What requisitions and the stock of gifts leave at the end of a day (terminal/base/day_items.hpp).

#include "terminal/base/day_items.hpp"

namespace qiantai::domain {

/// requisitions_late: a step of this place waits longer than it may; requisitions_open: another
/// step of its own; stock_short.
Result<std::vector<DayItem>> gift_day_items(ServiceContext& context, const Session& session,
                                            Date day);

}  // namespace qiantai::domain

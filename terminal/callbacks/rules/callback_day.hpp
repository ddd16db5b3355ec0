#pragma once

// What callbacks leave at the end of a day (terminal/base/day_items.hpp).

#include "terminal/base/day_items.hpp"

namespace qiantai::domain {

/// callbacks_last_day: of this store, to be made by the end of the day; callbacks_due: the others
/// that may be made.
Result<std::vector<DayItem>> callback_day_items(ServiceContext& context, const Session& session,
                                                Date day);

}  // namespace qiantai::domain

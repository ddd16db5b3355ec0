#pragma once

// All that is left at the end of a day, of every capability.

#include "terminal/base/day_items.hpp"

namespace qiantai::domain {

/// In the order of the page: what must be done, what can wait, what is done. Outside of a
/// transaction.
Result<std::vector<DayItem>> load_day_items(ServiceContext& context, const Session& session,
                                            Date day);

}  // namespace qiantai::domain

#pragma once

// What tickets leave at the end of a day (terminal/base/day_items.hpp).

#include "terminal/base/day_items.hpp"

namespace qiantai::domain {

/// tickets_overdue: this store's, past a promise now; tickets_open: the others.
Result<std::vector<DayItem>> ticket_day_items(ServiceContext& context, const Session& session,
                                              Date day);

}  // namespace qiantai::domain

#pragma once

// What the way to headquarters leaves at the end of a day (terminal/base/day_items.hpp), and how
// far this till has written.

#include "terminal/base/day_items.hpp"

namespace qiantai::domain {

/// refused_records, unsent_records, clock_wrong.
Result<std::vector<DayItem>> sync_day_items(ServiceContext& context, const Session& session,
                                            Date day);

/// The greatest number this till's outbox ever gave.
Result<std::int64_t> load_outbox_seq(ServiceContext& context);
/// Records that headquarters refused and nobody has dealt with.
Result<int> count_refused(ServiceContext& context);

}  // namespace qiantai::domain

#pragma once

// What a day's closing has to know of each capability, said by itself: for everything that may be
// left at the end of a day one item, also where nothing is left of it. A capability gives them by a
// function of its rules (`<capability>_day_items`, a DayItemSource); terminal/closing names them all
// in one list and knows nothing else of what is behind them.
//
// A source fails only where the database does: whatever rows say, a day can be closed. It leaves
// out what the session may not see.

#include <vector>

#include "terminal/base/day_item_facts.hpp"
#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

/// What is left now, seen from that day; its own order. Outside of a transaction.
using DayItemSource = Result<std::vector<DayItem>> (*)(ServiceContext&, const Session&, Date day);

}  // namespace qiantai::domain

#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::ctl {

/// Half a year of this store's complaints, repairs, enquiries and suggestions: most are closed, some
/// stand at every step of their course, one is overdue, one waits for the customer, one is a repair
/// that nobody has fetched, on one two tills contradict each other. Seen from the demo's present.
/// What is there already stays.
/// `clock_ms`: when the open ones stand as they do, unless that is before the demo's own day.
Status fill_demo_tickets(sqlite::Database& database, std::string_view store_code, TimeMs clock_ms);

}  // namespace qiantai::ctl

#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::ctl {

/// A store's requisitions to the demo's warehouse in every state: from one that its manager has not
/// seen yet to one of which two pieces are missing. Seen from the demo's present. What is there
/// already stays.
Status fill_demo_requisitions(sqlite::Database& database, std::string_view store_code);

/// The warehouse's part, inside a transaction: what left its shelf for them.
Status fill_demo_dispatches(sqlite::Database& database);

}  // namespace qiantai::ctl

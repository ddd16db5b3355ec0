#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::ctl {

/// A store's closed days of the last three weeks up to the demo's yesterday, some with things that
/// were carried over, one with an addition; and the marks of the till that wrote them. What is there
/// already stays.
Status fill_demo_closings(sqlite::Database& database, std::string_view store_code);

}  // namespace qiantai::ctl

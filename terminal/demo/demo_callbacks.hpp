#pragma once

#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::ctl {

/// Callbacks of a store, seen from the demo's present: done ones with what customers said, some due
/// today, one that was tried yesterday, one with a time agreed on, one that headquarters makes; and
/// key customers. What arises by rule the store's terminal adds by itself. What is there already
/// stays.
Status fill_demo_callbacks(sqlite::Database& database, std::string_view store_code);

/// Headquarters' survey.
Status fill_demo_callback_plan(sqlite::Database& database);

}  // namespace qiantai::ctl

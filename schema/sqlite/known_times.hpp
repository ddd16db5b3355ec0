#pragma once

#include "schema/base/known_times.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

/// Of a terminal's database. Quick whatever waits.
Result<KnownTimes> load_known_times(Database& database);

}  // namespace qiantai::sqlite

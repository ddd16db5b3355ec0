#pragma once

#include "schema/base/clock.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

/// The terminal's clock was ahead when it wrote: gives the changes that wait, from the first one
/// that lies too far ahead of the hub on, new clocks that follow the hub's time, and the rows they
/// wrote the same ones, in one transaction. Order is kept. What the hub has taken already can't be
/// among them: it takes nothing that far ahead. Also stores the clock offset. Returns how many
/// changes were stamped anew.
Result<int> restamp_unsent(sqlite::Database& database, const Manifest& manifest, TimeMs hub_time_ms,
                           TimeMs now_ms);

}  // namespace qiantai::sync

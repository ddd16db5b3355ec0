#pragma once

#include "schema/base/clock.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"
#include "sync/client/hub_client.hpp"

namespace qiantai::sync {

/// The terminal's clock was ahead when it wrote: gives the changes that wait, from the first one
/// that the hub does not take on, new clocks that follow the hub's time, and the rows they wrote the
/// same ones, in one transaction. Order is kept. What the hub took once, also before it was
/// restored, can't be among them: its bound lies beyond. Also stores the clock offset. Returns how
/// many changes were stamped anew.
Result<int> restamp_unsent(sqlite::Database& database, const Manifest& manifest,
                           const ClockAhead& ahead, TimeMs now_ms);

}  // namespace qiantai::sync

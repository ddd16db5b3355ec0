#pragma once

#include "schema/base/clock.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

// Acknowledged changes are kept tuning::k_outbox_retention_ms from their acknowledgement, not from
// their writing: a month offline, and a hub restored the day after, must not lose them. When they
// were acknowledged is known from marks, at most one a day: "at this time of the hub, everything up
// to this seq was acknowledged". Only the hub's time counts; a till's clock that jumps must not
// empty the outbox.

/// Notes a mark if the last one is a day old. One transaction.
Status record_ack_mark(sqlite::Database& database, TimeMs hub_time_ms);

/// Deletes what has been acknowledged long enough, in short transactions. Always kept: the last
/// acknowledged change (its clock proves our history to the hub) and changes with an open
/// rejection.
Status prune_outbox(sqlite::Database& database, TimeMs hub_time_ms);

}  // namespace qiantai::sync

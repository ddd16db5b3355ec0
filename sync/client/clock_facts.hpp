#pragma once

// What this terminal makes of the times it is told.
//
// Its hybrid clock (terminal/store/change_clock.hpp) never goes back, and everybody who reads its
// changes follows it, so that a time of the future that it believes once stays with the whole chain.
// It therefore lets itself be moved
// - back, by the hub alone: nothing it has seen is overtaken by that;
// - ahead, by the hub only if the hub says that other terminals agree with it, or if this clock is
//   proved wrong by what lies in this database: it stands before a time it has seen already;
// - by the clocks of received rows as far as its own clock, moved in this way, goes and 5 minutes.
// Between two sessions its time goes on by the machine's steady clock, so that a clock that somebody sets
// meanwhile moves nothing either way (sync/core/steady_time.hpp).
// A change follows the clocks of what it overwrites in any case (capture_update), so that a row of
// a far future can be edited, and only who does that is drawn along.

#include "schema/sqlite/database.hpp"
#include "sync/client/hub_client.hpp"
#include "sync/core/hlc.hpp"

namespace qiantai::sync {

// Both inside the caller's transaction.

/// The hub's time, with what it says of it.
Status store_hub_time(sqlite::Database& database, TimeMs hub_time_ms, HubClock hub_clock,
                      TimeMs now_ms);
/// The clock of a received row up to which it moves this terminal's.
Result<Hlc> load_plausible_clock(sqlite::Database& database, TimeMs now_ms);

/// Changes were refused as ahead in time although they had been stamped anew: gives the error to
/// tell, which is k_clock_ahead_stays from the time on that it has happened
/// tuning::k_clock_refusals_max times in a row. A transaction of its own.
Status count_clock_refusal(sqlite::Database& database);

inline constexpr ErrorKind k_clock_ahead_stays{
    "clock_ahead_stays", Actor::administrator,
    "Headquarters goes on refusing this terminal's changes because their times lie ahead, and "
    "stamping them anew does not help. Records are kept here. The administrator compares both "
    "clocks with a right one; if both are right: qiantai-hub clock accept.",
    "总部一再以时间超前为由拒收本机记录，重新校正也无效；记录保存在本机。请管理员核对两边时钟；若都正确，"
    "在总部执行 qiantai-hub clock accept。"};

}  // namespace qiantai::sync

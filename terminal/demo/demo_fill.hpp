#pragma once

#include <functional>
#include <string>

#include "schema/sqlite/database.hpp"
#include "terminal/base/pin.hpp"

namespace qiantai::ctl {

inline constexpr ErrorKind k_demo_too_many{
    "demo_too_many", Actor::administrator,
    "The demo makes 0 to 1,000,000 members a store. Choose a smaller number.",
    "演示数据每家门店最多 1,000,000 名会员，请减少数量。"};
inline constexpr ErrorKind k_demo_no_staff{
    "demo_no_staff", Actor::administrator,
    "No staff of this store is known here. Fill the chain at headquarters first, then synchronise.",
    "本机没有该门店的员工。请先在总部生成连锁数据，再同步。"};

/// Called with members done and members in all.
using DemoProgress = std::function<void(std::int64_t done, std::int64_t total)>;

/// Captured rows in one transaction of the fill.
inline constexpr int k_demo_transaction_rows = 2000;

/// One store's members with cards and consents, registered by that store's staff. Members that are
/// there already stay, so that an interrupted fill is finished by calling it again. Returns how
/// many were added. The database must not be in a transaction.
Result<std::int64_t> fill_demo_members(sqlite::Database& database, std::string_view store_code,
                                       std::int64_t count, std::uint64_t seed,
                                       const DemoProgress& progress = {}, TimeMs now_ms = 0);

/// What kind of home the demo found, which decides what it makes.
enum class DemoPlace {
    alone,  ///< not enrolled: chain and members of all stores; the terminal becomes S001's, with no
            ///< hub
    headquarters,  ///< enrolled at HQ: the chain
    store,         ///< enrolled at a store: that store's members
};
std::string_view name_of(DemoPlace place);

struct DemoReport {
    DemoPlace place = DemoPlace::alone;
    std::int64_t members_added = 0;
};

struct DemoOptions {
    std::int64_t members = 30'000;  ///< alone: of all three stores together
    std::uint64_t seed = 1;
    domain::PinCost pin_cost = domain::k_pin_cost;
    /// The day on which cases stand where they stand; before the demo's own day it is that.
    TimeMs now_ms = 0;
};

/// Fills the home by its place. The same options give the same members, with the same ids.
Result<DemoReport> demo_fill(sqlite::Database& database, const DemoOptions& options,
                             const DemoProgress& progress = {});

}  // namespace qiantai::ctl

#pragma once

// The tables requisition_state and stock_under_way: what the events of every requisition come to,
// for lists. A cache, as tickets have one: triggers note in requisition_stale of which something is
// new, whoever wrote it, in the writer's own transaction; it is made anew before anything is read.
// Invariant, proved by find_requisition_problems(): without requisition_stale's they hold what
// fold_requisition() says.

#include <functional>
#include <string>
#include <vector>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/gifts/rules/requisition_desk_facts.hpp"

namespace qiantai::domain {

/// k_requisition_not_found.
Result<Requisition> load_requisition(sqlite::Database& database, const Uuid& id);
/// In no particular order.
Result<std::vector<RequisitionEvent>> load_requisition_events(sqlite::Database& database,
                                                              const Uuid& requisition_id);

/// Of its own row, if it is here.
Result<std::optional<RequisitionEvent>> find_requisition_event(sqlite::Database& database,
                                                               const Uuid& id);

/// A row of requisition_state.
struct RequisitionStateRow {
    Uuid requisition_id{};
    std::string store_code{};
    std::string partner{};
    Coded<RequisitionPhase> phase{};
    bool urgent = false;
    Date wanted_on{};
    std::optional<Date> approved_on{};
    Fen worth{};
    TimeMs waits_since = 0;
    TimeMs created_at = 0;

    bool operator==(const RequisitionStateRow&) const = default;
};
QIANTAI_DESCRIBE(RequisitionStateRow, "requisition_state", requisition_id, store_code, partner,
                 phase, urgent, wanted_on, approved_on, worth, waits_since, created_at)

/// To be read with under_way_of_row().
#define QIANTAI_UNDER_WAY \
    "SELECT requisition_id, dispatch_id, from_store, to_store, gift_id, pieces FROM stock_under_way"
StockUnderWay under_way_of_row(const sqlite::Statement& row);

/// In transactions of its own unless one is open.
Status refresh_requisitions(sqlite::Database& database);
/// `before`, then refresh_requisitions(): for the end of a first load.
std::function<Status(sqlite::Database&)> ending_with_requisitions(
    std::function<Status(sqlite::Database&)> before);
/// Where the cache says something else than the events, in words for an administrator; empty if
/// nowhere. For `qiantaictl check`.
Result<std::vector<std::string>> find_requisition_problems(sqlite::Database& database);
/// Inside a transaction: makes all of it anew.
Status rebuild_requisitions(sqlite::Database& database);

}  // namespace qiantai::domain

#pragma once

// The tables requisition_state and stock_under_way: what the events of every requisition come to,
// for lists. A cache, as tickets have one: triggers note in requisition_stale of which something is
// new, whoever wrote it, in the writer's own transaction; it is made anew before anything is read.
// Invariant, checked by tests: without requisition_stale's they hold what fold_requisition() says.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/gifts/rules/requisition_facts.hpp"

namespace qiantai::domain {

/// k_requisition_not_found.
Result<Requisition> load_requisition(sqlite::Database& database, const Uuid& id);
/// In no particular order.
Result<std::vector<RequisitionEvent>> load_requisition_events(sqlite::Database& database,
                                                              const Uuid& requisition_id);

/// Of its own row, if it is here.
Result<std::optional<RequisitionEvent>> find_requisition_event(sqlite::Database& database,
                                                               const Uuid& id);

/// In a transaction of its own unless one is open.
Status refresh_requisitions(sqlite::Database& database);
/// Inside a transaction: makes all of it anew.
Status rebuild_requisitions(sqlite::Database& database);

}  // namespace qiantai::domain

#pragma once

// What the parts of the purchases' service share.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/purchases/rules/spending_facts.hpp"

namespace qiantai::domain {

/// k_purchase_not_found.
Result<Purchase> load_purchase(sqlite::Database& database, const Uuid& id);
Result<std::optional<Purchase>> find_purchase(sqlite::Database& database, const Uuid& id);
/// What was given back of a sale, but for one refund.
Result<Fen> load_refunded(sqlite::Database& database, const Uuid& sale,
                          const std::optional<Uuid>& without);
/// All receipts of the person, whatever record they were written to; none that was taken back.
Result<std::vector<SpendingRow>> load_spending_of(sqlite::Database& database, const Uuid& standing);
Result<std::optional<DayTotal>> find_day_total(sqlite::Database& database, const Uuid& id);

}  // namespace qiantai::domain

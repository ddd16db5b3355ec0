#pragma once

// The ledger's tables: stock_movement, and what its movements come to. Triggers of the migration
// that made them keep stock_balance (per lot) and stock_day (per gift and spot, at the end of each
// day) in the transaction of whoever writes a movement, in whatever order movements arrive.
// Invariant, proved by find_stock_problems(): both are the sums of the movements.

#include <string>
#include <string_view>
#include <vector>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/gifts/rules/stock_facts.hpp"

/// In SQL, a quantity as the triggers count it: one that nobody can have, see migration 0023, is a
/// thousand million. Whoever sums movements says so.
#define QIANTAI_COUNTED(column) "max(-1000000000, min(1000000000, " column "))"

namespace qiantai::domain {

/// A gift at a store; of one spot where that is said.
struct StockPlace {
    std::string_view store_code;
    const Uuid& gift_id;
};

/// Those that are not 0, the first to be issued first.
Result<std::vector<StockLot>> load_lots(sqlite::Database& database, const StockPlace& place);
/// Of this very lot; its quantity is not looked at.
Result<int> load_lot_quantity(sqlite::Database& database, const StockPlace& place,
                              const StockLot& lot);
/// Where it lies there; empty: nobody said.
Result<std::string> load_bin(sqlite::Database& database, const StockPlace& place);
/// Of all its lots that can be given away; as far as this place knows.
Result<int> load_on_shelf(sqlite::Database& database, const StockPlace& place);
/// Of the lot, in no particular order.
Result<std::vector<StockMovement>> load_lot_movements(sqlite::Database& database,
                                                      const StockPlace& place, const StockLot& lot);
/// How many pieces there were at the end of that millisecond.
Result<int> load_balance_at(sqlite::Database& database, const StockPlace& place, StockSpot spot,
                            TimeMs at);
Result<std::optional<StockMovement>> find_movement(sqlite::Database& database, const Uuid& id);

/// What is wrong with the counts, in words for an administrator; empty if nothing is. For
/// `qiantaictl check`.
Result<std::vector<std::string>> find_stock_problems(sqlite::Database& database);
/// Inside a transaction: makes both tables anew from the movements.
Status rebuild_stock(sqlite::Database& database);

}  // namespace qiantai::domain

#pragma once

// The table stocktake_state: what the events of every stocktake come to, for lists and for whoever
// counts. A cache, as requisitions have one: triggers note in stocktake_stale of which something is
// new, whoever wrote it, in the writer's own transaction; it is made anew before anything is read.
// Invariant, proved by find_stocktake_problems(): without stocktake_stale's it holds what
// fold_stocktake() says.

#include <functional>
#include <string>
#include <vector>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/stocktakes/rules/stocktake_facts.hpp"

namespace qiantai::domain {

/// k_stocktake_not_found.
Result<Stocktake> load_stocktake(sqlite::Database& database, const Uuid& id);
/// In the order of their clocks.
Result<std::vector<StocktakeEvent>> load_stocktake_events(sqlite::Database& database,
                                                          const Uuid& stocktake_id);
/// In no particular order.
Result<std::vector<StocktakeCount>> load_stocktake_counts(sqlite::Database& database,
                                                          const Uuid& stocktake_id);
/// The current row of a statement that selects StocktakeCount's columns and row_hlc.
StocktakeCount stocktake_count_of_row(const sqlite::Statement& row);
/// "SELECT <them> FROM stocktake_count <rest>". As sqlite::select_of.
std::string select_stocktake_counts(std::string_view rest);

/// A row of stocktake_state.
struct StocktakeStateRow {
    Uuid stocktake_id{};
    std::string store_code{};
    Coded<StocktakePhase> phase{};
    Date planned_on{};
    std::optional<TimeMs> frozen_at{};
    std::optional<Uuid> opening_id{};
    std::optional<TimeMs> posted_at{};
    TimeMs created_at = 0;

    bool operator==(const StocktakeStateRow&) const = default;
};
QIANTAI_DESCRIBE(StocktakeStateRow, "stocktake_state", stocktake_id, store_code, phase, planned_on,
                 frozen_at, opening_id, posted_at, created_at)

/// In transactions of its own unless one is open.
Status refresh_stocktakes(sqlite::Database& database);
/// `before`, then refresh_stocktakes(): for the end of a first load.
std::function<Status(sqlite::Database&)> ending_with_stocktakes(
    std::function<Status(sqlite::Database&)> before);
/// Where the cache says something else than the events, in words for an administrator; empty if
/// nowhere. For `qiantaictl check`.
Result<std::vector<std::string>> find_stocktake_problems(sqlite::Database& database);
/// Inside a transaction: makes all of it anew, and has everything compared with the book again.
Status rebuild_stocktakes(sqlite::Database& database);

}  // namespace qiantai::domain

#include "terminal/stocktakes/rules/stocktake_cache.hpp"

#include <fmt/format.h>

#include "terminal/stocktakes/rules/stocktake_fold.hpp"

namespace qiantai::domain {
namespace {

/// In one transaction, so that years of them, which a first load brings, keep nobody waiting.
constexpr int k_stocktakes_refolded_max = 500;

/// What the cache should hold of one stocktake; nothing if its own row is not here.
Result<std::optional<StocktakeStateRow>> fold_stored_stocktake(sqlite::Database& database,
                                                               const Uuid& id) {
    const auto stocktake = load_stocktake(database, id);
    if (!stocktake) {
        if (stocktake.error().kind != &k_stocktake_not_found) return stocktake.error();
        return std::optional<StocktakeStateRow>();
    }
    QIANTAI_TRY(const auto events, load_stocktake_events(database, id));
    const auto state = fold_stocktake(*stocktake, events);
    return std::optional(StocktakeStateRow{.stocktake_id = id,
                                           .store_code = stocktake->store_code,
                                           .phase = state.phase,
                                           .planned_on = stocktake->planned_on,
                                           .frozen_at = state.frozen_at,
                                           .opening_id = state.opening_id,
                                           .posted_at = state.posted_at,
                                           .created_at = stocktake->created_at});
}

Result<bool> is_stocktake_cached_well(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<StocktakeStateRow>("WHERE stocktake_id = ?");
    QIANTAI_TRY(const auto folded, fold_stored_stocktake(database, id));
    QIANTAI_TRY(const auto cached,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<StocktakeStateRow>));
    return folded == cached;
}

Status refold_stocktake(sqlite::Database& database, const Uuid& id) {
    for (const char* sql : {"DELETE FROM stocktake_stale WHERE stocktake_id = ?",
                            "DELETE FROM stocktake_state WHERE stocktake_id = ?"}) {
        QIANTAI_TRY_STATUS(database.cached(sql).bind(id).run());
    }
    QIANTAI_TRY(const auto folded, fold_stored_stocktake(database, id));
    // Its own row has not arrived yet: it is folded then.
    if (!folded) return {};
    return sqlite::insert(database, *folded);
}

/// True if there may be more of them.
Result<bool> refold_stocktakes(sqlite::Database& database) {
    auto& statement = database.cached("SELECT stocktake_id FROM stocktake_stale LIMIT ?");
    QIANTAI_TRY(const auto stale,
                sqlite::all(statement.bind(k_stocktakes_refolded_max), sqlite::id_column));
    for (const Uuid& id : stale) {
        QIANTAI_TRY_STATUS(refold_stocktake(database, id));
    }
    return std::ssize(stale) == k_stocktakes_refolded_max;
}

Status refresh_stale_stocktakes(sqlite::Database& database) {
    for (bool more = true; more;) {
        QIANTAI_TRY(more, refold_stocktakes(database));
    }
    return {};
}

}  // namespace

Result<Stocktake> load_stocktake(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<Stocktake>("WHERE id = ?");
    QIANTAI_TRY(const auto stocktake,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Stocktake>));
    if (!stocktake) return make_error(k_stocktake_not_found, {}, "stocktake_id");
    return *stocktake;
}

Result<std::vector<StocktakeEvent>> load_stocktake_events(sqlite::Database& database,
                                                          const Uuid& stocktake_id) {
    static const auto sql = "SELECT " + shape_of<StocktakeEvent>().columns +
                            ", row_hlc FROM stocktake_event WHERE stocktake_id = ?"
                            " ORDER BY row_hlc, id";
    return sqlite::all(database.cached(sql).bind(stocktake_id), [](const sqlite::Statement& row) {
        auto event = sqlite::read_row<StocktakeEvent>(row);
        event.order = row.integer(row.column_count() - 1);
        return event;
    });
}

StocktakeCount stocktake_count_of_row(const sqlite::Statement& row) {
    auto count = sqlite::read_row<StocktakeCount>(row);
    count.order = row.integer(row.column_count() - 1);
    return count;
}

std::string select_stocktake_counts(std::string_view rest) {
    return "SELECT " + shape_of<StocktakeCount>().columns + ", row_hlc FROM stocktake_count " +
           std::string(rest);
}

Result<std::vector<StocktakeCount>> load_stocktake_counts(sqlite::Database& database,
                                                          const Uuid& stocktake_id) {
    static const auto sql = select_stocktake_counts("WHERE stocktake_id = ?");
    return sqlite::all(database.cached(sql).bind(stocktake_id), stocktake_count_of_row);
}

Status refresh_stocktakes(sqlite::Database& database) {
    QIANTAI_TRY(const bool stale,
                sqlite::any(database.cached("SELECT 1 FROM stocktake_stale LIMIT 1")));
    if (!stale) return {};
    if (database.in_transaction()) return refresh_stale_stocktakes(database);
    for (bool more = true; more;) {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
        QIANTAI_TRY(more, refold_stocktakes(database));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return {};
}

std::function<Status(sqlite::Database&)> ending_with_stocktakes(
    std::function<Status(sqlite::Database&)> before) {
    return [before = std::move(before)](sqlite::Database& database) -> Status {
        if (before) {
            QIANTAI_TRY_STATUS(before(database));
        }
        return refresh_stocktakes(database);
    };
}

Result<std::vector<std::string>> find_stocktake_problems(sqlite::Database& database) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    // Of what is stale everybody knows that it is to be made anew.
    auto& known = database.cached(
        "SELECT id FROM (SELECT id FROM stocktake UNION SELECT stocktake_id FROM stocktake_state)"
        " WHERE id NOT IN (SELECT stocktake_id FROM stocktake_stale)");
    QIANTAI_TRY(const auto ids, sqlite::all(known, sqlite::id_column));
    int wrong = 0;
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const bool well, is_stocktake_cached_well(database, id));
        if (!well) ++wrong;
    }
    if (wrong == 0) return std::vector<std::string>();
    return std::vector{fmt::format(
        "{} stocktakes stand elsewhere in the lists than their steps say: run stocktakes.rebuild",
        wrong)};
}

Status rebuild_stocktakes(sqlite::Database& database) {
    QIANTAI_ASSERT(database.in_transaction());
    QIANTAI_TRY_STATUS(database.execute(
        "DELETE FROM stocktake_state; DELETE FROM stocktake_stale; DELETE FROM stocktake_recheck;"
        "INSERT INTO stocktake_stale (stocktake_id) SELECT id FROM stocktake;"
        "INSERT INTO stocktake_recheck (stocktake_id, gift_id, movement_id)"
        " SELECT id, zeroblob(16), zeroblob(16) FROM stocktake"));
    return refresh_stale_stocktakes(database);
}

}  // namespace qiantai::domain

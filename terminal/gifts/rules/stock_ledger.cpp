#include "terminal/gifts/rules/stock_ledger.hpp"

#include <fmt/format.h>

namespace qiantai::domain {
namespace {

constexpr TimeMs k_stock_day_ms = 86'400'000;

// What the movements come to, as stock_balance and stock_day should have it.
#define QIANTAI_STOCK_SUMS                                                                     \
    "SELECT store_code, gift_id, spot, ifnull(batch, '') AS batch,"                            \
    " ifnull(expires_on, '') AS expires_on, sum(" QIANTAI_COUNTED("quantity") ") AS quantity" \
    " FROM stock_movement GROUP BY 1, 2, 3, 4, 5"
#define QIANTAI_STOCK_DAYS                                                                   \
    "SELECT store_code, gift_id, spot, at / 86400000 AS day,"                                \
    " sum(sum(" QIANTAI_COUNTED("quantity") ")) OVER"                                        \
    " (PARTITION BY store_code, gift_id, spot ORDER BY at / 86400000) AS balance"            \
    " FROM stock_movement GROUP BY 1, 2, 3, 4"

std::string lot_expiry(const StockLot& lot) {
    return lot.expires_on ? lot.expires_on->text() : std::string();
}

StockLot lot_of_row(const sqlite::Statement& row) {
    StockLot lot{.spot = Coded<StockSpot>::of_text(row.text(0)),
                 .batch = std::string(row.text(1)),
                 .quantity = static_cast<int>(row.integer(3))};
    if (!row.text(2).empty()) lot.expires_on = Date::of_text(row.text(2));
    return lot;
}

Result<std::int64_t> stock_count_of(sqlite::Database& database, const char* sql) {
    return sqlite::only(database.cached(sql), sqlite::integer_column);
}

}  // namespace

Result<std::vector<StockLot>> load_lots(sqlite::Database& database, const StockPlace& place) {
    auto& statement = database.cached(
        "SELECT spot, batch, expires_on, quantity FROM stock_balance"
        " WHERE store_code = ? AND gift_id = ? AND quantity <> 0");
    QIANTAI_TRY(auto lots,
                sqlite::all(statement.bind(place.store_code, place.gift_id), lot_of_row));
    std::ranges::sort(lots, is_issued_before);
    return lots;
}

Result<int> load_lot_quantity(sqlite::Database& database, const StockPlace& place,
                              const StockLot& lot) {
    auto& statement = database.cached(
        "SELECT quantity FROM stock_balance WHERE store_code = ? AND gift_id = ? AND spot = ?"
        " AND batch = ? AND expires_on = ?");
    statement.bind(place.store_code, place.gift_id, lot.spot.text(), lot.batch, lot_expiry(lot));
    QIANTAI_TRY(const auto quantity, sqlite::one(statement, sqlite::integer_column));
    return static_cast<int>(quantity.value_or(0));
}

Result<std::string> load_bin(sqlite::Database& database, const StockPlace& place) {
    auto& statement = database.cached(
        "SELECT ifnull(bin, '') FROM gift_bin WHERE store_code = ? AND gift_id = ? LIMIT 1");
    QIANTAI_TRY(const auto bin, sqlite::one(statement.bind(place.store_code, place.gift_id),
                                            sqlite::text_column));
    return bin.value_or("");
}

Result<int> load_on_shelf(sqlite::Database& database, const StockPlace& place) {
    auto& statement = database.cached(
        "SELECT ifnull(sum(quantity), 0) FROM stock_balance WHERE store_code = ? AND gift_id = ?"
        " AND spot = 'shelf'");
    QIANTAI_TRY(const auto quantity, sqlite::only(statement.bind(place.store_code, place.gift_id),
                                                  sqlite::integer_column));
    return static_cast<int>(quantity);
}

Result<std::vector<StockMovement>> load_lot_movements(sqlite::Database& database,
                                                      const StockPlace& place,
                                                      const StockLot& lot) {
    static const auto sql = sqlite::select_of<StockMovement>(
        "WHERE store_code = ? AND gift_id = ? AND spot = ? AND ifnull(batch, '') = ?"
        " AND ifnull(expires_on, '') = ?");
    auto& statement = database.cached(sql);
    statement.bind(place.store_code, place.gift_id, lot.spot.text(), lot.batch, lot_expiry(lot));
    return sqlite::all(statement, sqlite::read_row<StockMovement>);
}

Result<int> load_balance_at(sqlite::Database& database, const StockPlace& place, StockSpot spot,
                            TimeMs at) {
    const auto day = at / k_stock_day_ms;
    auto& statement = database.cached(
        "SELECT ifnull((SELECT balance FROM stock_day WHERE store_code = ?1 AND gift_id = ?2"
        " AND spot = ?3 AND day < ?4 ORDER BY day DESC LIMIT 1), 0) +"
        " ifnull((SELECT sum(" QIANTAI_COUNTED("quantity") ") FROM stock_movement WHERE store_code = ?1 AND gift_id = ?2"
        " AND spot = ?3 AND at >= ?5 AND at <= ?6), 0)");
    statement.bind(place.store_code, place.gift_id, code_of(spot), day, day * k_stock_day_ms, at);
    QIANTAI_TRY(const auto balance, sqlite::only(statement, sqlite::integer_column));
    return static_cast<int>(balance);
}

Result<std::optional<StockMovement>> find_movement(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<StockMovement>("WHERE id = ?");
    return sqlite::one(database.cached(sql).bind(id), sqlite::read_row<StockMovement>);
}

Result<std::vector<std::string>> find_stock_problems(sqlite::Database& database) {
    std::vector<std::string> problems;
    QIANTAI_TRY(const auto lots,
                stock_count_of(database,
                         "SELECT count(*) FROM (SELECT * FROM (" QIANTAI_STOCK_SUMS
                         ") EXCEPT SELECT store_code, gift_id, spot, batch, expires_on, quantity"
                         " FROM stock_balance)"));
    // A lot whose movements have left this terminal is 0.
    QIANTAI_TRY(const auto ghosts,
                stock_count_of(database,
                         "SELECT count(*) FROM (SELECT store_code, gift_id, spot, batch,"
                         " expires_on, quantity FROM stock_balance WHERE quantity <> 0"
                         " EXCEPT SELECT * FROM (" QIANTAI_STOCK_SUMS "))"));
    // Days without a movement may be missing, or say what the day before them says.
    QIANTAI_TRY(const auto days,
                stock_count_of(database,
                         "SELECT count(*) FROM (SELECT * FROM (" QIANTAI_STOCK_DAYS
                         ") EXCEPT SELECT store_code, gift_id, spot, day, balance FROM stock_day)"));
    QIANTAI_TRY(const auto more,
                stock_count_of(database,
                         "SELECT count(*) FROM (SELECT store_code, gift_id, spot, day, balance"
                         " FROM stock_day EXCEPT SELECT * FROM (" QIANTAI_STOCK_DAYS ")) d"
                         " WHERE d.balance <> ifnull((SELECT sum(" QIANTAI_COUNTED("m.quantity") ") FROM stock_movement m"
                         " WHERE m.store_code = d.store_code AND m.gift_id = d.gift_id"
                         " AND m.spot = d.spot AND m.at < (d.day + 1) * 86400000), 0)"));
    if (lots + ghosts > 0) {
        problems.push_back(fmt::format(
            "{} counts of stock are not the sum of their movements: run stock.rebuild",
            std::max(lots, ghosts)));
    }
    if (days + more > 0) {
        problems.push_back(fmt::format(
            "{} daily counts of stock are not the sum of their movements: run stock.rebuild",
            std::max(days, more)));
    }
    return problems;
}

Status rebuild_stock(sqlite::Database& database) {
    QIANTAI_ASSERT(database.in_transaction());
    return database.execute(
        "DELETE FROM stock_balance;"
        "DELETE FROM stock_day;"
        "INSERT INTO stock_balance (store_code, gift_id, spot, batch, expires_on,"
        " quantity) " QIANTAI_STOCK_SUMS
        ";"
        "INSERT INTO stock_day (store_code, gift_id, spot, day, balance) " QIANTAI_STOCK_DAYS);
}

#undef QIANTAI_STOCK_SUMS
#undef QIANTAI_STOCK_DAYS

}  // namespace qiantai::domain

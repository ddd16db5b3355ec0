#include "terminal/stocktakes/rules/stocktake_book.hpp"

#include <algorithm>

#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::domain {
namespace {

/// From the statement's first four columns: gift_id, spot, batch, expires_on.
StocktakeThing thing_of_row(const sqlite::Statement& row) {
    StocktakeThing thing{.gift_id = row.uuid(0),
                         .spot = Coded<StockSpot>::of_text(row.text(1)),
                         .batch = std::string(row.text(2))};
    if (!row.text(3).empty()) thing.expires_on = Date::of_text(row.text(3));
    return thing;
}

}  // namespace

Result<StocktakeBook> StocktakeBook::load(sqlite::Database& database, const Stocktake& stocktake,
                                          TimeMs since, const std::optional<Uuid>& gift_id) {
    StocktakeBook book(stocktake);
    QIANTAI_TRY_STATUS(book.load_balances(database, stocktake.store_code, gift_id));
    QIANTAI_TRY_STATUS(book.load_changes(database, stocktake.store_code, since, gift_id));
    QIANTAI_TRY_STATUS(book.load_posted(database, gift_id));
    if (stocktake.with_goods && !gift_id) {
        QIANTAI_TRY_STATUS(book.load_goods_kept(database, stocktake.store_code));
    }
    return book;
}

Status StocktakeBook::load_balances(sqlite::Database& database, std::string_view store,
                                    const std::optional<Uuid>& gift_id) {
    auto& statement = database.cached(
        gift_id ? "SELECT gift_id, spot, batch, expires_on, quantity FROM stock_balance"
                  " WHERE store_code = ?1 AND gift_id = ?2"
                : "SELECT gift_id, spot, batch, expires_on, quantity FROM stock_balance"
                  " WHERE store_code = ?1 AND ?2 IS NULL");
    statement.bind(store, gift_id);
    return sqlite::each(statement, [&](const sqlite::Statement& row) {
        m_courses[thing_of_row(row)].now = static_cast<int>(row.integer(4));
    });
}

Status StocktakeBook::load_changes(sqlite::Database& database, std::string_view store, TimeMs since,
                                   const std::optional<Uuid>& gift_id) {
    // Of one gift by its own index, whose third column every row has.
    auto& statement = database.cached(
        gift_id
            ? "SELECT gift_id, spot, ifnull(batch, ''), ifnull(expires_on, ''), at,"
              " " QIANTAI_COUNTED("quantity") ", document_id, kind FROM stock_movement"
              " WHERE store_code = ?1 AND gift_id = ?3 AND spot IN ('shelf', 'hold', 'defective')"
              " AND at >= ?2"
            : "SELECT gift_id, spot, ifnull(batch, ''), ifnull(expires_on, ''), at,"
              " " QIANTAI_COUNTED("quantity") ", document_id, kind FROM stock_movement"
              " WHERE store_code = ?1 AND at >= ?2 AND ?3 IS NULL");
    statement.bind(store, since, gift_id);
    return sqlite::each(statement, [&](const sqlite::Statement& row) {
        const bool has_document = !row.is_null(6);
        if (has_document && row.uuid(6) == m_stocktake_id) return;
        const bool later = has_document && row.uuid(6) > m_stocktake_id &&
                           row.text(7) == code_of(StockKind::adjustment);
        m_courses[thing_of_row(row)].changes.push_back(
            {row.integer(4), static_cast<int>(row.integer(5)), later});
    });
}

Status StocktakeBook::load_posted(sqlite::Database& database, const std::optional<Uuid>& gift_id) {
    auto& statement = database.cached(
        "SELECT gift_id, spot, ifnull(batch, ''), ifnull(expires_on, ''),"
        " sum(" QIANTAI_COUNTED("quantity") "), count(*) FROM stock_movement"
        " WHERE document_id = ?1 AND (?2 IS NULL OR gift_id = ?2) GROUP BY 1, 2, 3, 4");
    return sqlite::each(statement.bind(m_stocktake_id, gift_id), [&](const sqlite::Statement& row) {
        auto& course = m_courses[thing_of_row(row)];
        course.posted = {static_cast<int>(row.integer(4)), static_cast<int>(row.integer(5))};
        course.now -= course.posted.pieces;
    });
}

/// A deposit's course by the rules of goods in keeping: what is left after each of its events.
Status StocktakeBook::load_goods_kept(sqlite::Database& database, std::string_view store) {
    std::map<Uuid, std::vector<GoodsEvent>> events;
    static const auto event_sql = sqlite::select_of<GoodsEvent>(
        "WHERE store_code = ? AND kind IN ('withdrawal', 'reversal') ORDER BY created_at, id");
    QIANTAI_TRY_STATUS(
        sqlite::each(database.cached(event_sql).bind(store), [&](const sqlite::Statement& row) {
            auto event = sqlite::read_row<GoodsEvent>(row);
            events[event.goods_id].push_back(std::move(event));
        }));
    static const auto goods_sql = sqlite::select_of<StoredGoods>("WHERE store_code = ?");
    return sqlite::each(database.cached(goods_sql).bind(store), [&](const sqlite::Statement& row) {
        const auto goods = sqlite::read_row<StoredGoods>(row);
        const auto& own = events[goods.id];
        auto& course = m_courses[StocktakeThing{.goods_id = goods.id}];
        course.changes.push_back({goods.created_at, goods.quantity, false});
        int before = goods.quantity;
        for (std::size_t told = 1; told <= own.size(); ++told) {
            const auto state = fold_goods(goods, std::span(own).first(told));
            const int left = state.remaining - state.shortage;
            course.changes.push_back({own[told - 1].created_at, left - before, false});
            before = left;
        }
        course.now = before;
    });
}

int StocktakeBook::at(const StocktakeThing& thing, TimeMs moment) const {
    const auto found = m_courses.find(thing);
    if (found == m_courses.end()) return 0;
    std::int64_t pieces = found->second.now;
    for (const auto& change : found->second.changes) {
        const bool later = change.at > moment || (change.at == moment && change.after_equal);
        if (later) pieces -= change.pieces;
    }
    constexpr std::int64_t k_pieces_most = 1'000'000'000;
    return static_cast<int>(std::clamp(pieces, -k_pieces_most, k_pieces_most));
}

PostedPieces StocktakeBook::posted(const StocktakeThing& thing) const {
    const auto found = m_courses.find(thing);
    return found == m_courses.end() ? PostedPieces() : found->second.posted;
}

std::vector<StocktakeThing> StocktakeBook::posted_things() const {
    std::vector<StocktakeThing> things;
    for (const auto& [thing, course] : m_courses) {
        if (course.posted.movements > 0) things.push_back(thing);
    }
    return things;
}

std::vector<StocktakeThing> StocktakeBook::things_at(TimeMs moment) const {
    std::vector<StocktakeThing> things;
    for (const auto& [thing, course] : m_courses) {
        if (at(thing, moment) != 0) things.push_back(thing);
    }
    return things;
}

}  // namespace qiantai::domain

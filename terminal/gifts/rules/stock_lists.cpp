#include <algorithm>
#include <map>

#include "terminal/base/chain_policies.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/recalls.hpp"
#include "terminal/gifts/rules/requisition_lists.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"

namespace qiantai::domain {
namespace {

StockLine stock_line(const Gift& gift, std::string_view store_code, std::vector<StockLot> lots) {
    StockLine line{.store_code = std::string(store_code),
                   .gift_id = gift.id,
                   .code = gift.code,
                   .name = gift.name,
                   .spec = gift.spec,
                   .unit = gift.unit,
                   .lots = std::move(lots)};
    for (const auto& lot : line.lots) {
        if (lot.spot == StockSpot::shelf) line.on_shelf += lot.quantity;
        if (lot.spot == StockSpot::hold) line.on_hold += lot.quantity;
        if (lot.spot == StockSpot::defective) line.defective += lot.quantity;
    }
    return line;
}

/// Of a lot list that is not one gift's.
struct FoundLot {
    std::string store_code{};
    Uuid gift_id{};
    StockLot lot{};
};

FoundLot found_lot(const sqlite::Statement& row) {
    FoundLot found{.store_code = std::string(row.text(0)),
                   .gift_id = row.uuid(1),
                   .lot = {.spot = Coded<StockSpot>::of_text(row.text(2)),
                           .batch = std::string(row.text(3)),
                           .quantity = static_cast<int>(row.integer(5))}};
    if (!row.text(4).empty()) found.lot.expires_on = Date::of_text(row.text(4));
    return found;
}

/// What a movement counts as on the sheet; a reversal, as what it takes back.
void add_to_sheet(StockSheetLine& line, const Coded<StockKind>& kind, int quantity) {
    const auto known = kind.known();
    if (!known) {
        line.adjusted += quantity;
        return;
    }
    switch (*known) {
        case StockKind::receipt:
            line.received += quantity;
            return;
        case StockKind::issue:
            line.issued -= quantity;
            return;
        case StockKind::gift_return:
            line.returned += quantity;
            return;
        case StockKind::transfer_in:
            line.transferred_in += quantity;
            return;
        case StockKind::transfer_out:
            line.transferred_out -= quantity;
            return;
        case StockKind::damage:
            line.damaged -= quantity;
            return;
        case StockKind::move:
        case StockKind::adjustment:
        case StockKind::reversal:
            break;
    }
    // A move's two sides are 0 together.
    line.adjusted += quantity;
}

/// Nowhere on Earth does the day begin earlier.
TimeMs first_moment_of(Date day) {
    constexpr TimeMs k_most_ahead_ms = 14 * 3'600'000;
    return utc_day_start(day) - k_most_ahead_ms;
}

Result<std::map<Uuid, StockSheetLine>> load_counts_now(sqlite::Database& database,
                                                       const std::string& store_code) {
    auto& statement = database.cached(
        "SELECT gift_id, sum(quantity), min(CASE WHEN quantity > 0 THEN nullif(expires_on, '') END)"
        " FROM stock_balance WHERE store_code = ? GROUP BY gift_id");
    std::map<Uuid, StockSheetLine> lines;
    QIANTAI_TRY_STATUS(sqlite::each(statement.bind(store_code), [&](const sqlite::Statement& row) {
        auto& line = lines[row.uuid(0)];
        line.closing = static_cast<int>(row.integer(1));
        if (!row.is_null(2)) line.expires_first = Date::of_text(row.text(2));
    }));
    return lines;
}

}  // namespace

Result<std::vector<StockLine>> Stock::list(const Session& session, const StockFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto gifts, load_gifts(m_context.database));
    const auto store = store_or_own(filter.store_code);
    std::vector<StockLine> lines;
    for (const auto& gift : gifts) {
        const bool fits = gift.code.find(filter.text) != std::string::npos ||
                          gift.name.find(filter.text) != std::string::npos;
        if (!fits) continue;
        QIANTAI_TRY(auto lots, load_lots(m_context.database, {store, gift.id}));
        const bool shown = !lots.empty() || gift.status == GiftStatus::active;
        if (!shown || (filter.only_some && lots.empty())) continue;
        lines.push_back(stock_line(gift, store, std::move(lots)));
        QIANTAI_TRY(lines.back().bin, load_bin(m_context.database, {store, gift.id}));
    }
    return lines;
}

Result<StockBalance> Stock::balance(const Session& session, const Uuid& gift_id, StockSpot spot,
                                    TimeMs at, std::string_view store_code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    StockBalance balance{
        .store_code = store_or_own(store_code), .gift_id = gift_id, .spot = spot, .at = at};
    QIANTAI_TRY(balance.quantity,
                load_balance_at(m_context.database, {balance.store_code, gift_id}, spot, at));
    return balance;
}

Result<MovementPage> Stock::movements(const Session& session, const MovementFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    const int limit = std::clamp(filter.limit, 1, k_stock_list_max);
    static const auto sql = sqlite::select_of<StockMovement>(
        "WHERE store_code = ?1 AND at >= ?8 AND (?2 IS NULL OR gift_id = ?2)"
        " AND business_date >= ?3 AND business_date <= ?4"
        " AND (at < ?5 OR (at = ?5 AND id < ?6)) ORDER BY at DESC, id DESC LIMIT ?7");
    auto& statement = m_context.database.cached(sql);
    const auto before = filter.after.value_or(MovementPlace{.at = INT64_MAX});
    statement.bind_one(1, store_or_own(filter.store_code));
    statement.bind_one(2, filter.gift_id);
    statement.bind_one(3, filter.from ? filter.from->text() : std::string());
    statement.bind_one(4, filter.until ? filter.until->text() : std::string("9999"));
    statement.bind_one(5, before.at);
    statement.bind_one(6, before.id);
    statement.bind_one(7, limit + 1);
    statement.bind_one(8, filter.from ? first_moment_of(*filter.from) : TimeMs{0});
    MovementPage page;
    QIANTAI_TRY(page.movements, sqlite::all(statement, sqlite::read_row<StockMovement>));
    if (page.movements.size() > static_cast<std::size_t>(limit)) {
        page.movements.pop_back();
        page.next = MovementPlace{page.movements.back().at, page.movements.back().id};
    }
    return page;
}

Result<StockSuggestion> Stock::suggest(const Session& session, const Uuid& gift_id, int quantity) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    if (quantity < 1 || quantity > k_gift_pieces_max) {
        return make_error(k_stock_quantity_malformed, {}, "quantity");
    }
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(auto lots, load_lots(m_context.database, {m_context.identity.store_code, gift_id}));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto recalled, load_recalled(m_context.database, gift_id));
    std::erase_if(lots, [&](const StockLot& lot) { return recalled.has(lot.batch); });
    return suggest_lots(std::move(lots), quantity, today);
}

Result<std::vector<ExpiringLot>> Stock::expiring(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto value, load_policy(m_context, k_gift_expiry_policy));
    const auto policy = value ? parse_gift_expiry(*value) : GiftExpiryPolicy();
    QIANTAI_TRY(const auto today, business_date(m_context));
    const int soon = *std::ranges::max_element(policy.expiry_days);
    auto& statement = m_context.database.cached(
        "SELECT store_code, gift_id, spot, batch, expires_on, quantity FROM stock_balance"
        " WHERE expires_on <> '' AND quantity > 0 AND expires_on <= ?1"
        " AND (?2 IS NULL OR store_code = ?2) ORDER BY expires_on, store_code, gift_id, batch");
    statement.bind(today.plus_days(soon).text(), seen_store(m_context));
    QIANTAI_TRY(const auto found, sqlite::all(statement, found_lot));
    std::vector<ExpiringLot> lines;
    for (const auto& one : found) {
        QIANTAI_TRY(const auto gift, gift_or_unknown(m_context.database, one.gift_id));
        const int days = today.days_until(*one.lot.expires_on);
        lines.push_back({.store_code = one.store_code,
                         .gift_id = gift.id,
                         .code = gift.code,
                         .name = gift.name,
                         .unit = gift.unit,
                         .lot = one.lot,
                         .days_left = days,
                         .level = expiry_level(policy, days).value_or(soon)});
    }
    return lines;
}

Result<std::vector<LowStock>> Stock::low(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    QIANTAI_TRY(const auto ordered, load_ordered(m_context, m_context.identity.store_code));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto gifts, load_gifts(m_context.database));
    std::vector<LowStock> lines;
    for (const auto& gift : gifts) {
        if (gift.status != GiftStatus::active || !gift.stock_min) continue;
        const auto& here = m_context.identity.store_code;
        QIANTAI_TRY(auto lots, load_lots(m_context.database, {here, gift.id}));
        const auto line = stock_line(gift, here, std::move(lots));
        if (line.on_shelf >= *gift.stock_min) continue;
        const int aim = gift.stock_max.value_or(*gift.stock_min);
        const auto found = ordered.find(gift.id);
        const int coming = found == ordered.end() ? 0 : found->second;
        lines.push_back({.gift_id = gift.id,
                         .code = gift.code,
                         .name = gift.name,
                         .unit = gift.unit,
                         .on_shelf = line.on_shelf,
                         .stock_min = *gift.stock_min,
                         .ordered = coming,
                         .wanted = std::max(0, aim - std::max(line.on_shelf, 0) - coming)});
    }
    return lines;
}

Result<std::vector<StockShortage>> Stock::shortages(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    auto& statement = m_context.database.cached(
        "SELECT store_code, gift_id, spot, batch, expires_on, quantity FROM stock_balance"
        " WHERE quantity < 0 AND (?1 IS NULL OR store_code = ?1)"
        " ORDER BY store_code, gift_id, spot, expires_on, batch");
    QIANTAI_TRY(const auto found, sqlite::all(statement.bind(seen_store(m_context)), found_lot));
    std::vector<StockShortage> lines;
    for (const auto& one : found) {
        const StockPlace place{one.store_code, one.gift_id};
        QIANTAI_TRY(const auto gift, gift_or_unknown(m_context.database, one.gift_id));
        QIANTAI_TRY(const auto movements, load_lot_movements(m_context.database, place, one.lot));
        QIANTAI_TRY(auto others, load_lots(m_context.database, place));
        std::erase_if(others, [&](const StockLot& lot) {
            return lot.spot != one.lot.spot || lot.quantity <= 0;
        });
        lines.push_back({.store_code = one.store_code,
                         .gift_id = gift.id,
                         .code = gift.code,
                         .name = gift.name,
                         .unit = gift.unit,
                         .lot = one.lot,
                         .causes = shortage_causes(movements, -one.lot.quantity),
                         .others = std::move(others)});
    }
    return lines;
}

Result<std::vector<StockSheetLine>> Stock::sheet(const Session& session, Date from, Date until,
                                                 std::string_view store_code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    const auto store = store_or_own(store_code);
    QIANTAI_TRY(auto lines, load_counts_now(m_context.database, store));
    // Backwards from now: what is older than the sheet is not read.
    auto& statement = m_context.database.cached("SELECT m.gift_id, " QIANTAI_COUNTED(
        "m.quantity") ", m.business_date, CASE WHEN m.reverses_id IS NULL"
                      " THEN m.kind ELSE ifnull(o.kind, 'adjustment') END FROM stock_movement m"
                      " LEFT JOIN stock_movement o ON o.id = m.reverses_id"
                      " WHERE m.store_code = ? AND m.at >= ? AND m.business_date >= ?");
    const auto last = until.text();
    QIANTAI_TRY_STATUS(
        sqlite::each(statement.bind(store, first_moment_of(from), from.text()),
                     [&](const sqlite::Statement& row) {
                         auto& line = lines[row.uuid(0)];
                         const int quantity = static_cast<int>(row.integer(1));
                         if (row.text(2) > last) {
                             line.closing -= quantity;
                         } else {
                             add_to_sheet(line, Coded<StockKind>::of_text(row.text(3)), quantity);
                         }
                     }));
    std::vector<StockSheetLine> sheet;
    for (auto& [id, line] : lines) {
        QIANTAI_TRY(const auto gift, gift_or_unknown(m_context.database, id));
        line.gift_id = id;
        line.code = gift.code;
        line.name = gift.name;
        line.spec = gift.spec;
        line.unit = gift.unit;
        line.opening = line.closing - line.received - line.returned - line.transferred_in +
                       line.issued + line.transferred_out + line.damaged - line.adjusted;
        sheet.push_back(std::move(line));
    }
    std::ranges::sort(sheet, {}, [](const StockSheetLine& line) {
        return std::pair(std::string_view(line.code), line.gift_id);
    });
    return sheet;
}

}  // namespace qiantai::domain

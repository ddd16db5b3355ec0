// Counting: every entry is a row of its own, on disk before the next. No audit event stands beside
// it, because the row says who counted what, where and when, and is never changed.

#include <algorithm>
#include <cstdlib>

#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/stocktakes/rules/stocktake_course.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "terminal/stored_goods/rules/stored_goods_sql.hpp"

namespace qiantai::domain {
namespace {

Error malformed_entry(std::string_view detail, std::string_view field) {
    return make_error(k_stocktake_entry_malformed, std::string(detail), std::string(field));
}

Status check_entry_pieces(const StocktakeEntry& entry) {
    const bool usable = entry.exactly
                            ? entry.quantity >= 0 && entry.quantity <= k_gift_pieces_max
                            : entry.quantity != 0 && std::abs(entry.quantity) <= k_gift_pieces_max;
    return usable ? Status() : malformed_entry(std::to_string(entry.quantity), "quantity");
}

/// A carton's barcode is so many pieces; a number that was typed is what it is.
Result<int> pieces_counted(const StocktakeEntry& entry, int carton) {
    if (entry.exactly) return entry.quantity;
    const auto pieces = std::int64_t{entry.quantity} * carton;
    if (std::abs(pieces) > k_gift_pieces_max) {
        return malformed_entry(std::to_string(pieces), "quantity");
    }
    return static_cast<int>(pieces);
}

Result<std::optional<Uuid>> find_goods_of_number(sqlite::Database& database, std::string_view store,
                                                 std::string_view number) {
    auto& statement = database.cached(
        "SELECT id FROM stored_goods WHERE store_code = ? AND number = upper(?) LIMIT 1");
    return sqlite::one(statement.bind(store, number), sqlite::id_column);
}

/// Only the first count has goods that nobody knows; who counts again knows what.
bool is_counting(const StocktakeState& state) {
    return state.phase == StocktakePhase::counting;
}

}  // namespace

/// The batch, and until when it is good, where the gift is kept by them. An expiry that only one lot
/// of the batch has needs not be said.
Status Stocktakes::resolve_lot(const Stocktake& stocktake, const Gift& gift,
                               StocktakeCount& count) {
    if (!scope_of(stocktake).has(gift)) {
        return make_error(k_stocktake_out_of_scope, gift.code, "code");
    }
    count.gift_id = gift.id;
    if (gift.batch_kept && count.batch.empty()) {
        return make_error(k_stock_batch_missing, gift.code, "batch");
    }
    if (!gift.expiry_kept || count.expires_on) return {};
    auto& statement = m_context.database.cached(
        "SELECT DISTINCT expires_on FROM stock_balance WHERE store_code = ? AND gift_id = ?"
        " AND batch = ? AND expires_on <> '' LIMIT 2");
    statement.bind(stocktake.store_code, gift.id, count.batch);
    QIANTAI_TRY(const auto known, sqlite::all(statement, sqlite::text_column));
    if (known.size() != 1) return make_error(k_stock_expiry_missing, gift.code, "expires_on");
    count.expires_on = Date::of_text(known.front());
    return {};
}

Result<std::vector<StocktakeCount>> Stocktakes::load_same(const StocktakeCount& count) {
    static const auto sql = select_stocktake_counts(
        "WHERE stocktake_id = ? AND created_by = ? AND gift_id IS ? AND goods_id IS ?"
        " AND barcode IS nullif(?, '') AND zone = ? AND round = ? AND batch IS nullif(?, '')"
        " AND expires_on IS nullif(?, '')");
    auto& statement = m_context.database.cached(sql);
    statement.bind(count.stocktake_id, count.created_by, count.gift_id, count.goods_id,
                   count.barcode, count.zone, count.round.text(), count.batch,
                   count.expires_on ? count.expires_on->text() : std::string());
    return sqlite::all(statement, stocktake_count_of_row);
}

/// What somebody took back was not counted, and the same lot in another spot is another thing.
Status Stocktakes::check_recounter(const StocktakeState& state, const StocktakeCount& count) {
    static const auto sql = select_stocktake_counts(
        "WHERE stocktake_id = ? AND created_by = ? AND gift_id IS ? AND goods_id IS ?"
        " AND round = 'first' AND batch IS nullif(?, '') AND expires_on IS nullif(?, '')");
    auto& statement = m_context.database.cached(sql);
    statement.bind(count.stocktake_id, count.created_by, count.gift_id, count.goods_id, count.batch,
                   count.expires_on ? count.expires_on->text() : std::string());
    QIANTAI_TRY(const auto before, sqlite::all(statement, stocktake_count_of_row));
    const auto undone = undone_entries(before);
    const auto* here = find_zone(state, count.zone);
    for (const auto& one : before) {
        const auto* there = find_zone(state, one.zone);
        const bool elsewhere =
            !count.goods_id && here && there && !(here->zone.spot == there->zone.spot);
        const bool counts = !(one.kind == StocktakeEntryKind::undo) && !undone.contains(one.id);
        if (counts && !elsewhere) return make_error(k_stocktake_recount_by_same, {}, "round");
    }
    return {};
}

Result<StocktakeCount> Stocktakes::resolve(const Session& session, const StocktakeCase& one,
                                           const StocktakeCounting& counting,
                                           const StocktakeEntry& entry, const Moment& now) {
    QIANTAI_TRY_STATUS(check_entry_pieces(entry));
    const int named =
        (entry.code.empty() ? 0 : 1) + (entry.gift_id ? 1 : 0) + (entry.goods_id ? 1 : 0);
    if (named != 1) return malformed_entry({}, "code");
    auto& database = m_context.database;
    StocktakeCount count{.id = m_context.new_id(),
                         .store_code = one.stocktake.store_code,
                         .stocktake_id = one.stocktake.id,
                         .round = counting.round,
                         .zone = counting.zone,
                         .kind = entry.exactly ? StocktakeEntryKind::set : StocktakeEntryKind::add,
                         .goods_id = entry.goods_id,
                         .expires_on = entry.expires_on,
                         .quantity = entry.quantity,
                         .created_by = session.staff_number,
                         .created_at = now.at};
    QIANTAI_TRY(count.batch, normalise_note(entry.batch, k_gift_short_length_max, "batch"));
    if (!entry.code.empty()) {
        QIANTAI_TRY(const auto gift, find_gift_of_code(database, entry.code));
        QIANTAI_TRY(count.goods_id,
                    find_goods_of_number(database, one.stocktake.store_code, entry.code));
        if (gift) {
            QIANTAI_TRY_STATUS(resolve_lot(one.stocktake, gift->gift, count));
            QIANTAI_TRY(count.quantity, pieces_counted(entry, gift->pieces));
        } else if (!count.goods_id) {
            const auto clean = normalise_barcode(entry.code);
            if (!clean) return malformed_entry(entry.code, "code");
            count.barcode = *clean;
        }
    }
    if (entry.gift_id) {
        QIANTAI_TRY(const auto gift, load_gift(database, *entry.gift_id));
        QIANTAI_TRY_STATUS(resolve_lot(one.stocktake, gift, count));
    }
    if (count.goods_id) {
        if (!one.stocktake.with_goods) return make_error(k_stocktake_out_of_scope, {}, "code");
        QIANTAI_TRY(const auto goods, load_goods(database, *count.goods_id));
        if (goods.store_code != one.stocktake.store_code) {
            return make_error(k_stocktake_out_of_scope, goods.number, "code");
        }
        count.batch.clear();
        count.expires_on.reset();
    }
    return count;
}

Result<StocktakeEntered> Stocktakes::entered(const StocktakeCount& count) {
    StocktakeEntered shown{.count = count};
    if (count.gift_id) {
        QIANTAI_TRY(const auto gift, gift_or_unknown(m_context.database, *count.gift_id));
        shown.code = gift.code;
        shown.name = gift.name;
        shown.unit = gift.unit;
        QIANTAI_TRY(const auto carton, load_carton(m_context.database, *count.gift_id));
        shown.carton = carton.value_or(0);
    } else if (count.goods_id) {
        QIANTAI_TRY(const auto goods, load_goods(m_context.database, *count.goods_id));
        shown.code = goods.number;
        shown.name = goods.item;
        shown.unit = goods.unit;
    }
    QIANTAI_TRY(const auto same, load_same(count));
    shown.total = total_of(same);
    shown.undone = undone_entries(same).contains(count.id);
    return shown;
}

Result<std::vector<StocktakeEntered>> Stocktakes::count(const Session& session,
                                                        const StocktakeCounting& counting) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_count));
    if (counting.entries.empty() || counting.entries.size() > k_stocktake_entries_max) {
        return malformed_entry({}, "entries");
    }
    const bool recount = counting.round == StocktakeRound::recount;
    if (!counting.round.known()) return malformed_entry(counting.round.text(), "round");
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one,
                load_case_for(session, counting.stocktake_id, StocktakeStep::zone_done));
    if (!find_zone(one.state, counting.zone)) {
        return make_error(k_stocktake_zone_unknown, counting.zone, "zone");
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    std::vector<StocktakeEntered> written;
    for (const auto& entry : counting.entries) {
        QIANTAI_TRY(const auto count, resolve(session, one, counting, entry, now));
        if (recount && !count.barcode.empty()) return malformed_entry(count.barcode, "code");
        if (recount) {
            QIANTAI_TRY_STATUS(check_recounter(one.state, count));
        }
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, count));
        QIANTAI_TRY(auto shown, entered(count));
        // A correction takes away what was there, not more.
        if (shown.total < 0) return malformed_entry(std::to_string(entry.quantity), "quantity");
        written.push_back(std::move(shown));
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return written;
}

Result<StocktakeEntered> Stocktakes::undo(const Session& session, const Uuid& stocktake_id,
                                          const Uuid& entry_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_count));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(stocktake_id));
    static const auto sql = sqlite::select_of<StocktakeCount>("WHERE id = ?");
    QIANTAI_TRY(const auto entry, sqlite::one(m_context.database.cached(sql).bind(entry_id),
                                              sqlite::read_row<StocktakeCount>));
    const bool own = entry && entry->stocktake_id == stocktake_id &&
                     entry->created_by == session.staff_number &&
                     !(entry->kind == StocktakeEntryKind::undo) &&
                     session.store_code == one.stocktake.store_code && is_counting(one.state);
    if (!own) return make_error(k_stocktake_entry_not_yours, {}, "entry_id");
    QIANTAI_TRY(const auto before, entered(*entry));
    if (before.undone) return make_error(k_stocktake_entry_not_yours, {}, "entry_id");
    QIANTAI_TRY(const auto now, load_moment(m_context));
    StocktakeCount undoing = *entry;
    undoing.id = m_context.new_id();
    undoing.kind = StocktakeEntryKind::undo;
    undoing.undoes_id = entry->id;
    undoing.created_at = now.at;
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, undoing));
    QIANTAI_TRY(auto shown, entered(*entry));
    QIANTAI_TRY_STATUS(transaction.commit());
    return shown;
}

Result<std::vector<StocktakeEntered>> Stocktakes::count_rest_as_none(const Session& session,
                                                                     const Uuid& stocktake_id,
                                                                     std::string_view zone) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_count));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case_for(session, stocktake_id, StocktakeStep::zone_done));
    const auto* there = find_zone(one.state, zone);
    if (!there) return make_error(k_stocktake_zone_unknown, std::string(zone), "zone");
    QIANTAI_TRY(const auto work, load_work(one));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    std::vector<StocktakeEntered> written;
    for (const auto& thing : things_not_counted(work)) {
        // Customers' goods lie on the shelf.
        const auto spot = thing.goods_id ? Coded<StockSpot>(StockSpot::shelf) : thing.spot;
        if (!(spot == there->zone.spot)) continue;
        StocktakeEntered shown{.count = {.id = m_context.new_id(),
                                         .store_code = one.stocktake.store_code,
                                         .stocktake_id = stocktake_id,
                                         .zone = there->zone.name,
                                         .kind = StocktakeEntryKind::set,
                                         .gift_id = thing.gift_id,
                                         .goods_id = thing.goods_id,
                                         .batch = thing.batch,
                                         .expires_on = thing.expires_on,
                                         .created_by = session.staff_number,
                                         .created_at = now.at}};
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, shown.count));
        work.names.name(thing, shown.code, shown.name, shown.unit);
        written.push_back(std::move(shown));
    }
    if (!written.empty()) {
        QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                        {.action = "stocktakes.count_rest_as_none",
                                         .subject_entity = "stocktake",
                                         .subject_id = stocktake_id.text(),
                                         .detail = {{"number", one.stocktake.number},
                                                    {"lines", std::to_string(written.size())}}},
                                        now));
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return written;
}

Result<StocktakePage> Stocktakes::finish_zone(const Session& session, const Uuid& stocktake_id,
                                              std::string_view zone) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_count));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case_for(session, stocktake_id, StocktakeStep::zone_done));
    if (!find_zone(one.state, zone)) {
        return make_error(k_stocktake_zone_unknown, std::string(zone), "zone");
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.stocktake, StocktakeStep::zone_done, now);
    event.zone = zone;
    QIANTAI_TRY_STATUS(save(session, one.stocktake, event, "stocktakes.finish_zone", now));
    QIANTAI_TRY(auto page, show_stand(session, stocktake_id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<StocktakePage> Stocktakes::settle_barcode(const Session& session,
                                                 const BarcodeSettlement& settlement) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_lead));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one,
                load_case_for(session, settlement.stocktake_id, StocktakeStep::barcode_settled));
    const auto barcode = normalise_barcode(settlement.barcode);
    auto& known = m_context.database.cached(
        "SELECT 1 FROM stocktake_count WHERE stocktake_id = ? AND barcode = ? LIMIT 1");
    known.bind(one.stocktake.id, barcode ? *barcode : settlement.barcode);
    QIANTAI_TRY(const bool scanned, sqlite::any(known));
    if (!barcode || !scanned) {
        return make_error(k_stocktake_barcode_unknown, settlement.barcode, "barcode");
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.stocktake, StocktakeStep::barcode_settled, now);
    event.barcode = *barcode;
    if (settlement.gift_id) {
        QIANTAI_TRY(const auto gift, load_gift(m_context.database, *settlement.gift_id));
        StocktakeCount lot{.expires_on = settlement.expires_on};
        QIANTAI_TRY(lot.batch, normalise_note(settlement.batch, k_gift_short_length_max, "batch"));
        QIANTAI_TRY_STATUS(resolve_lot(one.stocktake, gift, lot));
        event.gift_id = gift.id;
        event.batch = lot.batch;
        event.expires_on = lot.expires_on;
    }
    QIANTAI_TRY_STATUS(save(session, one.stocktake, event, "stocktakes.settle_barcode", now));
    QIANTAI_TRY(auto page, show_stand(session, one.stocktake.id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

}  // namespace qiantai::domain

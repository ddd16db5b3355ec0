#include "terminal/gifts/rules/stock.hpp"

#include "schema/base/content_name.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/recalls.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"

namespace qiantai::domain {
namespace {

Status check_stock_pieces(int quantity) {
    if (quantity >= 1 && quantity <= k_gift_pieces_max) return {};
    return make_error(k_stock_quantity_malformed, {}, "quantity");
}

Result<std::string> stock_reason(std::string_view typed) {
    return normalise_reason(typed, k_gift_reason_length_max, k_stock_reason_missing);
}

/// These are nobody else's: an issue, a return or a transfer is taken back where it was made.
bool is_reversible(const Coded<StockKind>& kind) {
    return kind == StockKind::receipt || kind == StockKind::move || kind == StockKind::damage ||
           kind == StockKind::adjustment;
}

void take_lot(StockMovement& movement, const StockLot& lot) {
    movement.spot = lot.spot;
    movement.batch = lot.batch;
    movement.expires_on = lot.expires_on;
}

Result<StockMovement> newest_of_lot(sqlite::Database& database, const StockPlace& place,
                                    const StockLot& lot) {
    QIANTAI_TRY(const auto movements, load_lot_movements(database, place, lot));
    const auto newest = std::ranges::max_element(movements, {}, [](const StockMovement& movement) {
        return std::pair(movement.at, movement.id);
    });
    QIANTAI_ASSERT(newest != movements.end());
    return *newest;
}

}  // namespace

std::string Stock::store_or_own(std::string_view store_code) const {
    return store_code.empty() ? m_context.identity.store_code : std::string(store_code);
}

StockMovement Stock::new_movement(const Session& session, const Moment& now, const Uuid& gift_id,
                                  StockKind kind) {
    return {.id = m_context.new_id(),
            .store_code = m_context.identity.store_code,
            .gift_id = gift_id,
            .kind = kind,
            .at = now.at,
            .business_date = now.today,
            .created_by = session.staff_number,
            .created_at = now.at};
}

Status Stock::check_left(const Uuid& gift_id, const StockLot& lot, int wanted) {
    const StockPlace here{m_context.identity.store_code, gift_id};
    QIANTAI_TRY(const int left, load_lot_quantity(m_context.database, here, lot));
    if (wanted <= left) return {};
    return make_error(k_stock_not_enough, std::to_string(std::max(left, 0)), "quantity");
}

Status Stock::write(const Session& session, const Moment& now, std::string_view action,
                    std::span<const StockMovement> movements) {
    QIANTAI_ASSERT(!movements.empty());
    int pieces = 0;
    for (const auto& movement : movements) {
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, movement));
        pieces += movement.quantity;
    }
    const auto& first = movements.front();
    AuditEntry entry{.action = std::string(action),
                     .subject_entity = "stock_movement",
                     .subject_id = first.document_id.value_or(first.id).text(),
                     .detail = {{"gift", first.gift_id.text()},
                                {"lines", std::to_string(movements.size())},
                                {"pieces", std::to_string(pieces)}}};
    if (first.reverses_id) entry.detail["reverses"] = first.reverses_id->text();
    return append_audit(m_context, &session, entry, now);
}

Result<std::vector<StockMovement>> Stock::receive(const Session& session,
                                                  const StockReceipt& receipt) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_receive));
    if (receipt.lines.empty() || receipt.lines.size() > k_stock_lines_max) {
        return make_error(k_stock_lines_malformed, {}, "lines");
    }
    QIANTAI_TRY(const auto supplier,
                normalise_note(receipt.supplier, k_gift_name_length_max, "supplier"));
    QIANTAI_TRY(const auto paper, normalise_note(receipt.paper, k_gift_short_length_max, "paper"));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    const Uuid document = m_context.new_id();
    std::vector<StockMovement> movements;
    for (const auto& line : receipt.lines) {
        QIANTAI_TRY_STATUS(check_stock_pieces(line.quantity));
        QIANTAI_TRY(const auto gift, load_gift(m_context.database, line.gift_id));
        auto movement = new_movement(session, now, gift.id, StockKind::receipt);
        QIANTAI_TRY(movement.batch, normalise_note(line.batch, k_gift_short_length_max, "batch"));
        if (gift.batch_kept && movement.batch.empty()) {
            return make_error(k_stock_batch_missing, gift.code, "batch");
        }
        if (gift.expiry_kept && !line.expires_on) {
            return make_error(k_stock_expiry_missing, gift.code, "expires_on");
        }
        if (line.price && (*line.price < Fen() || *line.price > k_gift_cost_max)) {
            return make_error(k_gift_malformed, gift.code, "price");
        }
        if (receipt.spot == StockSpot::shelf) {
            QIANTAI_TRY_STATUS(check_not_recalled(m_context.database, gift.id, movement.batch));
        }
        movement.spot = receipt.spot;
        movement.expires_on = line.expires_on;
        movement.quantity = line.quantity;
        movement.document_id = document;
        movement.partner = supplier;
        movement.paper = paper;
        movement.price = line.price;
        movements.push_back(std::move(movement));
    }
    QIANTAI_TRY_STATUS(write(session, now, "stock.receive", movements));
    QIANTAI_TRY_STATUS(transaction.commit());
    return movements;
}

Result<std::vector<StockMovement>> Stock::move(const Session& session, const StockMove& move) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_keep));
    QIANTAI_TRY_STATUS(check_stock_pieces(move.quantity));
    if (move.from == move.to) return make_error(k_stock_same_spot, {}, "to");
    QIANTAI_TRY(const auto reason,
                normalise_note(move.reason, k_gift_reason_length_max, "reason"));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, load_gift(m_context.database, move.gift_id));
    StockLot lot{.spot = move.from, .batch = move.batch, .expires_on = move.expires_on};
    QIANTAI_TRY_STATUS(check_left(gift.id, lot, move.quantity));
    if (move.to == StockSpot::shelf) {
        QIANTAI_TRY_STATUS(check_not_recalled(m_context.database, gift.id, lot.batch));
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto out = new_movement(session, now, gift.id, StockKind::move);
    take_lot(out, lot);
    out.quantity = -move.quantity;
    out.document_id = m_context.new_id();
    out.reason = reason;
    auto in = out;
    in.id = m_context.new_id();
    in.spot = move.to;
    in.quantity = move.quantity;
    std::vector<StockMovement> movements{std::move(out), std::move(in)};
    QIANTAI_TRY_STATUS(write(session, now, "stock.move", movements));
    QIANTAI_TRY_STATUS(transaction.commit());
    return movements;
}

Result<GiftBin> Stock::set_bin(const Session& session, const Uuid& gift_id,
                               std::string_view bin) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_keep));
    QIANTAI_TRY(auto typed, normalise_note(bin, k_gift_bin_length_max, "bin"));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, load_gift(m_context.database, gift_id));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    const auto& store = m_context.identity.store_code;
    const GiftBin row{.id = bin_id_of(store, gift.id),
                      .store_code = store,
                      .gift_id = gift.id,
                      .bin = std::move(typed),
                      .created_by = session.staff_number,
                      .created_at = now.at};
    auto& statement = m_context.database.cached(
        "INSERT INTO gift_bin (id, store_code, gift_id, bin, created_by, created_at)"
        " VALUES (?, ?, ?, nullif(?, ''), ?, ?) ON CONFLICT (id) DO UPDATE SET bin = excluded.bin,"
        " created_by = excluded.created_by, created_at = excluded.created_at");
    statement.bind(row.id, row.store_code, row.gift_id, row.bin, row.created_by, row.created_at);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "stock.set_bin",
                                     .subject_entity = "gift",
                                     .subject_id = gift.id.text(),
                                     .detail = {{"bin", row.bin}}},
                                    now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return row;
}

Result<std::vector<StockMovement>> Stock::write_off(const Session& session,
                                                    const StockWriteOff& write_off) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_correct));
    QIANTAI_TRY_STATUS(check_stock_pieces(write_off.quantity));
    QIANTAI_TRY(const auto reason, stock_reason(write_off.reason));
    if (!write_off.photo.empty() && !is_content_name(write_off.photo)) {
        return make_error(k_picture_name_malformed, {}, "photo");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, load_gift(m_context.database, write_off.gift_id));
    const StockLot lot{
        .spot = write_off.spot, .batch = write_off.batch, .expires_on = write_off.expires_on};
    QIANTAI_TRY_STATUS(check_left(gift.id, lot, write_off.quantity));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto movement = new_movement(session, now, gift.id, StockKind::damage);
    take_lot(movement, lot);
    movement.quantity = -write_off.quantity;
    movement.reason = reason;
    movement.photo = write_off.photo;
    std::vector<StockMovement> movements{std::move(movement)};
    QIANTAI_TRY_STATUS(write(session, now, "stock.write_off", movements));
    QIANTAI_TRY_STATUS(transaction.commit());
    return movements;
}

Result<std::vector<StockMovement>> Stock::adjust(const Session& session,
                                                 const StockAdjustment& adjustment) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_correct));
    QIANTAI_TRY_STATUS(check_stock_pieces(std::abs(adjustment.quantity)));
    QIANTAI_TRY(const auto reason, stock_reason(adjustment.reason));
    QIANTAI_TRY(const auto batch,
                normalise_note(adjustment.batch, k_gift_short_length_max, "batch"));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, load_gift(m_context.database, adjustment.gift_id));
    const StockLot lot{
        .spot = adjustment.spot, .batch = batch, .expires_on = adjustment.expires_on};
    if (adjustment.quantity < 0) {
        QIANTAI_TRY_STATUS(check_left(gift.id, lot, -adjustment.quantity));
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto movement = new_movement(session, now, gift.id, StockKind::adjustment);
    take_lot(movement, lot);
    movement.quantity = adjustment.quantity;
    movement.reason = reason;
    std::vector<StockMovement> movements{std::move(movement)};
    QIANTAI_TRY_STATUS(write(session, now, "stock.adjust", movements));
    QIANTAI_TRY_STATUS(transaction.commit());
    return movements;
}

Result<std::vector<StockMovement>> Stock::load_parts(const Uuid& movement_id) {
    QIANTAI_TRY(const auto asked, find_movement(m_context.database, movement_id));
    if (!asked) return make_error(k_movement_not_found, {}, "movement_id");
    if (asked->store_code != m_context.identity.store_code) {
        return make_error(k_movement_of_other_store, asked->store_code, "movement_id");
    }
    if (!is_reversible(asked->kind)) {
        return make_error(k_movement_not_reversible, asked->kind.text(), "movement_id");
    }
    auto& undone = m_context.database.cached("SELECT 1 FROM stock_movement WHERE reverses_id = ?");
    QIANTAI_TRY(const bool reversed, sqlite::any(undone.bind(movement_id)));
    if (reversed) return make_error(k_movement_reversed_already, {}, "movement_id");
    if (!asked->document_id) return std::vector<StockMovement>{*asked};
    static const auto sql = sqlite::select_of<StockMovement>(
        "WHERE document_id = ? AND reverses_id IS NULL ORDER BY id");
    return sqlite::all(m_context.database.cached(sql).bind(*asked->document_id),
                       sqlite::read_row<StockMovement>);
}

Result<std::vector<StockMovement>> Stock::reverse(const Session& session, const Uuid& movement_id,
                                                  std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_correct));
    QIANTAI_TRY(const auto why, stock_reason(reason));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto parts, load_parts(movement_id));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    std::vector<StockMovement> movements;
    for (const auto& part : parts) {
        auto reversal = new_movement(session, now, part.gift_id, StockKind::reversal);
        reversal.id = reversal_id_of(part);
        reversal.spot = part.spot;
        reversal.batch = part.batch;
        reversal.expires_on = part.expires_on;
        reversal.quantity = -part.quantity;
        reversal.document_id = part.document_id;
        reversal.reverses_id = part.id;
        reversal.reason = why;
        movements.push_back(std::move(reversal));
    }
    QIANTAI_TRY_STATUS(write(session, now, "stock.reverse", movements));
    QIANTAI_TRY_STATUS(transaction.commit());
    return movements;
}

Result<std::vector<StockMovement>> Stock::settle(const Session& session,
                                                 const StockSettlement& settlement) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_correct));
    QIANTAI_TRY(const auto reason, stock_reason(settlement.reason));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, load_gift(m_context.database, settlement.gift_id));
    const StockPlace here{m_context.identity.store_code, gift.id};
    const StockLot lot{
        .spot = settlement.spot, .batch = settlement.batch, .expires_on = settlement.expires_on};
    QIANTAI_TRY(const int left, load_lot_quantity(m_context.database, here, lot));
    if (left >= 0) return make_error(k_stock_no_shortage, std::to_string(left), "gift_id");
    QIANTAI_TRY(const auto newest, newest_of_lot(m_context.database, here, lot));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto in = new_movement(session, now, gift.id, StockKind::adjustment);
    in.id = settlement_id_of(newest, "in");
    in.document_id = in.id;
    take_lot(in, lot);
    in.quantity = -left;
    in.reason = reason;
    std::vector<StockMovement> movements{in};
    if (settlement.taken_from) {
        const StockLot source{.spot = settlement.spot,
                              .batch = settlement.taken_from->batch,
                              .expires_on = settlement.taken_from->expires_on};
        if (source.batch == lot.batch && source.expires_on == lot.expires_on) {
            return make_error(k_stock_same_spot, {}, "taken_from");
        }
        QIANTAI_TRY_STATUS(check_left(gift.id, source, -left));
        auto out = in;
        out.id = settlement_id_of(newest, "out");
        take_lot(out, source);
        out.quantity = left;
        out.kind = StockKind::move;
        movements.front().kind = StockKind::move;
        movements.push_back(std::move(out));
    }
    QIANTAI_TRY_STATUS(write(session, now, "stock.settle", movements));
    QIANTAI_TRY_STATUS(transaction.commit());
    return movements;
}

Status Stock::rebuild(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_correct));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(rebuild_stock(m_context.database));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, {.action = "stock.rebuild"}));
    return transaction.commit();
}

}  // namespace qiantai::domain

// What happens to the goods of a requisition, and what that is in the ledger.

#include <algorithm>
#include <map>

#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/requisition_fold.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"

namespace qiantai::domain {
namespace {

bool is_same_lot(const RequisitionLine& one, const RequisitionLine& other) {
    return one.gift_id == other.gift_id && one.batch == other.batch &&
           one.expires_on == other.expires_on;
}

/// Every lot that was sent or counted, with what was counted of it. Also those of which nothing was:
/// two tills that receive the same parcel write the same rows.
std::vector<RequisitionLine> counted_lots(const RequisitionParcel& parcel,
                                          std::span<const RequisitionLine> counted) {
    std::vector<RequisitionLine> lots(counted.begin(), counted.end());
    for (const auto& sent : parcel.lines) {
        const bool named = std::ranges::any_of(
            lots, [&](const RequisitionLine& line) { return is_same_lot(line, sent); });
        if (named) continue;
        auto none = sent;
        none.pieces = 0;
        none.damaged = 0;
        lots.push_back(std::move(none));
    }
    return lots;
}

bool differs_from(const RequisitionParcel& parcel, std::span<const RequisitionLine> lots) {
    return std::ranges::any_of(lots, [&](const RequisitionLine& lot) {
        const auto sent = std::ranges::find_if(
            parcel.lines, [&](const RequisitionLine& line) { return is_same_lot(line, lot); });
        return lot.damaged > 0 || sent == parcel.lines.end() || sent->pieces != lot.pieces;
    });
}

/// What of a parcel did not come.
std::vector<RequisitionLine> missing_lots(const RequisitionParcel& parcel) {
    std::vector<RequisitionLine> missing;
    for (auto lot : parcel.lines) {
        for (const auto& line : parcel.received) {
            if (is_same_lot(line, lot)) lot.pieces -= line.pieces + line.damaged;
        }
        if (lot.pieces > 0) missing.push_back(std::move(lot));
    }
    return missing;
}

const RequisitionParcel* find_parcel(const RequisitionState& state, const Uuid& receipt_id) {
    for (const auto& parcel : state.parcels) {
        if (parcel.receipt_id == receipt_id) return &parcel;
    }
    return nullptr;
}

}  // namespace

StockMovement Requisitions::goods(const Session& session, const Moment& now,
                                  const RequisitionEvent& event, const RequisitionLine& line,
                                  StockSpot spot) {
    return {.id = goods_id_of(event.id, m_context.identity.store_code, line, spot),
            .store_code = m_context.identity.store_code,
            .gift_id = line.gift_id,
            .kind = StockKind::transfer_in,
            .spot = spot,
            .batch = line.batch,
            .expires_on = line.expires_on,
            .quantity = line.pieces,
            .at = now.at,
            .document_id = event.id,
            .business_date = now.today,
            .created_by = session.staff_number,
            .created_at = now.at};
}

Status Requisitions::check_sendable(const Case& one, std::span<const RequisitionLine> lines) {
    std::map<Uuid, int> wanted;
    for (const auto& line : lines) {
        if (line.pieces < 1 || line.damaged != 0)
            return make_error(k_requisition_malformed, {}, "lines");
        wanted[line.gift_id] += line.pieces;
        const StockPlace here{m_context.identity.store_code, line.gift_id};
        const StockLot lot{
            .spot = StockSpot::shelf, .batch = line.batch, .expires_on = line.expires_on};
        QIANTAI_TRY(const int left, load_lot_quantity(m_context.database, here, lot));
        if (line.pieces > left) {
            return make_error(k_stock_not_enough, std::to_string(std::max(left, 0)), "lines");
        }
    }
    for (const auto& [gift, pieces] : wanted) {
        const auto item = std::ranges::find(one.state.items, gift, &RequisitionItem::gift_id);
        const int left = item == one.state.items.end() ? 0 : item->still_to_send;
        if (pieces > left) {
            return make_error(k_requisition_too_many, std::to_string(left), "lines");
        }
    }
    return {};
}

Result<RequisitionPage> Requisitions::dispatch(const Session& session,
                                               const RequisitionDispatch& dispatch) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_keep));
    QIANTAI_TRY(const auto parcel,
                normalise_note(dispatch.parcel, k_gift_short_length_max, "parcel"));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one,
                load_case_for(session, dispatch.requisition_id, RequisitionStep::dispatched));
    QIANTAI_TRY_STATUS(check_lines(dispatch.lines));
    QIANTAI_TRY_STATUS(check_sendable(one, dispatch.lines));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.requisition, RequisitionStep::dispatched, now);
    event.parcel = parcel;
    event.lines = lines_text(dispatch.lines);
    std::vector<StockMovement> movements;
    for (const auto& line : dispatch.lines) {
        auto movement = goods(session, now, event, line, StockSpot::shelf);
        movement.kind = StockKind::transfer_out;
        movement.quantity = -line.pieces;
        movement.partner = one.requisition.receiver();
        movement.paper = one.requisition.number;
        movements.push_back(std::move(movement));
    }
    QIANTAI_TRY(auto page, save(session, one.requisition, event, movements, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<RequisitionPage> Requisitions::receive(const Session& session,
                                              const RequisitionReceipt& receipt) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_keep));
    QIANTAI_TRY(const auto words,
                normalise_note(receipt.words, k_requisition_words_length_max, "words"));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one,
                load_case_for(session, receipt.requisition_id, RequisitionStep::received));
    const auto parcel =
        std::ranges::find(one.state.parcels, receipt.dispatch_id, &RequisitionParcel::id);
    if (parcel == one.state.parcels.end()) {
        return make_error(k_requisition_malformed, {}, "dispatch_id");
    }
    if (parcel->receipt_id) return make_error(k_requisition_received_already, {}, "dispatch_id");
    if (!receipt.lines.empty()) QIANTAI_TRY_STATUS(check_lines(receipt.lines));
    const auto lots = counted_lots(*parcel, receipt.lines);
    if (differs_from(*parcel, lots) && words.empty()) {
        return make_error(k_requisition_words_missing, {}, "words");
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.requisition, RequisitionStep::received, now);
    event.id = receipt_id_of(one.requisition, receipt.dispatch_id);
    event.about_id = receipt.dispatch_id;
    event.words = words;
    event.lines = lines_text(lots);
    std::vector<StockMovement> movements;
    for (const auto& lot : lots) {
        auto good = goods(session, now, event, lot, StockSpot::shelf);
        good.partner = one.requisition.sender();
        good.paper = one.requisition.number;
        auto damaged = good;
        damaged.id = goods_id_of(event.id, good.store_code, lot, StockSpot::defective);
        damaged.spot = StockSpot::defective;
        damaged.quantity = lot.damaged;
        movements.push_back(std::move(good));
        movements.push_back(std::move(damaged));
    }
    QIANTAI_TRY(auto page, save(session, one.requisition, event, movements, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<RequisitionPage> Requisitions::countersign(const Session& session,
                                                  const Uuid& requisition_id,
                                                  const Uuid& receipt_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one,
                load_case_for(session, requisition_id, RequisitionStep::countersigned));
    const auto* parcel = find_parcel(one.state, receipt_id);
    if (parcel == nullptr || !parcel->countersigned_by.empty()) {
        return make_error(k_requisition_not_now, {}, "receipt_id");
    }
    QIANTAI_TRY_STATUS(check_two_persons(parcel->received_by, session));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.requisition, RequisitionStep::countersigned, now);
    event.about_id = receipt_id;
    QIANTAI_TRY(auto page, save(session, one.requisition, event, {}, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<RequisitionPage> Requisitions::settle(const Session& session, const Uuid& requisition_id,
                                             const Uuid& receipt_id, DifferenceOutcome outcome,
                                             std::string_view words) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_keep));
    QIANTAI_TRY(const auto why, normalise_note(words, k_requisition_words_length_max, "words"));
    if (why.empty()) return make_error(k_requisition_words_missing, {}, "words");
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case_for(session, requisition_id, RequisitionStep::settled));
    const auto* parcel = find_parcel(one.state, receipt_id);
    if (parcel == nullptr || !parcel->differs || !parcel->outcome.empty()) {
        return make_error(k_requisition_not_now, {}, "receipt_id");
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.requisition, RequisitionStep::settled, now);
    event.id = follow_up_id_of(one.requisition, receipt_id, RequisitionStep::settled,
                               m_context.identity.store_code);
    event.about_id = receipt_id;
    event.outcome = outcome;
    event.words = why;
    QIANTAI_TRY(auto page, save(session, one.requisition, event, {}, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<RequisitionPage> Requisitions::book_back(const Session& session, const Uuid& requisition_id,
                                                const Uuid& receipt_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one,
                load_case_for(session, requisition_id, RequisitionStep::booked_back));
    const auto* parcel = find_parcel(one.state, receipt_id);
    if (parcel == nullptr || parcel->booked_back ||
        !(parcel->outcome == DifferenceOutcome::sender_has_it)) {
        return make_error(k_requisition_not_now, {}, "receipt_id");
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.requisition, RequisitionStep::booked_back, now);
    event.id = follow_up_id_of(one.requisition, receipt_id, RequisitionStep::booked_back,
                               m_context.identity.store_code);
    event.about_id = receipt_id;
    const auto missing = missing_lots(*parcel);
    event.lines = lines_text(missing);
    std::vector<StockMovement> movements;
    for (const auto& lot : missing) {
        auto back = goods(session, now, event, lot, StockSpot::shelf);
        back.partner = one.requisition.receiver();
        back.paper = one.requisition.number;
        movements.push_back(std::move(back));
    }
    QIANTAI_TRY(auto page, save(session, one.requisition, event, movements, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

}  // namespace qiantai::domain

// What happens to the goods of a requisition, and what that is in the ledger.

#include <algorithm>
#include <map>

#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/recalls.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/requisition_course.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"

namespace qiantai::domain {
namespace {

bool is_same_lot(const RequisitionLine& one, const RequisitionLine& other) {
    return one.gift_id == other.gift_id && one.batch == other.batch &&
           one.expires_on == other.expires_on;
}

/// As they are kept: nothing of a line but which lot, and how many.
Result<std::vector<RequisitionLine>> lots_of_lines(std::span<const RequisitionLine> typed) {
    std::vector<RequisitionLine> lots;
    for (const auto& line : typed) {
        QIANTAI_TRY(auto batch, normalise_note(line.batch, k_gift_short_length_max, "batch"));
        lots.push_back({.gift_id = line.gift_id,
                        .pieces = line.pieces,
                        .batch = std::move(batch),
                        .expires_on = line.expires_on,
                        .damaged = line.damaged,
                        .spot = line.spot.known().value_or(StockSpot::shelf)});
    }
    return lots;
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

/// What the sender has to put right on its shelf, gift by gift: what it has after all, and what came
/// without having been sent. Another batch of the same gift is no difference: which it was, the
/// receiver saw.
std::vector<RequisitionLine> lots_to_book(const RequisitionParcel& parcel) {
    std::map<Uuid, int> left;
    for (const auto& line : parcel.lines) left[line.gift_id] += line.pieces;
    for (const auto& line : parcel.received) left[line.gift_id] -= line.pieces + line.damaged;
    std::vector<RequisitionLine> lots;
    // The missing ones are of the lots of which least came; what came unsent, of those that came.
    const auto book = [&](const RequisitionLine& lot, int missing, int unsent) {
        left[lot.gift_id] -= missing - unsent;
        if (missing + unsent == 0) return;
        lots.push_back({.gift_id = lot.gift_id,
                        .pieces = missing,
                        .batch = lot.batch,
                        .expires_on = lot.expires_on,
                        .spot = lot.spot,
                        .unsent = unsent});
    };
    const auto counted = [&](std::span<const RequisitionLine> lines, const RequisitionLine& lot) {
        int pieces = 0;
        for (const auto& line : lines) {
            if (is_same_lot(line, lot)) pieces += line.pieces + line.damaged;
        }
        return pieces;
    };
    if (parcel.outcome == DifferenceOutcome::sender_has_it) {
        for (const auto& lot : parcel.lines) {
            const int lacking = lot.pieces - counted(parcel.received, lot);
            book(lot, std::clamp(left[lot.gift_id], 0, std::max(lacking, 0)), 0);
        }
    }
    for (const auto& lot : parcel.received) {
        const int more = lot.pieces + lot.damaged - counted(parcel.lines, lot);
        book(lot, 0, std::clamp(-left[lot.gift_id], 0, std::max(more, 0)));
    }
    return lots;
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
                                  StockSpot spot, int pieces) {
    return {.id = goods_id_of(event.id, m_context.identity.store_code, line, spot),
            .store_code = m_context.identity.store_code,
            .gift_id = line.gift_id,
            .kind = pieces < 0 ? StockKind::transfer_out : StockKind::transfer_in,
            .spot = spot,
            .batch = line.batch,
            .expires_on = line.expires_on,
            .quantity = pieces,
            .at = now.at,
            .document_id = event.id,
            .business_date = now.today,
            .created_by = session.staff_number,
            .created_at = now.at};
}

Status Requisitions::check_sendable(const RequisitionPage& one,
                                    std::span<const RequisitionLine> lines) {
    std::map<Uuid, int> wanted;
    for (const auto& line : lines) {
        if (line.pieces < 1 || line.damaged != 0) {
            return make_error(k_requisition_malformed, {}, "lines");
        }
        wanted[line.gift_id] += line.pieces;
        const StockPlace here{m_context.identity.store_code, line.gift_id};
        const StockLot lot{.spot = line.spot, .batch = line.batch, .expires_on = line.expires_on};
        // What is recalled, or waits for inspection, goes nowhere but back.
        if (one.requisition.kind != RequisitionKind::give_back) {
            QIANTAI_TRY_STATUS(check_not_recalled(m_context.database, line.gift_id, line.batch));
            if (line.spot != StockSpot::shelf) {
                return make_error(k_requisition_malformed, line.spot.text(), "lines");
            }
        }
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
    QIANTAI_TRY(const auto lots, lots_of_lines(dispatch.lines));
    QIANTAI_TRY_STATUS(check_lines(lots));
    QIANTAI_TRY_STATUS(check_sendable(one, lots));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.requisition, RequisitionStep::dispatched, now);
    event.parcel = parcel;
    event.lines = lines_text(lots);
    std::vector<StockMovement> movements;
    for (const auto& lot : lots) {
        auto movement = goods(session, now, event, lot, *lot.spot.known(), -lot.pieces);
        movement.partner = one.requisition.receiver();
        movement.paper = one.requisition.number;
        movements.push_back(std::move(movement));
    }
    QIANTAI_TRY(auto page, save(session, one.requisition, event, movements, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

/// What did not lie on the sender's shelf, and what is recalled, is put on hold.
Status Requisitions::place_counted(const RequisitionParcel& parcel,
                                   std::span<RequisitionLine> lots) {
    for (auto& lot : lots) {
        const auto sent = std::ranges::find_if(
            parcel.lines, [&](const RequisitionLine& line) { return is_same_lot(line, lot); });
        const bool held = sent != parcel.lines.end() && !(sent->spot == StockSpot::shelf);
        QIANTAI_TRY(const auto recalled, load_recalled(m_context.database, lot.gift_id));
        lot.spot = held || recalled.has(lot.batch) ? StockSpot::hold : StockSpot::shelf;
    }
    return {};
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
    QIANTAI_TRY(const auto counted, lots_of_lines(receipt.lines));
    if (!counted.empty()) {
        QIANTAI_TRY_STATUS(check_lines(counted));
    }
    auto lots = counted_lots(*parcel, counted);
    QIANTAI_TRY_STATUS(place_counted(*parcel, lots));
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
        for (auto movement : {goods(session, now, event, lot, *lot.spot.known(), lot.pieces),
                              goods(session, now, event, lot, StockSpot::defective, lot.damaged)}) {
            movement.partner = one.requisition.sender();
            movement.paper = one.requisition.number;
            movements.push_back(std::move(movement));
        }
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
    QIANTAI_TRY_STATUS(check_new_person(one, RequisitionStep::countersigned, receipt_id, session));
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
    if (parcel == nullptr || !parcel->to_book) {
        return make_error(k_requisition_not_now, {}, "receipt_id");
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.requisition, RequisitionStep::booked_back, now);
    event.id = follow_up_id_of(one.requisition, receipt_id, RequisitionStep::booked_back,
                               m_context.identity.store_code);
    event.about_id = receipt_id;
    const auto lots = lots_to_book(*parcel);
    event.lines = lines_text(lots);
    std::vector<StockMovement> movements;
    for (const auto& lot : lots) {
        auto back = goods(session, now, event, lot, lot.spot.known().value_or(StockSpot::shelf),
                          lot.pieces - lot.unsent);
        back.partner = one.requisition.receiver();
        back.paper = one.requisition.number;
        movements.push_back(std::move(back));
    }
    QIANTAI_TRY(auto page, save(session, one.requisition, event, movements, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

}  // namespace qiantai::domain

// What was given by mistake or comes back, and gifts whose purchase was given back.

#include <algorithm>

#include "sync/core/lease_ids.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/issuances/rules/issuance_store.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"

namespace qiantai::domain {
namespace {

Result<std::string> take_back_words(std::string_view typed) {
    return normalise_reason(typed, k_issuance_words_length_max, k_issuance_reason_missing);
}

/// The purchase that the gifts were given for; the receipt may have been imported after them.
Result<std::optional<Purchase>> find_purchase_of(sqlite::Database& database,
                                                 const Issuance& issuance) {
    if (issuance.purchase_id) return find_purchase(database, *issuance.purchase_id);
    if (issuance.till_receipt.empty()) return std::optional<Purchase>();
    static const auto sql = sqlite::select_of<Purchase>(
        "WHERE number = ? AND store_code = ? AND kind = 'sale' AND business_date <= ?"
        " ORDER BY business_date DESC, id DESC LIMIT 1");
    auto& statement = database.cached(sql);
    statement.bind(issuance.till_receipt, issuance.store_code, issuance.business_date.text());
    return sqlite::one(statement, sqlite::read_row<Purchase>);
}

/// What of the purchase is left is not enough for what was given.
Result<bool> is_too_little(sqlite::Database& database, std::span<const IssuanceLine> lines,
                           Fen left) {
    if (left <= Fen()) return true;
    for (const auto& line : lines) {
        if (!line.campaign_id) continue;
        const auto campaign = load_campaign(database, *line.campaign_id);
        if (!campaign) continue;
        const auto rule = campaign_line(*campaign, line.business_date).rule;
        if (rule.spend_min && left < *rule.spend_min) return true;
    }
    return false;
}

}  // namespace

Result<Issuance> Issuances::load_own(const Uuid& issuance_id) {
    QIANTAI_TRY(auto issuance, load_issuance(m_context.database, issuance_id));
    if (issuance.store_code != m_context.identity.store_code) {
        return make_error(k_issuance_of_other_store, issuance.store_code, "issuance_id");
    }
    return issuance;
}

Status Issuances::take_line_back(const Session& session, const IssuanceLine& line,
                                 const IssuanceTakeBack& take_back, const std::string& reason,
                                 const Moment& now) {
    const bool reversed = take_back.kind == IssuanceReturnKind::reversed;
    const IssuanceReturn back{.id = sync::issuance_return_id(line.id, line.store_code),
                              .store_code = line.store_code,
                              .issuance_id = line.issuance_id,
                              .line_id = line.id,
                              .kind = take_back.kind,
                              .pieces = line.pieces,
                              .lease_id = line.lease_id,
                              .reason = reason,
                              .business_date = now.today,
                              .created_by = session.staff_number,
                              .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, back));
    // One id whichever way it comes back: two tills that take it back differently make one.
    StockMovement movement{.id = back.id,
                           .store_code = line.store_code,
                           .gift_id = line.gift_id,
                           .kind = reversed ? StockKind::reversal : StockKind::gift_return,
                           .spot = take_back.damaged ? StockSpot::defective : StockSpot::shelf,
                           .batch = line.batch,
                           .expires_on = line.expires_on,
                           .quantity = line.pieces,
                           .at = now.at,
                           .document_id = line.issuance_id,
                           .reason = reason,
                           .business_date = now.today,
                           .created_by = session.staff_number,
                           .created_at = now.at};
    if (reversed) movement.reverses_id = line.id;
    return sqlite::insert(m_context.database, movement);
}

Result<IssuancePage> Issuances::take_back(const Session& session,
                                          const IssuanceTakeBack& take_back) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_keep));
    QIANTAI_TRY(const auto reason, take_back_words(take_back.reason));
    const bool spoilt_mistake =
        take_back.kind == IssuanceReturnKind::reversed && take_back.damaged;
    if (!take_back.kind.known() || spoilt_mistake) {
        return make_error(k_issuance_malformed, {}, "kind");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto issuance, load_own(take_back.issuance_id));
    QIANTAI_TRY(const auto lines, load_issuance_lines(m_context.database, issuance.id));
    for (const Uuid& id : take_back.line_ids) {
        if (std::ranges::find(lines, id, &IssuanceLine::id) == lines.end()) {
            return make_error(k_issuance_line_not_found, {}, "line_ids");
        }
    }
    int taken = 0;
    for (const auto& line : lines) {
        const bool named = std::ranges::find(take_back.line_ids, line.id) !=
                           take_back.line_ids.end();
        if (!take_back.line_ids.empty() && !named) continue;
        QIANTAI_TRY(const auto before, find_issuance_return(m_context.database, line.id));
        if (before && named) return make_error(k_issuance_taken_back_already, {}, "line_ids");
        if (before) continue;
        QIANTAI_TRY_STATUS(take_line_back(session, line, take_back, reason, now));
        taken += line.pieces;
    }
    if (taken == 0) return make_error(k_issuance_taken_back_already, {}, "issuance_id");
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "issuances.take_back",
                                     .subject_entity = "issuance",
                                     .subject_id = issuance.id.text(),
                                     .detail = {{"number", issuance.number},
                                                {"kind", take_back.kind.text()},
                                                {"pieces", std::to_string(taken)}}},
                                    now));
    QIANTAI_TRY(auto page, build_issuance_page(m_context, session, issuance));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<IssuancePage> Issuances::erase_recipient(const Session& session, const Uuid& issuance_id,
                                                std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_erase));
    QIANTAI_TRY(auto why, take_back_words(reason));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto before, load_own(issuance_id));
    if (before.member_id) return make_error(k_issuance_has_member, {}, "issuance_id");
    auto& statement = m_context.database.cached(
        "UPDATE issuance SET recipient_name = NULL, recipient_phone = NULL, signed_text = NULL,"
        " signature = NULL WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(issuance_id).run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "issuances.erase_recipient",
                                     .subject_entity = "issuance",
                                     .subject_id = issuance_id.text(),
                                     .detail = {{"number", before.number},
                                                {"reason", std::move(why)}}}));
    QIANTAI_TRY(const auto issuance, load_own(issuance_id));
    QIANTAI_TRY(auto page, build_issuance_page(m_context, session, issuance));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<std::optional<GiftTakeback>> Issuances::find_takeback(const Session& session,
                                                             const Issuance& issuance) {
    auto& database = m_context.database;
    QIANTAI_TRY(const auto purchase, find_purchase_of(database, issuance));
    if (!purchase) return std::optional<GiftTakeback>();
    QIANTAI_TRY(const auto refunded, load_refunded(database, purchase->id, std::nullopt));
    const bool undone = purchase->undone_at.has_value();
    const Fen left = undone ? Fen() : purchase->amount - refunded;
    if (!undone && refunded == Fen()) return std::optional<GiftTakeback>();
    QIANTAI_TRY(auto lines, load_issuance_lines(database, issuance.id));
    std::vector<IssuanceLine> standing;
    for (auto& line : lines) {
        QIANTAI_TRY(const auto back, find_issuance_return(database, line.id));
        if (!back) standing.push_back(std::move(line));
    }
    if (standing.empty()) return std::optional<GiftTakeback>();
    QIANTAI_TRY(const bool too_little, is_too_little(database, standing, left));
    if (!too_little) return std::optional<GiftTakeback>();
    QIANTAI_TRY(auto summary, build_issuance_summary(m_context, session, issuance));
    return std::optional(GiftTakeback{std::move(summary), left, undone});
}

Result<std::vector<GiftTakeback>> Issuances::takebacks(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    // Purchases lie in stores only, so that headquarters' desks find none.
    static const auto sql = sqlite::select_of<Issuance>(
        "WHERE store_code = ?1 AND id IN (SELECT i.id FROM purchase b JOIN issuance i"
        " ON i.purchase_id = b.id WHERE b.store_code = ?1 AND b.undone_at IS NOT NULL"
        " UNION SELECT i.id FROM purchase b JOIN issuance i ON i.purchase_id = b.refund_of"
        " WHERE b.refund_of IS NOT NULL AND b.undone_at IS NULL"
        " UNION SELECT i.id FROM issuance i JOIN purchase b ON b.number = i.till_receipt"
        " AND b.store_code = i.store_code WHERE i.store_code = ?1 AND i.till_receipt IS NOT NULL"
        " AND i.purchase_id IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM issuance_settlement s WHERE s.issuance_id = issuance.id)"
        " ORDER BY created_at, id LIMIT ?2");
    auto& statement = m_context.database.cached(sql);
    statement.bind(m_context.identity.store_code, k_issuance_list_max);
    QIANTAI_TRY(const auto found, sqlite::all(statement, sqlite::read_row<Issuance>));
    std::vector<GiftTakeback> takebacks;
    for (const auto& issuance : found) {
        QIANTAI_TRY(auto takeback, find_takeback(session, issuance));
        if (takeback) takebacks.push_back(*std::move(takeback));
    }
    return takebacks;
}

Result<IssuancePage> Issuances::settle_takeback(const Session& session,
                                                const GiftTakebackOutcome& outcome) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_settle));
    QIANTAI_TRY(const auto words, take_back_words(outcome.words));
    const bool charged = outcome.outcome == TakebackOutcome::charged;
    if (!outcome.outcome.known()) return make_error(k_issuance_malformed, {}, "outcome");
    const bool amount_fits = outcome.amount ? *outcome.amount >= Fen() : !charged;
    if (!amount_fits || (!charged && outcome.amount)) {
        return make_error(k_issuance_malformed, {}, "amount");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto issuance, load_own(outcome.issuance_id));
    QIANTAI_TRY(const auto settled, find_issuance_settlement(m_context.database, issuance));
    if (settled) return make_error(k_issuance_settled_already, {}, "issuance_id");
    QIANTAI_TRY(const auto takeback, find_takeback(session, issuance));
    if (!takeback) return make_error(k_issuance_nothing_to_settle, {}, "issuance_id");
    const IssuanceSettlement settlement{.id = issuance_settlement_id_of(issuance),
                                        .store_code = issuance.store_code,
                                        .issuance_id = issuance.id,
                                        .outcome = outcome.outcome,
                                        .amount = outcome.amount,
                                        .words = words,
                                        .business_date = now.today,
                                        .created_by = session.staff_number,
                                        .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, settlement));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "issuances.settle_takeback",
                                     .subject_entity = "issuance",
                                     .subject_id = issuance.id.text(),
                                     .detail = {{"number", issuance.number},
                                                {"outcome", outcome.outcome.text()}}},
                                    now));
    QIANTAI_TRY(auto page, build_issuance_page(m_context, session, issuance));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

}  // namespace qiantai::domain

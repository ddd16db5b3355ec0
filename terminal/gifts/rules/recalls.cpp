#include "terminal/gifts/rules/recalls.hpp"

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"

namespace qiantai::domain {
namespace {

Status audit_recall(ServiceContext& context, const Session& session, std::string_view action,
                    const GiftRecall& recall, const Moment& now) {
    return append_audit(context, &session,
                        {.action = std::string(action),
                         .subject_entity = "gift_recall",
                         .subject_id = recall.id.text(),
                         .detail = {{"gift_id", recall.gift_id.text()}, {"batch", recall.batch}}},
                        now);
}

}  // namespace

Result<RecalledBatches> load_recalled(sqlite::Database& database, const Uuid& gift_id) {
    auto& statement = database.cached(
        "SELECT ifnull(batch, '') FROM gift_recall WHERE gift_id = ? AND ended_at IS NULL");
    RecalledBatches recalled;
    QIANTAI_TRY_STATUS(sqlite::each(statement.bind(gift_id), [&](const sqlite::Statement& row) {
        recalled.all = recalled.all || row.text(0).empty();
        recalled.batches.emplace(row.text(0));
    }));
    return recalled;
}

Status check_not_recalled(sqlite::Database& database, const Uuid& gift_id, std::string_view batch) {
    QIANTAI_TRY(const auto recalled, load_recalled(database, gift_id));
    if (recalled.has(batch)) return make_error(k_gift_recalled, std::string(batch), "batch");
    return {};
}

Result<GiftRecall> Recalls::recall(const Session& session, const GiftRecallEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::gifts_recall));
    QIANTAI_TRY(const auto batch, normalise_note(entry.batch, k_gift_short_length_max, "batch"));
    QIANTAI_TRY(const auto reason,
                normalise_reason(entry.reason, k_gift_reason_length_max, k_stock_reason_missing));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, load_gift(m_context.database, entry.gift_id));
    QIANTAI_TRY(const auto recalled, load_recalled(m_context.database, gift.id));
    if (recalled.has(batch)) return make_error(k_recall_known, gift.code, "batch");
    QIANTAI_TRY(const auto now, load_moment(m_context));
    const GiftRecall recall{.id = m_context.new_id(),
                            .gift_id = gift.id,
                            .batch = batch,
                            .reason = reason,
                            .created_by = session.staff_number,
                            .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, recall));
    QIANTAI_TRY_STATUS(audit_recall(m_context, session, "recalls.recall", recall, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return recall;
}

Result<GiftRecall> Recalls::end(const Session& session, const Uuid& recall_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::gifts_recall));
    static const auto sql = sqlite::select_of<GiftRecall>("WHERE id = ? AND ended_at IS NULL");
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto recall, sqlite::one(m_context.database.cached(sql).bind(recall_id),
                                         sqlite::read_row<GiftRecall>));
    if (!recall) return make_error(k_recall_not_found, {}, "recall_id");
    QIANTAI_TRY(const auto now, load_moment(m_context));
    recall->ended_at = now.at;
    recall->ended_by = session.staff_number;
    auto& update =
        m_context.database.cached("UPDATE gift_recall SET ended_at = ?, ended_by = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(update.bind(now.at, session.staff_number, recall_id).run());
    QIANTAI_TRY_STATUS(audit_recall(m_context, session, "recalls.end", *recall, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return *recall;
}

Result<std::vector<RecallLine>> Recalls::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    static const auto sql =
        sqlite::select_of<GiftRecall>("WHERE ended_at IS NULL ORDER BY created_at DESC, id");
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto recalls,
                sqlite::all(m_context.database.cached(sql), sqlite::read_row<GiftRecall>));
    std::vector<RecallLine> lines;
    for (const auto& recall : recalls) {
        QIANTAI_TRY(const auto gift, gift_or_unknown(m_context.database, recall.gift_id));
        RecallLine line{.recall = recall, .code = gift.code, .name = gift.name, .unit = gift.unit};
        auto& statement = m_context.database.cached(
            "SELECT store_code, spot, batch, expires_on, quantity FROM stock_balance"
            " WHERE gift_id = ?1 AND quantity > 0 AND (?2 = '' OR batch = ?2)"
            " AND (?3 IS NULL OR store_code = ?3)"
            " ORDER BY store_code, spot, batch, expires_on LIMIT ?4");
        statement.bind(recall.gift_id, recall.batch, seen_store(m_context), k_stock_list_max);
        QIANTAI_TRY(line.lots, sqlite::all(statement, [](const sqlite::Statement& row) {
                        RecalledLot found{std::string(row.text(0)),
                                          {.spot = Coded<StockSpot>::of_text(row.text(1)),
                                           .batch = std::string(row.text(2)),
                                           .quantity = static_cast<int>(row.integer(4))}};
                        if (!row.text(3).empty()) {
                            found.lot.expires_on = Date::of_text(row.text(3));
                        }
                        return found;
                    }));
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace qiantai::domain

#include <fmt/format.h>

#include "terminal/base/audit.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"

namespace qiantai::domain {
namespace {

constexpr TimeMs k_signature_day_ms = 86'400'000;

#define QIANTAI_SUPPLIER_RECEIPTS                                                               \
    "SELECT m.document_id, m.store_code, ifnull(max(m.partner), ''), ifnull(max(m.paper), '')," \
    " max(m.business_date), max(m.created_by), count(*),"                                       \
    " sum(" QIANTAI_COUNTED("m.quantity") ") FROM stock_movement m"

UnsignedReceipt supplier_receipt(const sqlite::Statement& row) {
    return {.document_id = row.uuid(0),
            .store_code = std::string(row.text(1)),
            .supplier = std::string(row.text(2)),
            .paper = std::string(row.text(3)),
            .received_on = Date::of_text(row.text(4)),
            .received_by = std::string(row.text(5)),
            .lines = static_cast<int>(row.integer(6)),
            .pieces = static_cast<int>(row.integer(7))};
}

}  // namespace

Uuid receipt_signature_id_of(const Uuid& document_id, std::string_view store_code,
                             std::string_view signed_at) {
    return Uuid::derive(fmt::format("receipt_signature\x1f{}\x1f{}", document_id.text(), signed_at),
                        Cell::of_store(store_code));
}

Result<UnsignedReceipt> Stock::load_receipt(const Uuid& document_id) {
    auto& statement = m_context.database.cached(
        QIANTAI_SUPPLIER_RECEIPTS
        " WHERE m.document_id = ? AND m.kind = 'receipt' GROUP BY m.document_id, m.store_code");
    QIANTAI_TRY(const auto found, sqlite::one(statement.bind(document_id), supplier_receipt));
    const bool here = found && (m_context.identity.is_headquarters() ||
                                found->store_code == m_context.identity.store_code);
    if (!here) return make_error(k_receipt_not_found, {}, "document_id");
    return *found;
}

Result<ReceiptSignature> Stock::countersign(const Session& session, const Uuid& document_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_countersign));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto receipt, load_receipt(document_id));
    auto& known =
        m_context.database.cached("SELECT 1 FROM receipt_signature WHERE document_id = ?");
    QIANTAI_TRY(const bool has_two, sqlite::any(known.bind(document_id)));
    if (has_two) return make_error(k_receipt_signed_already, {}, "document_id");
    QIANTAI_TRY_STATUS(check_two_persons(receipt.received_by, session));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    const ReceiptSignature signature{.id = receipt_signature_id_of(document_id, receipt.store_code,
                                                                   m_context.identity.store_code),
                                     .store_code = receipt.store_code,
                                     .document_id = document_id,
                                     .business_date = now.today,
                                     .created_by = session.staff_number,
                                     .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, signature));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "stock.countersign",
                                     .subject_entity = "stock_movement",
                                     .subject_id = document_id.text(),
                                     .detail = {{"lines", std::to_string(receipt.lines)},
                                                {"pieces", std::to_string(receipt.pieces)}}},
                                    now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return signature;
}

Result<std::vector<UnsignedReceipt>> Stock::unsigned_receipts(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stock_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    auto& statement = m_context.database.cached(
        QIANTAI_SUPPLIER_RECEIPTS
        " WHERE m.kind = 'receipt' AND m.at >= ?1 AND m.document_id IS NOT NULL"
        " AND (?2 IS NULL OR m.store_code = ?2)"
        " AND NOT EXISTS (SELECT 1 FROM receipt_signature s WHERE s.document_id = m.document_id)"
        " AND NOT EXISTS (SELECT 1 FROM stock_movement r WHERE r.reverses_id = m.id)"
        " GROUP BY m.document_id, m.store_code ORDER BY min(m.at), m.document_id LIMIT ?3");
    statement.bind(now - k_unsigned_days_max * k_signature_day_ms, seen_store(m_context),
                   k_stock_list_max);
    return sqlite::all(statement, supplier_receipt);
}

#undef QIANTAI_SUPPLIER_RECEIPTS

}  // namespace qiantai::domain

#pragma once

// Two people sign for goods of a supplier: whoever enters them, and a second one afterwards, on
// another terminal or at headquarters if nobody else is there. The goods count at once.

#include "terminal/gifts/rules/stock_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_receipt_not_found{
    "receipt_not_found", Actor::clerk,
    "There is no receipt of a supplier's goods with this id here. Fetch news, then look again.",
    "本机没有这份供应商到货记录，请同步后再找。"};
inline constexpr ErrorKind k_receipt_signed_already{
    "receipt_signed_already", Actor::clerk, "A second person has signed this receipt already.",
    "该到货单已有第二人签名。"};

/// A row of entity receipt_signature.
struct ReceiptSignature {
    Uuid id{};
    std::string store_code{};
    Uuid document_id{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(ReceiptSignature, "receipt_signature", id, store_code, document_id, business_date,
                 created_by, created_at)

/// Goods that one person signed for.
struct UnsignedReceipt {
    Uuid document_id{};
    std::string store_code{};
    std::string supplier{};
    std::string paper{};
    Date received_on{};
    std::string received_by{};
    int lines = 0;
    int pieces = 0;
};
QIANTAI_DESCRIBE(UnsignedReceipt, "", document_id, store_code, supplier, paper, received_on,
                 received_by, lines, pieces)

/// Older ones are not asked for any more.
inline constexpr int k_unsigned_days_max = 90;

/// The same at every till of the place that signs.
Uuid receipt_signature_id_of(const Uuid& document_id, std::string_view store_code,
                             std::string_view signed_at);

}  // namespace qiantai::domain

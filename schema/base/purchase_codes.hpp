#pragma once

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// Longest texts in code points: of the columns, of what services take, of the fields on a screen.
inline constexpr int k_purchase_source_length_max = 40, k_purchase_till_length_max = 20,
                     k_till_receipt_length_max = 40, k_purchase_reason_length_max = 200,
                     k_purchase_item_length_max = 80, k_purchase_category_length_max = 40,
                     k_purchase_claim_length_max = 60;

/// What a till receipt is about; see entity purchase.
enum class PurchaseKind { sale, refund };
constexpr auto codes_of(PurchaseKind) {
    return std::to_array<CodedValue<PurchaseKind>>(
        {{PurchaseKind::sale, "sale"}, {PurchaseKind::refund, "refund"}});
}

}  // namespace qiantai

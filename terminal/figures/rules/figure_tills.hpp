#pragma once

// What the tills of one store say of a period: day totals beside what is known by receipt, pieces,
// goods by category. Inside a read transaction.

#include "terminal/base/service_context.hpp"
#include "terminal/figures/rules/breakdown_facts.hpp"

namespace qiantai::domain {

/// member_spend_share, member_receipt_share, pieces_per_receipt, piece_price, refund_piece_rate of
/// the store; `until` is a day that has come.
Result<std::vector<FigureValue>> load_till_figures(ServiceContext& context,
                                                   const std::string& store_code,
                                                   const FigureDays& days);

/// By category of goods: members who bought, receipts, and what the lines came to, refunds taken off.
/// Lines without a category stand under an empty key.
Result<FigureBreakdown> load_categories(ServiceContext& context, const std::string& store_code,
                                        const FigureDays& days);

}  // namespace qiantai::domain

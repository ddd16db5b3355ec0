#pragma once

// Lines of a purchases file: what its columns mean, and the receipt that one or several lines are.

#include "terminal/imports/rules/import_columns.hpp"
#include "terminal/imports/rules/import_stores.hpp"
#include "terminal/imports/rules/import_values.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_import_not_income{
    "import_not_income", Actor::clerk,
    "By this line money was paid out or only moved; it is no sale. Leave the line out, or write a "
    "refund as one.",
    "该行是支出或不计收支的款项，不是销售。请删去该行；如为退款，请在类型中写明“退款”。"};

/// What a column of a purchases file may hold; their places in the table of fields.
enum class ReceiptField : std::size_t {
    number,
    till,
    store,
    business_date,
    amount,
    total,
    discount,
    paid,
    change,
    stored_value,
    kind,
    direction,
    state,
    refund_of,
    member_number,
    phone,
    card,
    item_code,
    item_name,
    item_category,
    item_pieces,
    item_amount,
    pieces,
    count,
};
ImportFields receipt_import_fields();
inline std::string_view text_of(const ImportLine& line, ReceiptField field) {
    return line.text(static_cast<std::size_t>(field));
}

/// What the amount on each of a receipt's lines is.
enum class LineAmounts { receipt, items };

/// What all lines of a file are read by.
struct ReceiptReading {
    const ImportSettings& settings;
    const FileDates& dates;
    const ImportStores& stores;
    LineAmounts amounts = LineAmounts::receipt;
};

/// A receipt as its lines say, with everything that is wrong with them.
struct ReceiptLines {
    PurchaseEntry entry{};
    std::string member_number{}, phone{}, card{};  ///< what may name the buyer
    std::string refund_number{};                   ///< of the sale, where it is told
    std::optional<ImportSkip> skip{};
    std::vector<Error> faults{};  ///< each names its field
};

/// Reads the lines of one receipt. k_import_store_unknown, k_import_day_unclear,
/// k_import_amount_malformed, k_import_amounts_differ, k_import_value_unknown, k_import_not_income,
/// k_import_refund_unclear, number_text()'s.
ReceiptLines read_receipt_lines(std::span<const ImportLine> lines, const ReceiptReading& reading);

}  // namespace qiantai::domain

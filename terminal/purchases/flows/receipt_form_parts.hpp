#pragma once

// What the parts of writing a receipt down share: the form, its draft, the receipt that is here
// already, saving.

#include "terminal/purchases/flows/purchases_flows.hpp"

namespace qiantai::app {

inline constexpr std::string_view k_receipt_draft_kind = "purchases.receipt";

ui::ReceiptFormState& receipt_form_of(Flow& flow);
/// A form for the next receipt, at the same till.
void begin_empty_receipt(Flow& flow);

/// What was left of a receipt, and whose it is.
struct ReceiptBeginning {
    std::optional<ui::ReceiptDraft> draft{};
    std::optional<ui::ShownMember> member{};
};
Result<ReceiptBeginning> load_receipt_draft(domain::ServiceContext& context,
                                            const domain::Session& session);
/// Something of it is worth keeping.
bool is_begun(const ui::ReceiptDraft& draft);
/// Every change is on disk before the next one is typed; the newest wins.
void keep_receipt(Flow& flow);
/// The form and its draft are gone.
void forget_receipt(Flow& flow);
/// The number in a draft, for home.
std::string number_in_receipt_draft(const std::string& content_json);

/// Asks for the receipt that number, till and day already name.
void look_for_known(Flow& flow);
/// Writes it down, if nothing in the form is wrong.
void save_receipt(Flow& flow);

}  // namespace qiantai::app

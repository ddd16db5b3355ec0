#pragma once

// The page of one receipt, and what is asked over it: giving back, whose it is, taking it back.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/members/screens/member_form.hpp"
#include "terminal/members/screens/member_pick.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_receipt_screen{"receipt"};

enum class ReceiptSheet : std::uint8_t { none, refund, assign, undo };

/// What is given back of the receipt, while it is typed.
struct RefundInput {
    std::string amount_typed{};
    std::string number{};        ///< of the refund's own slip
    std::optional<Date> date{};  ///< absent = today
    bool repeated = false;       ///< once more the same, without a number
};

struct ReceiptPageState {
    Uuid id{};
    std::optional<domain::PurchaseLine> line{};
    std::vector<domain::PurchaseLine> refunds{};
    std::optional<domain::PurchaseLine> sale{};  ///< of a refund
    std::optional<Error> error{};
    ReceiptSheet sheet = ReceiptSheet::none;
    RefundInput refund{};
    MemberPick who{};
    Reason reason{};
    bool then_correct = false;  ///< after taking it back it is written down anew
    FieldErrors errors{};
    bool busy = false;

    Fen left() const { return line->purchase.amount - line->refunded; }
};

namespace receipt {
struct Reload {};
struct Open {
    Uuid id;
};
struct OpenMember {};
struct OpenSheet {
    ReceiptSheet sheet;
    bool then_correct = false;
};
enum class RefundText : std::uint8_t { amount, number };
struct TypeRefund {
    RefundText field;
    std::string value;
};
struct SetRefundDate {
    Date date;
};
struct RefundAll {};
struct GiveReason {
    Reason reason;
};
struct SaveSheet {};
}  // namespace receipt

using ReceiptIntent =
    std::variant<MemberPickIntent, receipt::Reload, receipt::Open, receipt::OpenMember,
                 receipt::OpenSheet, receipt::TypeRefund, receipt::SetRefundDate,
                 receipt::RefundAll, receipt::GiveReason, receipt::SaveSheet>;
using ReceiptIntents = Intents<ReceiptIntent>;

void draw_receipt(Ui& ui, const Rect& area, const Scene& scene, const ReceiptPageState& page,
                  ReceiptIntents& intents);
/// Over the page, while a sheet is open.
void draw_receipt_sheet(Ui& ui, const Rect& area, const Scene& scene, const ReceiptPageState& page,
                        ReceiptIntents& intents);
/// Why a receipt is taken back, as it is usually.
std::span<const Choice> undo_receipt_reasons();

}  // namespace qiantai::ui

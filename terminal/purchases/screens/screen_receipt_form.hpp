#pragma once

// Writing a receipt down while the customer waits: a scanned card says whose it is, a scanned or
// typed number which it is, the pad how much. Everything else may stay as it is.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/kit/widgets/widget_pad.hpp"
#include "terminal/members/screens/member_form.hpp"
#include "terminal/members/screens/member_pick.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/purchases/rules/tier_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_receipt_form_screen{"receipt_form"};
/// Writes a receipt down, on every screen that offers it.
inline constexpr ImGuiKey k_record_key = ImGuiKey_F12;

/// What is kept on disk of a receipt that is not saved yet; names of nobody.
struct ReceiptDraft {
    std::optional<Uuid> member_id{};
    Coded<PurchaseKind> kind = PurchaseKind::sale;
    std::string number{};
    std::string till{};
    std::optional<Date> date{};
    std::string amount_typed{};
    std::vector<domain::PurchaseItem> items{};
};
QIANTAI_DESCRIBE(ReceiptDraft, "", member_id, kind, number, till, date, amount_typed, items)
QIANTAI_NOTES(ReceiptDraft, {.field = "kind", .presence = FieldNote::Presence::optional})

/// One line of the receipt, while it is typed.
struct ReceiptItemSheet {
    std::optional<std::size_t> index{};  ///< of the one that is changed; absent: a new one
    std::string name{};
    std::string category{};
    int pieces = 1;
    std::string amount_typed{};
    FieldErrors errors{};
};

/// What came of saving.
struct RecordedReceipt {
    domain::PurchaseLine line{};
    bool was_there = false;  ///< the same receipt had been written down before: nothing was added
    std::string rose_to{};   ///< the tier that it brought
    std::string next_tier{};
    std::optional<Fen> missing{};  ///< to that
};

struct ReceiptFormState {
    bool begun = false;
    MemberPick who{};
    PurchaseKind kind = PurchaseKind::sale;
    std::string number{};
    std::string till{};
    std::optional<Date> date{};  ///< absent = today
    std::string amount_typed{};  ///< in yuan
    std::vector<domain::PurchaseItem> items{};
    std::optional<ReceiptItemSheet> item{};
    std::optional<domain::PurchaseLine> known{};  ///< with this number, till and date
    FieldErrors errors{};
    bool restored = false;             ///< from a draft
    std::optional<TimeMs> draft_at{};  ///< since when what stands here is on disk
    bool saving = false;
    std::optional<RecordedReceipt> done{};

    bool is_touched() const;
    Fen items_sum() const;
    /// Every item says what it cost.
    bool items_add_up() const;
};

enum class ReceiptText : std::uint8_t { number, till, amount };
std::string& text_of(ReceiptFormState& state, ReceiptText field);
/// The field's name on the screen and in errors.
std::string_view name_of(ReceiptText field);

namespace receipt_form {
struct SetKind {
    PurchaseKind kind;
};
struct SetText {
    ReceiptText field;
    std::string value;
};
struct PressKey {
    PadKey key;
};
struct SetDate {
    Date date;
};
struct TakeItemsSum {};
struct OpenItem {
    std::optional<std::size_t> index;
};
struct CloseItem {};
enum class ItemText : std::uint8_t { name, category, amount };
struct TypeItem {
    ItemText field;
    std::string value;
};
struct SetPieces {
    int pieces;
};
struct KeepItem {};
struct DropItem {};
struct OpenKnown {};
struct Save {};
struct GiveUp {};
struct OpenDone {};
struct OpenDoneMember {};
struct Next {};
}  // namespace receipt_form

using ReceiptFormIntent =
    std::variant<MemberPickIntent, receipt_form::SetKind, receipt_form::SetText,
                 receipt_form::PressKey, receipt_form::SetDate, receipt_form::TakeItemsSum,
                 receipt_form::OpenItem, receipt_form::CloseItem, receipt_form::TypeItem,
                 receipt_form::SetPieces, receipt_form::KeepItem, receipt_form::DropItem,
                 receipt_form::OpenKnown, receipt_form::Save, receipt_form::GiveUp,
                 receipt_form::OpenDone, receipt_form::OpenDoneMember, receipt_form::Next>;
using ReceiptFormIntents = Intents<ReceiptFormIntent>;

void draw_receipt_form(Ui& ui, const Rect& area, const Scene& scene, const ReceiptFormState& state,
                       ReceiptFormIntents& intents);
/// Over the screen, while ReceiptFormState::item is set.
void draw_receipt_item(Ui& ui, const Rect& area, const Scene& scene, const ReceiptFormState& state,
                       ReceiptFormIntents& intents);
/// What was saved, in place of the form.
void draw_recorded(Ui& ui, const Rect& area, const Scene& scene, const RecordedReceipt& recorded,
                   ReceiptFormIntents& intents);
std::string& text_of(ReceiptItemSheet& sheet, receipt_form::ItemText field);

}  // namespace qiantai::ui

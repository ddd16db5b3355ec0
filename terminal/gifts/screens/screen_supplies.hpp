#pragma once

// Goods of suppliers: what waits for its second signature, and writing down what has come.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/gifts/rules/gift_facts.hpp"
#include "terminal/gifts/rules/receipt_signature_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_supplies_screen{"supplies"};
inline constexpr ScreenId k_supply_form_screen{"supply_form"};

struct SuppliesState {
    std::vector<domain::UnsignedReceipt> receipts{};
    bool loaded = false;
    std::optional<Error> error{};
    int query = 0;
};

namespace supplies {
struct Reload {};
struct Sign {
    Uuid document_id;
    std::string number;
};
/// Somebody else signs it here, with the PIN.
struct SignHere {
    Uuid document_id;
    std::string number;
};
struct Begin {};
}  // namespace supplies

using SuppliesIntent =
    std::variant<supplies::Reload, supplies::Sign, supplies::SignHere, supplies::Begin>;
using SuppliesIntents = Intents<SuppliesIntent>;

void draw_supplies(Ui& ui, const Rect& area, const Scene& scene, const SuppliesState& state,
                   SuppliesIntents& intents);

/// A gift that a supplier brings.
struct SuppliedGift {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    bool batch_kept = false;
    bool expiry_kept = false;
    std::vector<std::string> barcodes{};
    std::vector<domain::GiftCarton> cartons{};
};

/// A line as it is typed.
struct SupplyLine {
    SuppliedGift gift{};
    int pieces = 1;
    std::string batch{};
    std::string expires_on{};  ///< "20270131"
    std::string price{};       ///< of one piece, in yuan
};

struct SupplyFormState {
    std::vector<SuppliedGift> gifts{};
    std::string supplier{};
    std::string paper{};
    bool inspected = false;  ///< goes onto the shelf at once
    std::vector<SupplyLine> lines{};
    std::string typed{};
    std::string composing{};
    bool saving = false;
    std::optional<Error> error{};
    std::optional<int> done{};  ///< so many pieces were written down

    /// What is looked for.
    std::vector<const SuppliedGift*> found() const;
};

namespace supply_form {
struct TypeSupplier {
    std::string text;
};
struct TypePaper {
    std::string text;
};
struct SetInspected {
    bool inspected;
};
struct Search {
    std::string text;
    std::string composing;
};
struct AddGift {
    Uuid gift_id;
};
struct SetPieces {
    std::size_t line;
    int pieces;
};
struct TypeBatch {
    std::size_t line;
    std::string text;
};
struct TypeExpiry {
    std::size_t line;
    std::string text;
};
struct TypePrice {
    std::size_t line;
    std::string text;
};
struct Save {};
struct GiveUp {};
}  // namespace supply_form

using SupplyFormIntent =
    std::variant<supply_form::TypeSupplier, supply_form::TypePaper, supply_form::SetInspected,
                 supply_form::Search, supply_form::AddGift, supply_form::SetPieces,
                 supply_form::TypeBatch, supply_form::TypeExpiry, supply_form::TypePrice,
                 supply_form::Save, supply_form::GiveUp>;
using SupplyFormIntents = Intents<SupplyFormIntent>;

void draw_supply_form(Ui& ui, const Rect& area, const Scene& scene, const SupplyFormState& state,
                      SupplyFormIntents& intents);

}  // namespace qiantai::ui

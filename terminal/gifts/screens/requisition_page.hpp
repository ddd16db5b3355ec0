#pragma once

// The page of one requisition: where it stands, what may be done and by whom, what became of every
// gift and parcel, and everything that happened. Steps are taken in sheets over it.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/gifts/rules/requisition_desk_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_requisition_screen{"requisition"};

/// The steps that need more than a yes or a reason.
enum class RequisitionSheet : std::uint8_t { none, approve, dispatch, receive, settle };

struct RequisitionPageState {
    Uuid id{};
    std::optional<domain::RequisitionPage> page{};
    std::optional<domain::GiftBudgetUse> budget{};  ///< of whoever asks, where one approves
    std::optional<Error> error{};
    RequisitionSheet sheet = RequisitionSheet::none;
    std::optional<Uuid> about{};  ///< the parcel that is received, the receipt that is settled
    /// What is approved, sent or counted, as it stands in the sheet; and how much it may be at most,
    /// line by line.
    std::vector<domain::RequisitionLine> lines{};
    std::vector<int> most{};
    std::string code{};  ///< of a gift that came without having been sent
    std::string parcel{};
    Reason reason{};
    std::optional<DifferenceOutcome> outcome{};
    bool busy = false;
    /// It opens with its parcel asked for, once it is there.
    bool ask_dispatch = false;
};

namespace requisition {
struct Reload {};
/// Takes the step, or asks for what it needs.
struct TakeStep {
    RequisitionStep step;
    std::optional<Uuid> about{};
};
/// A second person signs for the receipt on the spot.
struct SignHere {
    Uuid receipt_id;
};
struct Print {};
struct CloseSheet {};
struct SetPieces {
    std::size_t line;
    int pieces;
};
struct SetDamaged {
    std::size_t line;
    int pieces;
};
/// As they were asked for, or sent.
struct TakeAll {};
struct TypeCode {
    std::string text;
};
struct AddGift {};
struct TypeParcel {
    std::string text;
};
struct GiveReason {
    Reason reason;
};
struct ChooseOutcome {
    DifferenceOutcome outcome;
};
struct Save {};
}  // namespace requisition

using RequisitionPageIntent =
    std::variant<requisition::Reload, requisition::TakeStep, requisition::SignHere,
                 requisition::Print, requisition::CloseSheet,
                 requisition::SetPieces, requisition::SetDamaged, requisition::TakeAll,
                 requisition::TypeCode, requisition::AddGift, requisition::TypeParcel,
                 requisition::GiveReason, requisition::ChooseOutcome, requisition::Save>;
using RequisitionPageIntents = Intents<RequisitionPageIntent>;

void draw_requisition_page(Ui& ui, const Rect& area, const Scene& scene,
                           const RequisitionPageState& state, RequisitionPageIntents& intents);
void draw_requisition_sheet(Ui& ui, const Rect& area, const Scene& scene,
                            const RequisitionPageState& state, RequisitionPageIntents& intents);

Text requisition_page_title(const Ui& ui, const RequisitionPageState& state);
/// The usual reasons of a step that needs one, and of what a sheet cuts or finds.
std::span<const Choice> requisition_reasons(RequisitionStep step);

/// Of the sheet's lines.
int pieces_in_sheet(const RequisitionPageState& state);
/// True if less is approved than was asked for, or something else counted than was sent.
bool differs_in_sheet(const RequisitionPageState& state);

}  // namespace qiantai::ui

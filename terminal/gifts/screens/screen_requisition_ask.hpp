#pragma once

// Asking for gifts, or giving some back: from whom, what for, until when, and how many of what.

#include <map>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/gifts/rules/requisition_work_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_requisition_ask_screen{"requisition_ask"};

/// A gift that can be asked for, with what of it lies here.
struct AskableGift {
    domain::RequisitionGift gift{};  ///< at_receiver: here
    std::vector<std::string> barcodes{};
    int suggested = 0;  ///< so many are missing to what headquarters wants this store to have
};

/// What is kept on disk of a form that is not saved yet.
struct RequisitionDraft {
    domain::RequisitionEntry entry{};
    int in_days = 0;
};
QIANTAI_DESCRIBE(RequisitionDraft, "", entry, in_days)

struct RequisitionAskState {
    bool begun = false;
    domain::RequisitionEntry entry{};
    int in_days = 0;  ///< wanted so many days from today
    std::vector<AskableGift> gifts{};
    std::vector<domain::RequisitionPartner> partners{};
    std::vector<domain::CampaignLine> campaigns{};  ///< that run or come
    std::vector<Uuid> wished{};  ///< gifts that the page before wants in it
    std::string typed{};      ///< to find a gift
    std::string composing{};  ///< with what is no text yet; empty if everything is
    bool restored = false;    ///< from a draft
    std::optional<TimeMs> draft_at{};
    bool saving = false;
    std::optional<Error> error{};
    std::optional<domain::RequisitionPage> done{};

    bool is_touched() const;
    const domain::RequisitionPartner* partner() const;
    /// What is looked for and not in the form yet, the ones that are short first.
    std::vector<const AskableGift*> found() const;
};

namespace requisition_ask {
struct ChoosePartner {
    std::size_t index;
};
struct SetGivesBack {
    bool back;
};
struct SetPurpose {
    RequisitionPurpose purpose;
};
struct ChooseCampaign {
    Uuid id;
};
struct SetDays {
    int in_days;
};
struct SetUrgent {
    bool urgent;
};
struct Search {
    std::string text;
    std::string composing;
};
struct AddGift {
    Uuid gift_id;
};
/// Everything that is short, as many as are missing.
struct AddShort {};
struct SetPieces {
    std::size_t line;
    int pieces;
};
struct TypeWords {
    std::string text;
};
struct Save {};
struct GiveUp {};
}  // namespace requisition_ask

using RequisitionAskIntent =
    std::variant<requisition_ask::ChoosePartner, requisition_ask::SetGivesBack,
                 requisition_ask::SetPurpose, requisition_ask::ChooseCampaign,
                 requisition_ask::SetDays, requisition_ask::SetUrgent,
                 requisition_ask::Search, requisition_ask::AddGift, requisition_ask::AddShort,
                 requisition_ask::SetPieces, requisition_ask::TypeWords, requisition_ask::Save,
                 requisition_ask::GiveUp>;
using RequisitionAskIntents = Intents<RequisitionAskIntent>;

/// The days from today that are offered.
inline constexpr int k_wanted_in_days[] = {3, 7, 10, 14};

void draw_requisition_ask(Ui& ui, const Rect& area, const Scene& scene,
                          const RequisitionAskState& state, RequisitionAskIntents& intents);

}  // namespace qiantai::ui

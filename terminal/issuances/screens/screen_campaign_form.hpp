#pragma once

// Headquarters plans a campaign or changes one: when, what it gives, to whom, how often, and how
// many pieces in the whole chain. What was given under it before stays.

#include "schema/base/described.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/issuances/rules/lease_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_campaign_form_screen{"campaign_form"};

/// The form as it is typed, and kept on disk until it is saved.
struct CampaignTyped {
    std::string code{};
    std::string name{};
    std::string starts_on{};  ///< 20261201
    std::string ends_on{};
    std::vector<domain::CampaignGift> gifts{};
    Coded<CampaignAudience> audience = CampaignAudience::members;
    std::vector<std::string> tiers{};  ///< codes; none = all
    int joined_days = 30;
    std::string spend_min{};
    int per_member = 1;   ///< 0 = any number
    int per_receipt = 1;  ///< 0 = any number
    bool once_only = false;
    bool capped = false;
    std::string cap{};
};
QIANTAI_DESCRIBE(CampaignTyped, "", code, name, starts_on, ends_on, gifts, audience, tiers,
                 joined_days, spend_min, per_member, per_receipt, once_only, capped, cap)

/// A gift of the catalogue that a campaign can give.
struct CampaignGiftChoice {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string unit{};
    std::vector<std::string> barcodes{};
};

struct CampaignFormState {
    std::optional<Uuid> changed{};  ///< the campaign that is changed; none: a new one
    bool begun = false;
    CampaignTyped typed{};
    CampaignTyped kept{};  ///< as it was when the form began
    std::vector<CampaignGiftChoice> gifts{};
    std::optional<domain::CapUse> cap{};  ///< where the cap is, of a campaign that has one
    std::string looked_for{};             ///< to find a gift
    std::string composing{};              ///< with what is no text yet
    bool restored = false;                ///< from a draft
    std::optional<TimeMs> draft_at{};
    bool saving = false;
    std::optional<Error> error{};
    std::optional<domain::CampaignLine> done{};

    bool is_touched() const;
    const CampaignGiftChoice* gift(const Uuid& gift_id) const;
    /// What is looked for and not in the form yet.
    std::vector<const CampaignGiftChoice*> found() const;
};

namespace campaign_form {
enum class TextField : std::uint8_t { code, name, starts_on, ends_on, spend_min, cap };
struct TypeText {
    TextField field;
    std::string text;
};
enum class NumberField : std::uint8_t { joined_days, per_member, per_receipt };
struct SetNumber {
    NumberField field;
    int value;
};
enum class SwitchField : std::uint8_t { once_only, capped };
struct SetSwitch {
    SwitchField field;
    bool on;
};
struct SetAudience {
    CampaignAudience audience;
};
struct ToggleTier {
    std::string code;
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
struct Save {};
struct GiveUp {};
}  // namespace campaign_form

using CampaignFormIntent =
    std::variant<campaign_form::TypeText, campaign_form::SetNumber, campaign_form::SetSwitch,
                 campaign_form::SetAudience, campaign_form::ToggleTier, campaign_form::Search,
                 campaign_form::AddGift, campaign_form::SetPieces, campaign_form::Save,
                 campaign_form::GiveUp>;
using CampaignFormIntents = Intents<CampaignFormIntent>;

void draw_campaign_form(Ui& ui, const Rect& area, const Scene& scene,
                        const CampaignFormState& state, CampaignFormIntents& intents);

}  // namespace qiantai::ui

#pragma once

// A member's rights to gifts: which campaign, with which code, until when, and what became of them.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/issuances/rules/entitlement_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_rights_screen{"rights"};

struct RightsState {
    Uuid member_id{};
    std::string member_name{};
    std::vector<domain::EntitlementLine> lines{};
    std::vector<domain::CampaignLine> campaigns{};  ///< whose gifts need a right, not over
    bool loaded = false;
    std::optional<Error> error{};
    int query = 0;

    bool granting = false;
    std::optional<Uuid> campaign_id{};
    bool saving = false;
    std::optional<Error> sheet_error{};
};

namespace rights {
struct Reload {};
struct BeginGrant {};
struct ChooseCampaign {
    Uuid id;
};
struct Grant {};
struct CloseSheet {};
struct Cancel {
    Uuid id;
    std::string code;
};
}  // namespace rights

using RightsIntent = std::variant<rights::Reload, rights::BeginGrant, rights::ChooseCampaign,
                                  rights::Grant, rights::CloseSheet, rights::Cancel>;
using RightsIntents = Intents<RightsIntent>;

void draw_rights(Ui& ui, const Rect& area, const Scene& scene, const RightsState& state,
                 RightsIntents& intents);
void draw_rights_sheet(Ui& ui, const Rect& area, const Scene& scene, const RightsState& state,
                       RightsIntents& intents);

}  // namespace qiantai::ui

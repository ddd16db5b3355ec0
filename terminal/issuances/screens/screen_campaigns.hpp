#pragma once

// Campaigns: when, what, for whom and how often; of their caps what this till holds, or at
// headquarters where they are.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/gifts/screens/gift_ways.hpp"
#include "terminal/issuances/rules/lease_facts.hpp"

namespace qiantai::ui {

struct CampaignsState {
    std::vector<domain::CampaignLine> campaigns{};
    std::map<Uuid, std::string> gift_names{};
    std::vector<domain::LeaseLine> leases{};  ///< of a till that gives gifts away
    std::vector<domain::CapUse> caps{};
    bool only_current = true;  ///< not those that are over
    bool loaded = false;
    std::optional<Error> error{};
    int query = 0;

    std::optional<Uuid> asking{};  ///< the sheet in which a part of this cap is asked for is open
    int pieces = 0;
    bool saving = false;

    const domain::LeaseLine* lease_of(const Uuid& campaign_id) const;
    const domain::CapUse* cap_of(const Uuid& campaign_id) const;
};

namespace campaigns {
struct Reload {};
struct SetOnlyCurrent {
    bool only;
};
/// How many pieces of the cap this till wants to have free.
struct BeginAsk {
    Uuid campaign_id;
};
struct SetPieces {
    int pieces;
};
struct Ask {};
struct CloseSheet {};
struct GiveBack {
    Uuid campaign_id;
    std::string name;
};
/// A new one, or with an id that one is changed.
struct Plan {
    std::optional<Uuid> campaign_id;
};
struct End {
    Uuid campaign_id;
    std::string name;
};
}  // namespace campaigns

using CampaignsIntent =
    std::variant<campaigns::Reload, campaigns::SetOnlyCurrent, campaigns::BeginAsk,
                 campaigns::SetPieces, campaigns::Ask, campaigns::CloseSheet, campaigns::GiveBack,
                 campaigns::Plan, campaigns::End>;
using CampaignsIntents = Intents<CampaignsIntent>;

void draw_campaigns(Ui& ui, const Rect& area, const Scene& scene, const CampaignsState& state,
                    CampaignsIntents& intents);
void draw_campaigns_sheet(Ui& ui, const Rect& area, const Scene& scene, const CampaignsState& state,
                          CampaignsIntents& intents);

}  // namespace qiantai::ui

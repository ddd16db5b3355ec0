#pragma once

// What this till may give away of a campaign's cap while nobody can be asked: its lease. What it has
// free is what it was granted, less what it gave back, less what it gave away; a till that was
// restored from a backup has nothing until the hub has spoken. See sync/hub/rules/leases.hpp.

#include <optional>
#include <string>
#include <vector>

#include "terminal/gifts/rules/gift_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_lease_no_cap{
    "lease_no_cap", Actor::clerk,
    "This campaign has no cap, or is over: there is nothing to lease.",
    "该活动没有名额上限或已结束，无需申请名额。"};
inline constexpr ErrorKind k_lease_pieces_malformed{
    "lease_pieces_malformed", Actor::clerk, "Ask for 1 to 99999 pieces to have free.",
    "名额须为 1 至 99999 件。"};

/// A row of entity lease_claim.
struct LeaseClaim {
    Uuid id{};
    std::string store_code{};
    Uuid campaign_id{};
    std::string terminal_code{};
    Uuid incarnation{};
    int wanted = 0;
    int used = 0;
    int given_back = 0;
    int granted = 0;
    TimeMs asked_at = 0;
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(LeaseClaim, "lease_claim", id, store_code, campaign_id, terminal_code, incarnation,
                 wanted, used, given_back, granted, asked_at, created_at)

/// This till's part of a campaign's cap.
struct LeaseLine {
    Uuid campaign_id{};
    std::string code{};
    std::string name{};
    int cap = 0;
    Coded<CampaignStage> stage = CampaignStage::coming;
    bool asked = false;  ///< the hub was told, or will be with the next sync
    int granted = 0;
    int given_back = 0;
    int used = 0;
    int left = 0;
    int wanted = 0;
};
QIANTAI_DESCRIBE(LeaseLine, "", campaign_id, code, name, cap, stage, asked, granted, given_back,
                 used, left, wanted)
QIANTAI_NOTES(LeaseLine, {.field = "left", .presence = FieldNote::Presence::always})

/// What a till holds of a cap, as far as it is known here.
struct LeaseHolder {
    std::string store_code{};
    std::string terminal_code{};  ///< empty: the till's own row has not arrived
    int granted = 0;
    int given_back = 0;
    int used = 0;  ///< as the till said last
};
QIANTAI_DESCRIBE(LeaseHolder, "", store_code, terminal_code, granted, given_back, used)

/// A campaign's cap, and where it is.
struct CapUse {
    Uuid campaign_id{};
    std::string code{};
    std::string name{};
    Coded<CampaignStage> stage = CampaignStage::coming;
    int cap = 0;
    std::optional<int> leased{};  ///< with tills, given away or not; only headquarters knows
    std::vector<LeaseHolder> holders{};  ///< those with the most first
};
QIANTAI_DESCRIBE(CapUse, "", campaign_id, code, name, stage, cap, leased, holders)

struct LeaseRun {
    int asked = 0;       ///< campaigns of which the hub is told something
    int given_back = 0;  ///< pieces
};
QIANTAI_DESCRIBE(LeaseRun, "", asked, given_back)

}  // namespace qiantai::domain

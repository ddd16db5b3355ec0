#pragma once

// What may this recipient have, and why not: one pure function over facts, the same for the screen
// that shows it and the service that writes. Some bars nobody passes (stock, a lease, an audience);
// a manager other than the issuer may agree to what is beyond the person's limits or the issuer's
// quota.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "terminal/gifts/rules/gift_facts.hpp"
#include "terminal/issuances/rules/issuance_facts.hpp"

namespace qiantai::domain {

/// Why a piece can't be given, or not by the issuer alone.
enum class IssueBar {
    staff_on_duty,
    gift_retired,
    recalled,
    expired,
    stock,
    campaign_over,
    campaign_coming,
    campaign_gift,  ///< it is none of the campaign's gifts
    not_member,
    tier,
    joined,
    birthday,
    receipt_missing,
    spend,
    entitlement_missing,
    entitlement_used,
    entitlement_over,  ///< expired or void
    lease,
    person,   ///< had as many already as the campaign gives to one
    receipt,  ///< as many were given for this till receipt
    order,    ///< more at a time than without a campaign
    quota,    ///< the issuer's of the day
};
constexpr auto codes_of(IssueBar) {
    return std::to_array<CodedValue<IssueBar>>(
        {{IssueBar::staff_on_duty, "staff_on_duty"},
         {IssueBar::gift_retired, "gift_retired"},
         {IssueBar::recalled, "recalled"},
         {IssueBar::expired, "expired"},
         {IssueBar::stock, "stock"},
         {IssueBar::campaign_over, "campaign_over"},
         {IssueBar::campaign_coming, "campaign_coming"},
         {IssueBar::campaign_gift, "campaign_gift"},
         {IssueBar::not_member, "not_member"},
         {IssueBar::tier, "tier"},
         {IssueBar::joined, "joined"},
         {IssueBar::birthday, "birthday"},
         {IssueBar::receipt_missing, "receipt_missing"},
         {IssueBar::spend, "spend"},
         {IssueBar::entitlement_missing, "entitlement_missing"},
         {IssueBar::entitlement_used, "entitlement_used"},
         {IssueBar::entitlement_over, "entitlement_over"},
         {IssueBar::lease, "lease"},
         {IssueBar::person, "person"},
         {IssueBar::receipt, "receipt"},
         {IssueBar::order, "order"},
         {IssueBar::quota, "quota"}});
}
/// Whether another person may agree to it.
bool may_be_approved(IssueBar bar);

/// So many pieces of a gift, for a campaign or for none.
struct IssueWish {
    Uuid gift_id{};
    int pieces = 0;
    std::optional<Uuid> campaign_id{};
    std::string entitlement_code{};
};
QIANTAI_DESCRIBE(IssueWish, "", gift_id, pieces, campaign_id, entitlement_code)
QIANTAI_NOTES(IssueWish, {.field = "pieces", .min = 1, .max = k_gift_pieces_max},
              {.field = "entitlement_code",
               .length_max = k_entitlement_code_length_max,
               .presence = FieldNote::Presence::optional})

/// Of the recipient.
struct IssuePerson {
    bool is_member = false;
    std::string tier_code{};
    std::optional<Date> joined_on{};
    bool has_birthday = false;  ///< within the policy's days
    bool on_duty = false;       ///< a staff member who is at work today
    bool receipt = false;       ///< a till receipt was named
    Fen spent{};                ///< by that receipt, less what was given back
};

struct IssueCampaign {
    CampaignLine campaign{};
    int times_of_person = 0;         ///< had already, here or elsewhere, as far as is known here
    int times_of_receipt = 0;        ///< given already for this till receipt
    std::optional<int> lease_left{};  ///< nothing: the campaign has no cap
};

enum class EntitlementState { unused, used, expired, voided };
constexpr auto codes_of(EntitlementState) {
    return std::to_array<CodedValue<EntitlementState>>({{EntitlementState::unused, "unused"},
                                                        {EntitlementState::used, "used"},
                                                        {EntitlementState::expired, "expired"},
                                                        {EntitlementState::voided, "voided"}});
}

struct IssueGift {
    Gift gift{};
    std::vector<StockLot> lots{};  ///< of the shelf
    std::vector<std::string> recalled{};  ///< batches
    bool all_recalled = false;
};

/// The right that a wish names, as far as it is this recipient's and this campaign's.
struct IssueRight {
    std::string code{};
    Uuid id{};
    Uuid campaign_id{};
    EntitlementState state = EntitlementState::unused;
};

struct IssueFacts {
    Date today{};
    GiftLimits limits{};
    int quota_left = 0;  ///< of the issuer, today
    IssuePerson person{};
    std::vector<IssueCampaign> campaigns{};
    std::vector<IssueGift> gifts{};
    std::vector<IssueRight> rights{};
};

struct IssueObstacle {
    Coded<IssueBar> bar{};
    int allowed = 0;  ///< so many pieces it lets
};
QIANTAI_DESCRIBE(IssueObstacle, "", bar, allowed)
QIANTAI_NOTES(IssueObstacle, {.field = "allowed", .presence = FieldNote::Presence::always})

struct IssueLineVerdict {
    Uuid gift_id{};
    std::optional<Uuid> campaign_id{};
    int wanted = 0;
    int free = 0;     ///< can be given at once
    int over = 0;     ///< can be given if another person agrees
    int refused = 0;  ///< can't be given
    int times = 0;    ///< as how many of the campaign's times free and over count
    std::optional<Uuid> entitlement_id{};
    std::vector<StockLot> lots{};  ///< from which free and over are taken, in this order
    std::vector<IssueObstacle> obstacles{};
};
QIANTAI_DESCRIBE(IssueLineVerdict, "", gift_id, campaign_id, wanted, free, over, refused, times,
                 entitlement_id, lots, obstacles)

struct IssueVerdict {
    std::vector<IssueLineVerdict> lines{};  ///< as the wishes
    int free = 0;
    int over = 0;
    int refused = 0;
};
QIANTAI_DESCRIBE(IssueVerdict, "", lines, free, over, refused)

/// The wishes are judged in their order: what one takes of stock, lease, quota and times the next
/// one has not. Gifts and campaigns that the facts don't have are refused.
IssueVerdict judge_issue(const IssueFacts& facts, std::span<const IssueWish> wishes);

}  // namespace qiantai::domain

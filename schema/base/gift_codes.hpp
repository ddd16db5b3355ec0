#pragma once

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// Longest texts in code points: of the columns, of what services take, of the fields on a screen.
inline constexpr int k_gift_code_length_max = 20, k_gift_name_length_max = 60,
                     k_gift_short_length_max = 40, k_gift_unit_length_max = 10,
                     k_gift_reason_length_max = 200, k_gift_bin_length_max = 20;
inline constexpr int k_campaign_gifts_length_max = 8000, k_campaign_rule_length_max = 2000;

/// A retired gift is asked for and issued no more; what lies there still counts.
enum class GiftStatus { active, retired };
constexpr auto codes_of(GiftStatus) {
    return std::to_array<CodedValue<GiftStatus>>(
        {{GiftStatus::active, "active"}, {GiftStatus::retired, "retired"}});
}

/// Who may get a campaign's gifts.
enum class CampaignAudience { anyone, members, new_members, birthday };
constexpr auto codes_of(CampaignAudience) {
    return std::to_array<CodedValue<CampaignAudience>>(
        {{CampaignAudience::anyone, "anyone"},
         {CampaignAudience::members, "members"},
         {CampaignAudience::new_members, "new_members"},
         {CampaignAudience::birthday, "birthday"}});
}

/// Where in a store or warehouse goods lie: what may be given away, what waits for inspection
/// (待检), what is spoilt (残次).
enum class StockSpot { shelf, hold, defective };
constexpr auto codes_of(StockSpot) {
    return std::to_array<CodedValue<StockSpot>>({{StockSpot::shelf, "shelf"},
                                                 {StockSpot::hold, "hold"},
                                                 {StockSpot::defective, "defective"}});
}

/// What a movement of stock was. A `move` goes from one spot or batch to another in the same store.
enum class StockKind {
    receipt,
    issue,
    gift_return,
    transfer_out,
    transfer_in,
    move,
    damage,
    adjustment,
    reversal,
};
constexpr auto codes_of(StockKind) {
    return std::to_array<CodedValue<StockKind>>({{StockKind::receipt, "receipt"},
                                                 {StockKind::issue, "issue"},
                                                 {StockKind::gift_return, "return"},
                                                 {StockKind::transfer_out, "transfer_out"},
                                                 {StockKind::transfer_in, "transfer_in"},
                                                 {StockKind::move, "move"},
                                                 {StockKind::damage, "damage"},
                                                 {StockKind::adjustment, "adjustment"},
                                                 {StockKind::reversal, "reversal"}});
}

}  // namespace qiantai

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/base/clock.hpp"
#include "schema/base/uuid.hpp"
#include "terminal/base/tier_facts.hpp"
#include "terminal/members/rules/card_number_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_card_number_taken{
    "card_number_taken", Actor::clerk, "This card belongs to a member already. Take another card.",
    "该卡号已被使用，请换一张卡。"};
inline constexpr ErrorKind k_card_not_found{
    "card_not_found", Actor::clerk,
    "The member has no such card. Open the member and choose a card.",
    "该会员没有此卡，请打开会员档案选择卡片。"};
inline constexpr ErrorKind k_card_not_in_use{
    "card_not_in_use", Actor::clerk,
    "This can't be done with a card in its present state; look at the card's status.",
    "该卡当前状态不允许此操作，请查看卡片状态。"};
inline constexpr ErrorKind k_tier_unknown{"tier_unknown", Actor::clerk,
                                          "There is no such tier. Choose one of the list.",
                                          "没有该等级，请从列表中选择。"};

/// The expiry after another term of the tier, from the card's expiry or from today if that is past;
/// empty = never.
std::string renewed_until(const Tier& tier, const std::string& expires_on,
                          const std::string& today);

struct MemberCard {
    Uuid id{};
    Uuid member_id;
    std::string store_code;
    std::string number;
    std::string status;
    std::string issued_on;
    std::string expires_on;  ///< empty = never
};

/// What can be done with a card.
enum class CardAction {
    issue,        ///< a further card
    replace,      ///< the old one is taken out of use, a new one keeps its expiry
    report_lost,  ///< out of use until it is replaced or found
    found,        ///< a lost card is in use again
    freeze,
    unfreeze,
    renew,  ///< valid for another term of the tier, from its expiry or from today if that is
            ///< past; also a lapsed card
    lapse,  ///< the member does not go on; needs a reason
};
std::string_view card_action_name(CardAction action);
std::optional<CardAction> parse_card_action(std::string_view name);

struct CardRequest {
    Uuid member_id;
    CardAction action = CardAction::issue;
    /// Which card; needed if the member has several in use. Not for issue.
    std::optional<std::string> number{};
    /// issue and replace: the new card's number; absent = the terminal's next.
    std::optional<std::string> new_number{};
    /// lapse: why, as in the manifest's entity renewal.
    std::optional<std::string> lapse_reason{};
};

/// What was decided at a card's end; kept for ever, for the member's page and the figures.
struct Renewal {
    Uuid id{};
    Uuid member_id;
    Uuid card_id;
    std::string decision;        ///< renewed, lapsed
    std::string expires_before;  ///< empty = never
    std::string expires_after;
    std::string reason;  ///< lapsed: why
    std::string business_date;
    std::string created_by;
    TimeMs created_at = 0;
};

}  // namespace qiantai::domain

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/member_codes.hpp"
#include "terminal/base/permission.hpp"
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
std::string renewed_until(const Tier& tier, const std::string& expires_on, Date today);

struct MemberCard {
    Uuid id{};
    Uuid member_id;
    std::string store_code;
    std::string number;
    Coded<CardStatus> status;
    std::string issued_on;
    std::string expires_on;  ///< empty = never
};
QIANTAI_DESCRIBE(MemberCard, "member_card", id, member_id, store_code, number, status, issued_on,
                 expires_on)
QIANTAI_NOTES(MemberCard, {.field = "expires_on", .meaning = "absent = never"})

/// How a member and the card come from an earlier system. Nobody is taken over as erased.
struct TakenOver {
    std::optional<Date> joined_on{};  ///< absent: today
    std::optional<std::string>
        expires_on{};  ///< absent: by the tier's term from today; empty: never
    CardStatus card_status = CardStatus::active;  ///< active, frozen or lapsed
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
constexpr auto codes_of(CardAction) {
    return std::to_array<CodedValue<CardAction>>({{CardAction::issue, "issue"},
                                                  {CardAction::replace, "replace"},
                                                  {CardAction::report_lost, "report_lost"},
                                                  {CardAction::found, "found"},
                                                  {CardAction::freeze, "freeze"},
                                                  {CardAction::unfreeze, "unfreeze"},
                                                  {CardAction::renew, "renew"},
                                                  {CardAction::lapse, "lapse"}});
}
/// What this role may do with a card in this state, as a person is offered it: what is done most
/// first. Neither issuing, which is about no card, nor lapsing, which is asked when a term ends.
std::vector<CardAction> card_actions(const MemberCard& card, StaffRole role);

struct CardRequest {
    Uuid member_id;
    CardAction action = CardAction::issue;
    /// Which card; needed if the member has several in use. Not for issue.
    std::optional<std::string> number{};
    /// issue and replace: the new card's number; absent = the terminal's next.
    std::optional<std::string> new_number{};
    std::optional<LapseReason> lapse_reason{};
};

/// What was decided at a card's end; kept for ever, for the member's page and the figures.
struct Renewal {
    Uuid id{};
    std::string store_code;
    Uuid member_id;
    Uuid card_id;
    Coded<RenewalDecision> decision;
    std::string expires_before;  ///< empty = never
    std::string expires_after;
    Coded<LapseReason> reason;  ///< lapsed: why
    std::string business_date;
    std::string created_by;
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(Renewal, "renewal", id, store_code, member_id, card_id, decision, expires_before,
                 expires_after, reason, business_date, created_by, created_at)

}  // namespace qiantai::domain

#pragma once

#include "terminal/members/rules/card_number.hpp"
#include "terminal/members/rules/member_row.hpp"

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

/// The tier code of members while headquarters has set up no tier at all.
inline constexpr std::string_view k_no_tier_code = "none";

struct Tier {
    Uuid id{};
    std::string code;
    std::string name{};
    std::int64_t rank = 0;
    std::optional<std::int64_t> spend_min_fen{};
    std::int64_t valid_months = 0;  ///< 0 = cards don't expire
    std::string status;
};

/// The tier of that code; without a code the lowest active one, or the built-in "none" if there is
/// no tier at all. k_tier_unknown.
Result<Tier> load_tier(sqlite::Database& database, const std::optional<std::string>& code);

enum class TierFilter { active, all };
/// The lowest first.
Result<std::vector<Tier>> load_tiers(sqlite::Database& database,
                                     TierFilter filter = TierFilter::active);

/// The name of the tier of this code, the code if there is none.
Result<std::string> load_tier_name(sqlite::Database& database, std::string_view code);

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

Result<std::vector<MemberCard>> load_cards(sqlite::Database& database, const Uuid& member_id);

/// Writes a new card for the member; without a number the terminal's next one is taken. Inside a
/// transaction.
Result<MemberCard> insert_card(ServiceContext& context, const Session& session,
                               const Uuid& member_id, const Tier& tier,
                               const std::optional<std::string>& number);

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
/// Oldest first.
Result<std::vector<Renewal>> load_renewals(sqlite::Database& database, const Uuid& member_id);

class MemberCards {
  public:
    explicit MemberCards(ServiceContext& context) : m_context(context) {}

    /// Returns the card as it is afterwards (the new one of issue and replace). Cards of records
    /// merged into the member count as the member's. When the last card in use lapses, so does the
    /// member; a renewal brings both back. Right: members_cards, for freeze and unfreeze
    /// members_freeze. The member must be of this store.
    Result<MemberCard> set_card(const Session& session, const CardRequest& request);

  private:
    Result<MemberCard> apply(const Session& session, const Member& member,
                             const CardRequest& request);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain

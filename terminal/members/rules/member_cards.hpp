#pragma once

#include "terminal/members/rules/card_facts.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

/// The tier of that code; without a code the lowest active one, or the built-in "none" if there is
/// no tier at all. k_tier_unknown.
Result<Tier> load_tier(sqlite::Database& database, const std::optional<std::string>& code);

enum class TierFilter { active, all };
/// The lowest first.
Result<std::vector<Tier>> load_tiers(sqlite::Database& database,
                                     TierFilter filter = TierFilter::active);

/// The name of the tier of this code, the code if there is none.
Result<std::string> load_tier_name(sqlite::Database& database, std::string_view code);

Result<std::vector<MemberCard>> load_cards(sqlite::Database& database, const Uuid& member_id);

/// Writes a new card for the member, issued now; without a number the terminal's next one is taken.
/// Inside a transaction.
Result<MemberCard> insert_card(ServiceContext& context, const Session& session,
                               const Uuid& member_id, const Tier& tier,
                               const std::optional<std::string>& number, const Moment& now,
                               const TakenOver& taken_over = {});

/// Inside a transaction: the card's status and expiry as they are now.
Status save_card(sqlite::Database& database, const MemberCard& card);
/// Likewise: the member lapses with the last card in use and comes back with one.
Status follow_cards(ServiceContext& context, const Member& member);

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

#pragma once

// The chain's rule of tiers (tier_facts.hpp) applied to the store's own members. What a receipt
// changes it changes in the receipt's own transaction; receipts that came from other stores, and
// what only time brings, are run()'s. Every change is a row of the history, derived from what
// happened, so that two tills that find the same offline write one. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/member_facts.hpp"
#include "terminal/purchases/rules/tier_facts.hpp"

namespace qiantai::domain {

class Tiers {
  public:
    explicit Tiers(ServiceContext& context) : m_context(context) {}

    /// How the member stands, with the history. Right: purchases_keep. k_member_not_found.
    Result<TierReport> report(const Session& session, const Uuid& member_id);
    /// Applies the rule to members of whose receipts something is new, and to those whose time has
    /// come; under a rule that is new here to all who ever bought. At most so many, 1 to 10,000.
    /// Right: tiers_run. k_tier_no_rule.
    Result<TierRun> run(const Session& session, int limit);
    /// Who has been given notice, the first to fall first, at most 200. Right: tiers_run.
    Result<std::vector<FallingMember>> falling(const Session& session);
    /// Gives a member a tier. Locked, no rule changes it. Right: members_assign. k_tier_unknown,
    /// k_tier_reason_missing, and load_own_member()'s.
    Result<TierReport> set_by_hand(const Session& session, const Uuid& member_id,
                                   std::string_view tier, bool locked, std::string_view reason);
    /// From now on the rule holds again. Right: members_assign. k_tier_not_locked.
    Result<TierReport> unlock(const Session& session, const Uuid& member_id,
                              std::string_view reason);
    /// What the rule would do today with all of the store's members who ever bought; writes
    /// nothing. Right: members_assign. k_tier_rule_malformed, k_tier_unknown.
    Result<std::vector<TierMove>> what_if(const Session& session, const TierRule& rule);
    /// The rule that holds, and the next one. Right: read_setup.
    Result<TierRules> rules(const Session& session);
    /// Headquarters' rule from the beginning of that day on; today: at once. Its version is the
    /// day, 2026-12-01, the second of that day 2026-12-01-2; `rule.version` is not looked at. Right:
    /// admin_policies. k_tier_rule_malformed, k_tier_unknown, k_tier_rule_date_malformed.
    Result<TierRules> put_in_force(const Session& session, const TierRule& rule, Date from);

  private:
    Result<TierReport> save(const Session& session, const Member& member, TierChange change,
                            sqlite::Transaction& transaction);
    ServiceContext& m_context;
};

/// Inside a transaction: what the rule wants of the member now is done. Another store's member is
/// left to that store; without a rule nothing happens. Returns the changes.
Result<std::vector<TierChange>> apply_tier_rule(ServiceContext& context, const Session& session,
                                                const Uuid& member_id);

}  // namespace qiantai::domain

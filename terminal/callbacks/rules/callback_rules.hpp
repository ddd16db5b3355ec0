#pragma once

// Callbacks that arise by themselves: the rules and lists in force, applied to the store's own
// members. What two terminals of a store find offline is one callback. Thread rule: as
// ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/callbacks/rules/callback_plan_facts.hpp"
#include "terminal/callbacks/rules/callback_rule_facts.hpp"

namespace qiantai::domain {

class CallbackRuleBook {
  public:
    explicit CallbackRuleBook(ServiceContext& context) : m_context(context) {}

    /// Makes what is due in the next days, and ends what nobody needs to do any more. At most so
    /// many new ones, 1 to 5,000. At headquarters only the calls about cases it keeps: each store
    /// makes its own. Right: callbacks_keep.
    Result<CallbackRun> run(const Session& session, int limit);
    /// Whom these rules would have called from today on; writes nothing. Right: callbacks_manage.
    /// k_callback_rules_malformed.
    Result<CallbackDryRun> what_if(const Session& session, const CallbackRules& rules);
    /// Right: read_setup.
    Result<CallbackRulesInForce> rules(const Session& session);
    /// Headquarters' rules from the beginning of that day on; today: at once. The version is made
    /// here. Right: admin_policies. k_callback_rules_malformed, k_callback_rules_date_malformed.
    Result<CallbackRulesInForce> put_in_force(const Session& session, const CallbackRules& rules,
                                              Date from);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain

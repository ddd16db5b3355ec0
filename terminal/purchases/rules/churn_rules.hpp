#pragma once

// From how many days without a receipt a member counts as asleep, warned, lost (spending_facts.hpp),
// for the whole chain. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/purchases/rules/spending_facts.hpp"

namespace qiantai::domain {

class ChurnRules {
  public:
    explicit ChurnRules(ServiceContext& context) : m_context(context) {}

    /// Right: read_setup.
    Result<ChurnRule> rule(const Session& session);
    /// From now on; states are always counted anew, so it holds for everybody at once. Right:
    /// admin_policies. k_churn_malformed.
    Result<ChurnRule> put_in_force(const Session& session, const ChurnPolicy& days);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain

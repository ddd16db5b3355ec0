#pragma once

#include "terminal/base/chain_policies.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/member_cards.hpp"

namespace qiantai::domain {

/// Tiers of membership.
class AdminTiers {
  public:
    explicit AdminTiers(ServiceContext& context) : m_context(context) {}

    /// Lowest first, retired ones too. Right: read_setup.
    Result<std::vector<Tier>> list(const Session& session);
    /// Makes the tier of this code, or changes it. `id` is not looked at. Right: admin_tiers.
    Result<Tier> save(const Session& session, const Tier& tier);

  private:
    ServiceContext& m_context;
};

class AdminPolicies {
  public:
    explicit AdminPolicies(ServiceContext& context) : m_context(context) {}

    /// By code, then newest first. Right: read_setup.
    Result<std::vector<Policy>> list(const Session& session);
    /// Adds a policy; the ones before it stay. `id` is not looked at. Right: admin_policies.
    Result<Policy> save(const Session& session, const Policy& policy);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain

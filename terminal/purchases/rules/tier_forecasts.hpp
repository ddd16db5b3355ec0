#pragma once

// What a rule of tiers that headquarters has announced would do: each store counts its own members,
// headquarters adds the counts up. No person leaves the store for it. Thread rule: as
// ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/purchases/rules/tier_facts.hpp"

namespace qiantai::domain {

class TierForecasts {
  public:
    explicit TierForecasts(ServiceContext& context) : m_context(context) {}

    /// Goes on counting what the announced rule would do today with the store's members who ever
    /// bought, so many of them, 1 to 10,000; after the last one writes the store's forecast. Nothing
    /// where there is no such rule or its forecast is there. Right: tiers_run.
    Result<TierForecastRun> run(const Session& session, int limit);
    /// The stores' forecasts of the announced rule, added up, and the stores that have sent none
    /// yet. Right: admin_policies.
    Result<TierForecast> sum(const Session& session);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain

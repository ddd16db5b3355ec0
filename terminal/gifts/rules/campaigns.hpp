#pragma once

// Campaigns (活动): when, to whom and how many gifts are given. Headquarters plans them, everybody
// reads them. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/gifts/rules/gift_facts.hpp"

namespace qiantai::domain {

class Campaigns {
  public:
    explicit Campaigns(ServiceContext& context) : m_context(context) {}

    /// Makes the campaign of this code, or changes it; what was given under it before stays. Right:
    /// campaigns_plan. k_campaign_malformed, k_campaign_code_taken, k_campaign_cap_fixed, k_text_malformed,
    /// k_gift_not_found.
    Result<CampaignLine> save(const Session& session, const CampaignEntry& entry);
    /// Nothing is given for it from now on. Right: campaigns_plan. k_campaign_not_found,
    /// k_campaign_ended.
    Result<CampaignLine> end(const Session& session, const Uuid& campaign_id);
    /// Those of the last year and the coming ones, the latest first. Right: gifts_read.
    Result<std::vector<CampaignLine>> list(const Session& session);

  private:
    ServiceContext& m_context;
};

/// k_campaign_not_found.
Result<Campaign> load_campaign(sqlite::Database& database, const Uuid& id);

}  // namespace qiantai::domain

#pragma once

// This till's leases (lease_facts.hpp). Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/issuances/rules/issuance_facts.hpp"
#include "terminal/issuances/rules/lease_facts.hpp"

namespace qiantai::domain {

class Leases {
  public:
    explicit Leases(ServiceContext& context) : m_context(context) {}

    /// Of the campaigns with a cap, the latest first, what tills hold of it: at headquarters all of
    /// them, at a store its own. Right: issuances_read.
    Result<std::vector<CapUse>> caps(const Session& session);

    // Right of all that follow: issuances_keep.

    /// Of the campaigns with a cap that run or come, and of those that left something here.
    Result<std::vector<LeaseLine>> list(const Session& session);
    /// Wants so many pieces free from now on. k_campaign_not_found, k_lease_no_cap,
    /// k_lease_pieces_malformed.
    Result<LeaseLine> ask(const Session& session, const Uuid& campaign_id, int pieces);
    /// Gives back all that is free, for other tills, and wants nothing any more.
    /// k_campaign_not_found, k_lease_no_cap.
    Result<LeaseLine> give_back(const Session& session, const Uuid& campaign_id);
    /// Asks for what runs low, by the policy, acknowledges what was granted, and gives back what is
    /// left of campaigns that are over; for once a minute and after news has come.
    Result<LeaseRun> run(const Session& session);

  private:
    ServiceContext& m_context;
};

/// Of this till's claim; the campaign need not have a cap.
Uuid own_claim_id(const ServiceContext& context, const Uuid& campaign_id);
/// Nothing if the campaign has no cap.
Result<std::optional<int>> load_lease_left(ServiceContext& context, const CampaignLine& campaign);
/// Inside a transaction, after pieces were given away: tells the hub if it runs low.
Status refresh_claim(ServiceContext& context, const CampaignLine& campaign, const Moment& now);
/// Where a lease's use is less than its lines, in words for an administrator. For
/// `qiantaictl check`.
Result<std::vector<std::string>> find_lease_problems(sqlite::Database& database);

}  // namespace qiantai::domain

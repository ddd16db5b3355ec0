#pragma once

// Rights to a campaign's gift (entitlement_facts.hpp). Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/issuances/rules/entitlement_facts.hpp"

namespace qiantai::domain {

class Entitlements {
  public:
    explicit Entitlements(ServiceContext& context) : m_context(context) {}

    /// Gives a member of this store the right, with a code of its own. Right: entitlements_grant.
    /// k_member_not_found, k_member_of_other_store, k_member_erased, k_member_merged,
    /// k_campaign_not_found, k_entitlement_malformed.
    Result<EntitlementLine> grant(const Session& session, const EntitlementEntry& entry);
    /// It can't be used any more. Right: entitlements_grant. k_entitlement_not_found,
    /// k_entitlement_not_usable, k_entitlement_of_other_store, k_issuance_reason_missing.
    Result<EntitlementLine> cancel(const Session& session, const Uuid& entitlement_id,
                                   std::string_view reason);
    /// How two uses of one right were settled; any of the two stores may say so. Right:
    /// entitlements_settle. k_entitlement_conflict_not_found, k_issuance_reason_missing.
    Result<EntitlementConflictLine> settle(const Session& session, const Uuid& conflict_id,
                                           std::string_view words);

    // Right of all that read: issuances_read.

    /// By the code, scanned or typed. k_entitlement_not_found.
    Result<EntitlementLine> find(const Session& session, std::string_view code);
    /// A member's, whatever record they were given to, the newest first. k_member_not_found.
    Result<std::vector<EntitlementLine>> list(const Session& session, const Uuid& member_id);
    /// That nobody has settled, the oldest first; at headquarters of all stores.
    Result<std::vector<EntitlementConflictLine>> conflicts(const Session& session);

  private:
    Result<EntitlementLine> build_line(const Session& session, const Entitlement& entitlement);
    Result<EntitlementConflictLine> build_conflict(const EntitlementConflict& conflict);
    Result<std::string> make_code();
    ServiceContext& m_context;
};

/// As it is kept: capital letters and digits, four at a time.
std::string normalise_entitlement_code(std::string_view typed);
Result<std::optional<Entitlement>> find_entitlement(sqlite::Database& database,
                                                    std::string_view code);
/// Whether a line that was not taken back has used it up, as far as is known here.
Result<bool> is_entitlement_used(sqlite::Database& database, const Uuid& entitlement_id);

}  // namespace qiantai::domain

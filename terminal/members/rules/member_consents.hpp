#pragma once

#include "terminal/members/rules/consent_facts.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

/// All decisions of the member, oldest first; the last one per purpose holds.
Result<std::vector<Consent>> load_consents(sqlite::Database& database, const Uuid& member_id);

/// Checks and writes one decision. Inside a transaction.
Result<Consent> insert_consent(ServiceContext& context, const Session& session,
                               const Uuid& member_id, const ConsentInput& input,
                               ConsentDecision decision, const Moment& now);

class MemberConsents {
  public:
    explicit MemberConsents(ServiceContext& context) : m_context(context) {}

    /// Right: members_consents; the member must be of this store.
    Result<Consent> record(const Session& session, const Uuid& member_id,
                           const ConsentInput& input);
    /// As record; k_consent_not_given if the last decision for the purpose is not `given`.
    Result<Consent> withdraw(const Session& session, const Uuid& member_id,
                             const ConsentInput& input);

  private:
    Result<Consent> save(const Session& session, const Uuid& member_id, const ConsentInput& input,
                         ConsentDecision decision);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain

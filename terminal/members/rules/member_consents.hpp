#pragma once

#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_consent_not_given{
    "consent_not_given", Actor::clerk,
    "The member has not given this consent, so there is nothing to withdraw.",
    "该会员未曾给出此项同意，无需撤回。"};

/// One decision of a member; `text_version` says which wording was shown. Values as in the
/// manifest's entity consent.
struct ConsentInput {
    std::string purpose;  ///< membership, marketing, callback
    std::string text_version;
    std::string channel;  ///< counter, phone, online, paper
};

struct Consent {
    Uuid id;
    std::string purpose;
    std::string decision;  ///< given, withdrawn
    std::string text_version;
    std::string channel;
    std::string created_by;
    TimeMs created_at = 0;
};

/// All decisions of the member, oldest first; the last one per purpose holds.
Result<std::vector<Consent>> load_consents(sqlite::Database& database, const Uuid& member_id);

enum class ConsentDecision { given, withdrawn };
/// Checks and writes one decision. Inside a transaction.
Result<Consent> insert_consent(ServiceContext& context, const Session& session,
                               const Uuid& member_id, const ConsentInput& input,
                               ConsentDecision decision);

class MemberConsents {
  public:
    explicit MemberConsents(ServiceContext& context) : m_context(context) {}

    /// Right: members_consents; the member must be of this store.
    Result<Consent> record(const Session& session, const Uuid& member_id,
                           const ConsentInput& input);
    /// As record; k_consent_not_given if the last decision for the purpose is not "given".
    Result<Consent> withdraw(const Session& session, const Uuid& member_id,
                             const ConsentInput& input);

  private:
    Result<Consent> save(const Session& session, const Uuid& member_id, const ConsentInput& input,
                         ConsentDecision decision);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain

#pragma once

#include <string>

#include "schema/base/described.hpp"
#include "schema/base/member_codes.hpp"
#include "schema/base/result.hpp"

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
QIANTAI_DESCRIBE(ConsentInput, "consent", purpose, text_version, channel)
QIANTAI_NOTES(ConsentInput, {.field = "text_version", .meaning = "version of the wording shown"})

struct Consent {
    Uuid id;
    Coded<ConsentPurpose> purpose;
    Coded<ConsentDecision> decision;
    std::string text_version;
    Coded<ConsentChannel> channel;
    std::string created_by;
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(Consent, "consent", id, purpose, decision, text_version, channel, created_by,
                 created_at)
QIANTAI_NOTES(Consent, {.field = "text_version", .meaning = "version of the wording shown"},
              {.field = "created_by", .meaning = "staff number"})

/// What a member agrees to, as it is read out at the counter. The version goes into the consent's
/// record, so that it can be told later which wording it was.
struct ConsentText {
    std::string purpose;  ///< membership, marketing, callback
    std::string version;
    std::string words_zh;
    std::string words_en;
};

}  // namespace qiantai::domain

#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/consent_facts.hpp"

namespace qiantai::domain {

/// Headquarters' policy with the wordings: {"membership": {"version": "2026-03", "zh": "…", "en":
/// "…"}, "marketing": {…}, "callback": {…}}.
inline constexpr std::string_view k_consent_text_policy = "consent_text";

inline constexpr ErrorKind k_consent_text_unreadable{
    "consent_text_unreadable", Actor::administrator,
    "Headquarters' wordings of the consents can't be read; the built-in ones are shown and "
    "recorded. Headquarters has to set the policy consent_text anew.",
    "总部设置的同意书内容无法读取，现显示并记录内置文本。请总部重新设置 consent_text 策略。"};

struct ConsentTexts {
    /// The wordings in effect now, one for each purpose, membership first. A purpose that the
    /// policy leaves out has the built-in wording; English words that are missing are the Chinese
    /// ones.
    std::vector<ConsentText> texts;
    /// k_consent_text_unreadable with the purpose, if the policy is damaged: whoever shows the
    /// texts tells it.
    std::optional<Error> problem;
};
Result<ConsentTexts> load_consent_texts(ServiceContext& context);

/// For whoever sets the policy: k_consent_text_unreadable with the purpose if it is no object, or a
/// purpose in it has no version of at most 20 bytes or no Chinese words.
Status check_consent_policy(const boost::json::value& policy);

}  // namespace qiantai::domain

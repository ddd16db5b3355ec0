#pragma once

#include <string_view>
#include <vector>

#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/consent_facts.hpp"

namespace qiantai::domain {

/// Headquarters' policy with the wordings: {"membership": {"version": "2026-03", "zh": "…", "en":
/// "…"}, "marketing": {…}, "callback": {…}}.
inline constexpr std::string_view k_consent_text_policy = "consent_text";

/// The wordings in effect now, one for each purpose, membership first. A purpose that the policy
/// leaves out, or gives without a version or without Chinese words, has the built-in wording;
/// English words that are missing are the Chinese ones.
Result<std::vector<ConsentText>> load_consent_texts(ServiceContext& context);

}  // namespace qiantai::domain

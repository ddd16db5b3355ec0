#pragma once

// The values and longest texts of gifts that are given away; see
// schema/manifest/entities_issuances.cpp.

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// Longest texts in code points.
inline constexpr int k_issuance_words_length_max = 200, k_issuance_number_length_max = 40,
                     k_issuance_signed_text_length_max = 2000, k_entitlement_code_length_max = 20,
                     k_roster_length_max = 4000, k_register_covered_length_max = 100'000;

/// Why a gift is given. The order is the one in which people are offered them.
enum class IssuanceReason { campaign, loyal, makeup, complaint, birthday, other };
constexpr auto codes_of(IssuanceReason) {
    return std::to_array<CodedValue<IssuanceReason>>({{IssuanceReason::campaign, "campaign"},
                                                      {IssuanceReason::loyal, "loyal"},
                                                      {IssuanceReason::makeup, "makeup"},
                                                      {IssuanceReason::complaint, "complaint"},
                                                      {IssuanceReason::birthday, "birthday"},
                                                      {IssuanceReason::other, "other"}});
}

/// A line that is taken back: it never happened (typed wrongly), or the goods came back.
enum class IssuanceReturnKind { reversed, returned };
constexpr auto codes_of(IssuanceReturnKind) {
    return std::to_array<CodedValue<IssuanceReturnKind>>(
        {{IssuanceReturnKind::reversed, "reversed"}, {IssuanceReturnKind::returned, "returned"}});
}

/// What became of gifts whose purchase was given back, other than that they came back.
enum class TakebackOutcome { charged, excused };
constexpr auto codes_of(TakebackOutcome) {
    return std::to_array<CodedValue<TakebackOutcome>>(
        {{TakebackOutcome::charged, "charged"}, {TakebackOutcome::excused, "excused"}});
}

/// A right that was used twice, until somebody has settled it.
enum class EntitlementConflictStatus { open, settled };
constexpr auto codes_of(EntitlementConflictStatus) {
    return std::to_array<CodedValue<EntitlementConflictStatus>>(
        {{EntitlementConflictStatus::open, "open"},
         {EntitlementConflictStatus::settled, "settled"}});
}

}  // namespace qiantai

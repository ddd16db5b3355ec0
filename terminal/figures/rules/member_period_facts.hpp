#pragma once

// One member over a period: bought what, on the books or not, in which state of churn. FORMS.md B0,
// B1, B4. Pure; receipts of a person may come in any order. Every amount is in fen.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/base/member_codes.hpp"
#include "terminal/figures/rules/figure_period_facts.hpp"

namespace qiantai::domain {

/// What was decided of a membership's going on; decisions taken back are none.
struct TermDecision {
    Date on{};
    bool lapsed = false;  ///< otherwise renewed
    bool operator==(const TermDecision&) const = default;
};

/// A card that ended, or will: each of a card's terms is one.
struct CardTerm {
    Date ends{};
    std::optional<Date> renewed_on{};
    bool given_up = false;  ///< the member said not to go on
    bool operator==(const CardTerm&) const = default;
};

enum class RenewalState { early, in_grace, lapsed, pending };
constexpr auto codes_of(RenewalState) {
    return std::to_array<CodedValue<RenewalState>>({{RenewalState::early, "early"},
                                                    {RenewalState::in_grace, "in_grace"},
                                                    {RenewalState::lapsed, "lapsed"},
                                                    {RenewalState::pending, "pending"}});
}
/// Renewed later than k_renewal_grace_days after its end, or not at all by then, it is lapsed.
RenewalState renewal_state(const CardTerm& term, Date today);

/// Named a key customer from a day on, until one.
struct KeySpan {
    Date from{};
    std::optional<Date> until{};
    bool operator==(const KeySpan&) const = default;
};

/// Whoever counts as one: the record that stands, with everything merged into it.
struct FigurePerson {
    std::string store_code{};  ///< the home store
    Date joined_on{};          ///< the first of its records
    std::optional<Date> erased_on{};
    bool lapsed_unsaid = false;  ///< lapsed, and no decision says when
    std::string tier{};          ///< at the period's end
    std::string clerk{};         ///< home clerk; empty: none
    Gender gender = Gender::unstated;
    std::optional<Date> born_on{};  ///< solar, where the year is known
    bool has_name = false, has_phone = false;
    std::vector<TermDecision> decisions{};  ///< in the order of their times
    std::vector<CardTerm> cards{};
    std::vector<KeySpan> key{};
    std::vector<SpendingRow> receipts{};  ///< none that was taken back
};

/// Joined by then, neither erased nor lapsed by then.
bool is_valid_on(const FigurePerson& person, Date day);
/// Joined by then, and not erased by then.
bool is_there_on(const FigurePerson& person, Date day);
/// Full years on that day; nothing where the year of birth is not known.
std::optional<int> age_on(const FigurePerson& person, Date day);

struct MemberInPeriod {
    std::int64_t gross = 0, refunded = 0;
    int receipts = 0;              ///< that count as visits
    std::int64_t value_spent = 0;  ///< M of the k_value_days to the period's end
    int value_visits = 0;          ///< F of the same days
    std::int64_t spent_before = 0;  ///< net, of the k_value_days to the day before the period
    int visits_before = 0;         ///< ever, before the period
    int visits_until = 0;          ///< ever, to its end
    std::optional<Date> last_before{};
    std::optional<Date> last_until{};
    bool bought_soon = false;  ///< within k_first_purchase_days of joining
    ChurnState at_start = ChurnState::fresh;  ///< on the day before; where is_there_on() it
    ChurnState at_end = ChurnState::fresh;

    std::int64_t net() const { return gross - refunded; }
};
/// `counts` as mark_visits() gives it for the person's receipts.
MemberInPeriod member_in_period(const FigurePerson& person, std::span<const char> counts,
                                const FigureDays& days, const ChurnPolicy& policy);

}  // namespace qiantai::domain

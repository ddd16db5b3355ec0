#include "terminal/figures/rules/member_period_facts.hpp"

#include <algorithm>

namespace qiantai::domain {

RenewalState renewal_state(const CardTerm& term, Date today) {
    const Date grace_ends = term.ends.plus_days(k_renewal_grace_days);
    if (term.renewed_on && *term.renewed_on <= term.ends) return RenewalState::early;
    if (term.renewed_on && *term.renewed_on <= grace_ends) return RenewalState::in_grace;
    if (term.renewed_on || term.given_up || today > grace_ends) return RenewalState::lapsed;
    return RenewalState::pending;
}

bool is_there_on(const FigurePerson& person, Date day) {
    return person.joined_on <= day && (!person.erased_on || *person.erased_on > day);
}

bool is_valid_on(const FigurePerson& person, Date day) {
    if (!is_there_on(person, day) || person.lapsed_unsaid) return false;
    bool lapsed = false;
    for (const auto& decision : person.decisions) {
        if (decision.on <= day) lapsed = decision.lapsed;
    }
    return !lapsed;
}

std::optional<int> age_on(const FigurePerson& person, Date day) {
    if (!person.born_on || *person.born_on > day) return std::nullopt;
    const Date born = *person.born_on;
    const bool had_birthday = std::pair(born.month(), born.day()) <= std::pair(day.month(), day.day());
    return day.year() - born.year() - (had_birthday ? 0 : 1);
}

MemberInPeriod member_in_period(const FigurePerson& person, std::span<const char> counts,
                                const FigureDays& days, const ChurnPolicy& policy) {
    MemberInPeriod in;
    const Date value_from = days.until.plus_days(1 - k_value_days);
    const Date before_from = days.from.plus_days(-k_value_days);
    const Date soon = person.joined_on.plus_days(k_first_purchase_days);
    for (std::size_t i = 0; i < person.receipts.size(); ++i) {
        const auto& row = person.receipts[i];
        if (row.date > days.until) continue;
        const bool is_sale = row.kind == PurchaseKind::sale;
        const auto money = is_sale ? row.amount.count() : -row.amount.count();
        const bool inside = row.date >= days.from;
        if (inside) (is_sale ? in.gross : in.refunded) += row.amount.count();
        if (row.date >= value_from) in.value_spent += money;
        if (!inside && row.date >= before_from) in.spent_before += money;
        if (counts[i] == 0) continue;
        ++in.visits_until;
        in.value_visits += row.date >= value_from ? 1 : 0;
        in.bought_soon = in.bought_soon || row.date <= soon;
        in.last_until = std::max(in.last_until.value_or(row.date), row.date);
        if (inside) {
            ++in.receipts;
        } else {
            ++in.visits_before;
            in.last_before = std::max(in.last_before.value_or(row.date), row.date);
        }
    }
    in.at_start = churn_state_on(days.from.plus_days(-1), person.joined_on, in.visits_before,
                                 in.last_before, policy);
    in.at_end =
        churn_state_on(days.until, person.joined_on, in.visits_until, in.last_until, policy);
    return in;
}

}  // namespace qiantai::domain

#include "terminal/figures/rules/member_tally_facts.hpp"

#include <algorithm>

namespace qiantai::domain {
namespace {

constexpr int k_completeness_fields = 2, k_joiner_months = 12;

bool is_named_key(const FigurePerson& person, Date day) {
    return std::ranges::any_of(person.key, [day](const KeySpan& span) {
        return span.from <= day && (!span.until || *span.until > day);
    });
}

}  // namespace

void MemberTally::add(const FigurePerson& person, const MemberInPeriod& in) {
    add_bought(person, in);
    add_churn(person, in);
    if (!person.erased_on) add_cards(person);
    const bool valid = is_valid_on(person, m_days.until);
    m_valid_start += is_valid_on(person, m_days.from.plus_days(-1)) ? 1 : 0;
    m_valid_end += valid ? 1 : 0;
    if (m_days.holds(person.joined_on)) {
        ++m_joined;
        m_joined_valid += valid ? 1 : 0;
        m_bought_soon += in.bought_soon ? 1 : 0;
    }
    if (is_there_on(person, m_today)) {
        ++m_records;
        m_filled += (person.has_name ? 1 : 0) + (person.has_phone ? 1 : 0);
    }
}

void MemberTally::add_bought(const FigurePerson& person, const MemberInPeriod& in) {
    m_gross += in.gross;
    m_refunded += in.refunded;
    m_receipts += in.receipts;
    if (person.joined_on < m_days.from && in.visits_before > 0) {
        ++m_old;
        m_old_again += in.receipts > 0 ? 1 : 0;
    }
    if (in.receipts == 0) return;
    ++m_buyers;
    m_repeated += in.receipts >= 2 ? 1 : 0;
    m_valid_buyers += is_valid_on(person, m_days.until) ? 1 : 0;
    const bool known = person.gender != Gender::unstated && age_on(person, m_days.until);
    m_known_buyers += known ? 1 : 0;
}

void MemberTally::add_churn(const FigurePerson& person, const MemberInPeriod& in) {
    const Date start = m_days.from.plus_days(-1);
    const bool lost = in.at_end == ChurnState::lost;
    const bool joined_lately = person.joined_on > m_days.until.plus_months(-k_joiner_months) &&
                               is_there_on(person, m_days.until);
    m_year_joiners += joined_lately ? 1 : 0;
    m_year_joiners_kept += joined_lately && !lost ? 1 : 0;
    if (!is_there_on(person, start)) return;
    if (in.spent_before > 0) m_spent_before.push_back(in.spent_before);
    if (in.at_start == ChurnState::lost) {
        ++m_lost_before;
        m_won_back += in.receipts > 0 ? 1 : 0;
        return;
    }
    ++m_kept_base;
    if (!lost) return;
    ++m_lost;
    m_lost_members.push_back({in.spent_before, is_named_key(person, start)});
}

void MemberTally::add_cards(const FigurePerson& person) {
    for (const auto& term : person.cards) {
        if (!m_days.holds(term.ends)) continue;
        const auto state = renewal_state(term, m_today);
        ++m_cards;
        m_cards_renewed +=
            state == RenewalState::early || state == RenewalState::in_grace ? 1 : 0;
        m_cards_pending += state == RenewalState::pending ? 1 : 0;
    }
}

std::int64_t MemberTally::key_lost() const {
    if (m_lost_members.empty()) return 0;
    const auto bounds = spend_class_bounds(m_spent_before);
    return std::ranges::count_if(m_lost_members, [&](const LostMember& lost) {
        return lost.named_key || bounds.class_of(lost.spent_before) == SpendClass::a;
    });
}

FigureValue MemberTally::renewals() const {
    auto value = make_ratio(FigureId::renewal_rate, m_cards_renewed, m_cards);
    if (value.value && m_cards_pending > 0) value.caveat = FigureCaveat::provisional;
    return value;
}

std::vector<FigureValue> MemberTally::figures() const {
    using enum FigureId;
    std::vector<FigureValue> all{
        make_count(member_spend, net()),
        make_count(FigureId::buyers, m_buyers),
        make_count(member_receipts, m_receipts),
        make_ratio(member_ticket, net(), m_receipts),
        make_ratio(spend_per_buyer, net(), m_buyers),
        make_ratio(visit_frequency, m_receipts, m_buyers),
        make_ratio(active_rate, m_valid_buyers, m_valid_end),
        make_ratio(repeat_rate, m_repeated, m_buyers),
        make_ratio(old_member_return, m_old_again, m_old),
        make_ratio(refund_rate, m_refunded, m_gross),
        make_ratio(profile_coverage, m_known_buyers, m_buyers),
        make_count(members_at_end, m_valid_end),
        make_count(new_members, m_joined),
        make_count(net_growth, m_valid_end - m_valid_start),
        make_ratio(growth_rate, m_valid_end - m_valid_start, m_valid_start),
        make_ratio(new_rate, m_joined_valid, m_valid_end),
        make_ratio(first_purchase_rate, m_bought_soon, m_joined),
        make_ratio(new_kept_rate, m_year_joiners_kept, m_year_joiners),
        make_ratio(churn_rate, m_lost, m_kept_base),
        make_ratio(kept_rate, m_kept_base - m_lost, m_kept_base),
        make_ratio(win_back_rate, m_won_back, m_lost_before),
        renewals(),
        make_count(key_customers_lost, key_lost()),
        make_ratio(record_completeness, m_filled, m_records * k_completeness_fields),
    };
    for (auto& value : all) {
        if (!value.value) continue;
        const bool soon_runs = m_days.until.plus_days(k_first_purchase_days) > m_today;
        if (value.id == first_purchase_rate && soon_runs) value.caveat = FigureCaveat::provisional;
        if (value.id == record_completeness) value.caveat = FigureCaveat::as_of_today;
        const bool few_known = value.id == profile_coverage && m_known_buyers * 2 < m_buyers;
        if (few_known) value.caveat = FigureCaveat::small_sample;
    }
    return all;
}

}  // namespace qiantai::domain

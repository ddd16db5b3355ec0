#pragma once

// What the members of a store come to in a period, and the figures that follow (FORMS.md B1 to B4).
// Pure: persons are added one by one, each once.

#include "terminal/figures/rules/member_period_facts.hpp"
#include "terminal/figures/rules/member_value_facts.hpp"

namespace qiantai::domain {

class MemberTally {
  public:
    /// `today` decides whether days of grace still run.
    MemberTally(const FigureDays& days, Date today) : m_days(days), m_today(today) {}

    const FigureDays& days() const { return m_days; }
    void add(const FigurePerson& person, const MemberInPeriod& in);
    /// All that follow from members and their receipts, and key_customers_lost and
    /// record_completeness.
    std::vector<FigureValue> figures() const;

    std::int64_t members() const { return m_valid_end; }
    std::int64_t joined() const { return m_joined; }
    std::int64_t lost() const { return m_lost; }
    std::int64_t buyers() const { return m_buyers; }
    std::int64_t receipts() const { return m_receipts; }
    std::int64_t net() const { return m_gross - m_refunded; }

  private:
    void add_bought(const FigurePerson& person, const MemberInPeriod& in);
    void add_churn(const FigurePerson& person, const MemberInPeriod& in);
    void add_cards(const FigurePerson& person);
    std::int64_t key_lost() const;
    FigureValue renewals() const;

    struct LostMember {
        std::int64_t spent_before;
        bool named_key;
    };

    FigureDays m_days;
    Date m_today;
    std::int64_t m_gross = 0, m_refunded = 0, m_receipts = 0;
    std::int64_t m_buyers = 0, m_repeated = 0, m_valid_buyers = 0, m_known_buyers = 0;
    std::int64_t m_old = 0, m_old_again = 0;
    std::int64_t m_valid_start = 0, m_valid_end = 0, m_joined = 0, m_joined_valid = 0;
    std::int64_t m_bought_soon = 0, m_year_joiners = 0, m_year_joiners_kept = 0;
    std::int64_t m_kept_base = 0, m_lost = 0, m_lost_before = 0, m_won_back = 0;
    std::int64_t m_cards = 0, m_cards_renewed = 0, m_cards_pending = 0;
    std::int64_t m_records = 0, m_filled = 0;
    std::vector<std::int64_t> m_spent_before{};  ///< of everybody there at the start
    std::vector<LostMember> m_lost_members{};
};

}  // namespace qiantai::domain

#include "terminal/purchases/rules/spending_facts.hpp"

#include <algorithm>
#include <map>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

ChurnState state_after(int days, const ChurnPolicy& policy) {
    if (days <= policy.active_days) return ChurnState::active;
    if (days <= policy.asleep_days) return ChurnState::asleep;
    return days <= policy.warned_days ? ChurnState::warned : ChurnState::lost;
}

}  // namespace

Status check_churn_policy(const ChurnPolicy& policy) {
    struct Bound {
        std::string_view field;
        int days, more_than;
    };
    for (const auto& bound :
         {Bound{"new_days", policy.new_days, 0}, Bound{"active_days", policy.active_days, 0},
          Bound{"asleep_days", policy.asleep_days, policy.active_days},
          Bound{"warned_days", policy.warned_days, policy.asleep_days}}) {
        if (bound.days <= bound.more_than || bound.days > k_churn_days_max) {
            return make_error(k_churn_malformed, {}, std::string(bound.field));
        }
    }
    return {};
}

ChurnPolicy parse_churn_policy(std::string_view json) {
    const auto value = parse_json_object(json);
    if (!value) return {};
    ChurnPolicy policy;
    if (shape_from_json(shape_of<ChurnPolicy>(), *value, &policy)) return {};
    return check_churn_policy(policy) ? policy : ChurnPolicy();
}

void mark_visits(std::span<const SpendingRow> receipts, std::vector<char>& counts) {
    counts.assign(receipts.size(), 0);
    std::map<Uuid, Fen> refunded;
    for (const auto& row : receipts) {
        if (row.kind == PurchaseKind::refund && row.refund_of) {
            auto& sum = refunded[*row.refund_of];
            sum = sum + row.amount;
        }
    }
    for (std::size_t i = 0; i < receipts.size(); ++i) {
        const auto& row = receipts[i];
        if (row.kind != PurchaseKind::sale) continue;
        counts[i] = 1;
        if (refunded.empty()) continue;
        const auto back = refunded.find(row.id);
        if (back != refunded.end() && back->second >= row.amount) counts[i] = 0;
    }
}

ChurnState churn_state_on(Date day, Date joined_on, int visits,
                          const std::optional<Date>& last_visit, const ChurnPolicy& policy) {
    if (joined_on.days_until(day) <= policy.new_days && visits <= 1) return ChurnState::fresh;
    return state_after(last_visit.value_or(joined_on).days_until(day), policy);
}

MemberSpending fold_spending(std::span<const SpendingRow> receipts, Date joined_on, Date today,
                             const ChurnPolicy& policy) {
    const Date since = today.plus_months(-k_spending_months);
    const auto is_present = [&](const SpendingRow& row) { return row.date > since; };
    std::vector<char> counts;
    mark_visits(receipts, counts);
    MemberSpending spending;
    for (std::size_t i = 0; i < receipts.size(); ++i) {
        const auto& row = receipts[i];
        const bool is_sale = row.kind == PurchaseKind::sale;
        const Fen money = is_sale ? row.amount : Fen() - row.amount;
        spending.spent_ever = spending.spent_ever + money;
        if (is_present(row)) spending.spent = spending.spent + money;
        if (counts[i] == 0) continue;
        ++spending.visits_ever;
        spending.visits += is_present(row) ? 1 : 0;
        spending.first_visit = std::min(spending.first_visit.value_or(row.date), row.date);
        spending.last_visit = std::max(spending.last_visit.value_or(row.date), row.date);
    }
    spending.days = spending.last_visit.value_or(joined_on).days_until(today);
    spending.state = churn_state_on(today, joined_on, spending.visits_ever, spending.last_visit,
                                    policy);
    return spending;
}

}  // namespace qiantai::domain

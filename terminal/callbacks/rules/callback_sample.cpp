#include "terminal/callbacks/rules/callback_sample.hpp"

#include <algorithm>
#include <set>

#include "schema/sqlite/rows.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"

namespace qiantai::domain {
namespace {

struct Candidate {
    Uuid id;
    std::string tier, gender;
    Date joined_on;
};

Result<std::vector<Candidate>> load_candidates(ServiceContext& context,
                                               const CallbackSample& sample) {
    auto& statement = context.database.cached(
        "SELECT id, tier_code, gender, joined_on FROM member WHERE store_code = ?1"
        " AND status = 'active' AND merged_into IS NULL AND (?2 = '' OR gender = ?2)"
        " AND (?3 = 0 OR id IN (SELECT member_id FROM key_customer WHERE store_code = ?1"
        " AND ended_at IS NULL))");
    statement.bind(context.identity.store_code, sample.gender, sample.key_customers ? 1 : 0);
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        return Candidate{row.uuid(0), std::string(row.text(1)), std::string(row.text(2)),
                         Date::of_text(row.text(3))};
    });
}

Result<bool> spends_so(ServiceContext& context, const CallbackSample& sample,
                       const Candidate& candidate, const ChurnPolicy& policy, Date today) {
    if (sample.states.empty() && !sample.spent_min) return true;
    QIANTAI_TRY(const auto receipts, load_spending_of(context.database, candidate.id));
    const auto spending = fold_spending(receipts, candidate.joined_on, today, policy);
    const bool state = sample.states.empty() ||
                       std::ranges::find(sample.states, spending.state) != sample.states.end();
    return state && spending.spent >= sample.spent_min.value_or(spending.spent);
}

}  // namespace

Result<std::vector<Uuid>> choose_members(ServiceContext& context, const CallbackSample& sample,
                                         std::string_view seed) {
    QIANTAI_TRY(const auto today, business_date(context));
    QIANTAI_TRY(const auto text, load_policy(context, k_churn_policy));
    const auto policy = text ? parse_churn_policy(*text) : ChurnPolicy();
    QIANTAI_TRY(const auto candidates, load_candidates(context, sample));
    // In an order that nobody can foresee and every terminal finds.
    std::set<std::pair<Uuid, Uuid>> drawn;
    for (const auto& candidate : candidates) {
        const bool tier = sample.tiers.empty() ||
                          std::ranges::find(sample.tiers, candidate.tier) != sample.tiers.end();
        if (!tier) continue;
        QIANTAI_TRY(const bool fits, spends_so(context, sample, candidate, policy, today));
        if (!fits) continue;
        const auto lot = Uuid::derive(std::string(seed) + "\x1f" + candidate.id.text());
        drawn.emplace(lot, candidate.id);
    }
    auto count = (drawn.size() * static_cast<std::size_t>(sample.percent) + 99) / 100;
    if (sample.at_most > 0) count = std::min(count, static_cast<std::size_t>(sample.at_most));
    std::vector<Uuid> chosen;
    for (auto one = drawn.begin(); one != drawn.end() && chosen.size() < count; ++one) {
        chosen.push_back(one->second);
    }
    return chosen;
}

int hundredth_of(const Uuid& id) {
    const Uuid derived = Uuid::derive("callback_sample\x1f" + id.text());
    unsigned sum = 0;
    for (const auto byte : derived.bytes()) sum += byte;
    return static_cast<int>(sum % 100);
}

}  // namespace qiantai::domain

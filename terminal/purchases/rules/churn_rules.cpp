#include "terminal/purchases/rules/churn_rules.hpp"

#include "schema/base/described_json.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/chain_policies.hpp"

namespace qiantai::domain {

Result<ChurnRule> ChurnRules::rule(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(m_context.database, m_context.identity.store_code));
    auto& statement = m_context.database.cached(
        "SELECT value, effective_from FROM policy WHERE code = ? AND effective_from <= ?"
        " ORDER BY effective_from DESC, row_hlc DESC LIMIT 1");
    QIANTAI_TRY(
        const auto policy,
        sqlite::one(statement.bind(k_churn_policy, now), [offset](const sqlite::Statement& row) {
            return ChurnRule{parse_churn_policy(row.text(0)),
                             Date::of_time(row.integer(1), offset)};
        }));
    return policy.value_or(ChurnRule());
}

Result<ChurnRule> ChurnRules::put_in_force(const Session& session, const ChurnPolicy& days) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_policies));
    QIANTAI_TRY_STATUS(check_churn_policy(days));
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
        QIANTAI_TRY(const TimeMs now, record_time(m_context));
        QIANTAI_TRY_STATUS(insert_policy(m_context, session,
                                         {.code = std::string(k_churn_policy),
                                          .value_json = boost::json::serialize(to_json(days)),
                                          .effective_from = now}));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return rule(session);
}

}  // namespace qiantai::domain

#include "terminal/base/chain_policies.hpp"

#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"

namespace qiantai::domain {

Result<std::optional<std::string>> load_policy(ServiceContext& context, std::string_view code) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    return load_policy(context, code, now);
}

Result<std::optional<std::string>> load_policy(ServiceContext& context, std::string_view code,
                                               TimeMs at) {
    auto& statement = context.database.cached(
        "SELECT value FROM policy WHERE code = ? AND effective_from <= ?"
        " ORDER BY effective_from DESC, row_hlc DESC LIMIT 1");
    return sqlite::one(statement.bind(code, at), sqlite::text_column);
}

Result<Policy> insert_policy(ServiceContext& context, const Session& session, Policy policy) {
    QIANTAI_ASSERT(context.database.in_transaction());
    policy.id = context.new_id();
    QIANTAI_TRY(const TimeMs now, record_time(context));
    auto& statement = context.database.cached(
        "INSERT INTO policy (id, code, value, effective_from, created_at) VALUES (?, ?, ?, ?, ?)");
    statement.bind(policy.id, policy.code, policy.value_json, policy.effective_from, now);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(
        append_audit(context, &session,
                     {.action = "admin.save_policy",
                      .subject_entity = "policy",
                      .subject_id = policy.id.text(),
                      .detail = {{"code", policy.code},
                                 {"effective_from", format_utc(policy.effective_from)}}}));
    return policy;
}

Result<PhoneCountry> load_phone_country(ServiceContext& context) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    return load_phone_country(context, now);
}

Result<PhoneCountry> load_phone_country(ServiceContext& context, TimeMs at) {
    QIANTAI_TRY(const auto policy, load_policy(context, k_phone_country_policy, at));
    if (!policy) return PhoneCountry::mainland;
    return parse_phone_country(*policy).value_or(PhoneCountry::mainland);
}

}  // namespace qiantai::domain

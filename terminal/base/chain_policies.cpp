#include "terminal/base/chain_policies.hpp"

#include <fmt/format.h>

#include <set>

#include "schema/base/json_values.hpp"
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

Result<std::optional<std::string>> load_policy_known_at(ServiceContext& context,
                                                        std::string_view code, TimeMs at) {
    auto& statement = context.database.cached(
        "SELECT value FROM policy WHERE code = ?1 AND effective_from <= ?2 AND created_at <= ?2"
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

Result<PolicyCourse> load_policy_course(ServiceContext& context, std::string_view code) {
    auto& database = context.database;
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY(const int offset, load_utc_offset_minutes(database, context.identity.store_code));
    const auto read = [offset](const sqlite::Statement& row) {
        return DatedPolicy{std::string(row.text(0)), Date::of_time(row.integer(1), offset)};
    };
    PolicyCourse course;
    auto& standing = database.cached(
        "SELECT value, effective_from FROM policy WHERE code = ? AND effective_from <= ?"
        " ORDER BY effective_from DESC, row_hlc DESC LIMIT 1");
    QIANTAI_TRY(course.in_force, sqlite::one(standing.bind(code, now), read));
    auto& announced = database.cached(
        "SELECT value, effective_from FROM policy WHERE code = ? AND effective_from > ?"
        " ORDER BY effective_from, row_hlc DESC LIMIT 1");
    QIANTAI_TRY(course.coming, sqlite::one(announced.bind(code, now), read));
    return course;
}

Result<std::string> new_policy_version(sqlite::Database& database, std::string_view code,
                                       Date from) {
    auto& statement = database.cached("SELECT value FROM policy WHERE code = ?");
    std::set<std::string> taken;
    QIANTAI_TRY_STATUS(sqlite::each(statement.bind(code), [&](const sqlite::Statement& row) {
        const auto value = parse_json_object(row.text(0));
        if (value) taken.insert(find_text(*value, "version").value_or(""));
    }));
    auto version = from.text();
    for (int i = 2; taken.contains(version); ++i) version = fmt::format("{}-{}", from.text(), i);
    return version;
}

Result<TimeMs> policy_start(ServiceContext& context, Date from, const Moment& now) {
    if (from == now.today) return now.at;
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    constexpr TimeMs k_minute_ms = 60'000;
    return utc_day_start(from) - offset * k_minute_ms;
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

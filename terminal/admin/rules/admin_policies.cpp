#include "terminal/admin/rules/admin_policies.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/admin/rules/admin_stores.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/calendars/rules/calendars.hpp"
#include "terminal/members/rules/consent_text.hpp"
#include "terminal/tickets/rules/ticket_choices.hpp"
#include "terminal/tickets/rules/ticket_retention.hpp"
#include "terminal/tickets/rules/ticket_times.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_tier_code_length_max = 20, k_tier_name_length_max = 40;
constexpr std::size_t k_policy_code_length_max = 60, k_policy_value_bytes_max = 4000;
constexpr std::int64_t k_rank_max = 1000, k_valid_months_max = 1200;

Result<Tier> checked(const Manifest& manifest, const Tier& given) {
    Tier tier = given;
    if (!is_setup_code(tier.code, k_tier_code_length_max)) {
        return make_error(k_code_malformed_for_setup, {}, "code");
    }
    QIANTAI_TRY(tier.name, normalise_note(given.name, k_tier_name_length_max, "name"));
    if (tier.name.empty()) return make_error(k_setup_value_malformed, "empty", "name");
    if (tier.rank < 0 || tier.rank > k_rank_max) {
        return make_error(k_setup_value_malformed, "0 to 1000", "rank");
    }
    if (tier.valid_months < 0 || tier.valid_months > k_valid_months_max) {
        return make_error(k_setup_value_malformed, "0 to 1200", "valid_months");
    }
    if (tier.spend_min_fen.value_or(0) < 0) {
        return make_error(k_setup_value_malformed, "not below 0", "spend_min_fen");
    }
    QIANTAI_TRY_STATUS(check_column(manifest, "tier", "status", tier.status.text()));
    return tier;
}

Result<std::optional<Uuid>> find_tier(sqlite::Database& database, std::string_view code) {
    auto& statement = database.cached("SELECT id FROM tier WHERE code = ? ORDER BY id LIMIT 1");
    statement.bind(code);
    return sqlite::one(statement, sqlite::id_column);
}

}  // namespace

Result<std::vector<Tier>> AdminTiers::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    return load_tiers(m_context.database, TierFilter::all);
}

Result<Tier> AdminTiers::save(const Session& session, const Tier& given) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_tiers));
    QIANTAI_TRY(auto tier, checked(m_context.manifest, given));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto known, find_tier(m_context.database, tier.code));
    tier.id = known.value_or(m_context.new_id());
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    auto& statement = m_context.database.cached(
        "INSERT INTO tier (id, code, name, rank, spend_min_fen, valid_months, status, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " rank = excluded.rank, spend_min_fen = excluded.spend_min_fen,"
        " valid_months = excluded.valid_months, status = excluded.status");
    statement.bind(tier.id, tier.code, tier.name, tier.rank, tier.spend_min_fen, tier.valid_months,
                   tier.status.text(), now);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session,
                     {.action = "admin.save_tier",
                      .subject_entity = "tier",
                      .subject_id = tier.id.text(),
                      .detail = {{"code", tier.code}, {"status", tier.status.text()}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return tier;
}

Result<std::vector<Policy>> AdminPolicies::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    auto& statement = m_context.database.cached(
        "SELECT id, code, value, effective_from FROM policy ORDER BY code, effective_from DESC, "
        "row_hlc DESC");
    return sqlite::all(statement, [&](const sqlite::Statement& row) {
        return Policy{row.uuid(0), std::string(row.text(1)), std::string(row.text(2)),
                      row.integer(3)};
    });
}

Result<Policy> AdminPolicies::save(const Session& session, const Policy& given) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_policies));
    Policy policy = given;
    if (!is_setup_code(policy.code, k_policy_code_length_max)) {
        return make_error(k_code_malformed_for_setup, {}, "code");
    }
    const auto value = parse_json(given.value_json);
    if (!value || value->is_null())
        return make_error(k_setup_value_malformed, "a JSON value", "value");
    policy.value_json = boost::json::serialize(*value);
    if (policy.value_json.size() > k_policy_value_bytes_max) {
        return make_error(k_setup_value_malformed, "at most 4000 bytes", "value");
    }
    if (policy.code == k_consent_text_policy) QIANTAI_TRY_STATUS(check_consent_policy(*value));
    if (policy.code == k_phone_country_policy && !parse_phone_country(policy.value_json)) {
        return make_error(k_setup_value_malformed, R"({"country": "CN", "HK", "MO" or "TW"})",
                          "value");
    }
    if (is_calendar_policy(policy.code)) {
        QIANTAI_TRY_STATUS(check_calendar_policy(policy.code, policy.value_json));
    }
    if (policy.code == k_ticket_retention_policy) {
        QIANTAI_TRY_STATUS(check_ticket_retention(policy.value_json));
    }
    if (policy.code == k_ticket_times_policy) {
        QIANTAI_TRY_STATUS(check_ticket_times(policy.value_json));
    }
    if (policy.code == k_ticket_choices_policy) {
        QIANTAI_TRY_STATUS(check_ticket_choices(policy.value_json));
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(policy, insert_policy(m_context, session, std::move(policy)));
    QIANTAI_TRY_STATUS(transaction.commit());
    return policy;
}

}  // namespace qiantai::domain

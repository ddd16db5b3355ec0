#include "terminal/purchases/rules/tier_forecasts.hpp"

#include <map>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/facts.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"
#include "terminal/purchases/rules/tiers.hpp"
#include "terminal/purchases/rules/tiers_sql.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_forecast_most = 10'000;

/// How far the counting has come. Local, so that a till that is switched off goes on where it was.
struct ForecastProgress {
    std::string rule_version{};
    Uuid after{};  ///< members up to here are counted
    std::vector<TierMove> moves{};
};
QIANTAI_DESCRIBE(ForecastProgress, "", rule_version, after, moves)

Result<ForecastProgress> load_forecast_progress(sqlite::Database& database,
                                                const std::string& version) {
    QIANTAI_TRY(const auto text,
                sqlite::load_fact_text(database, sqlite::fact::k_tier_forecast_progress));
    if (const auto json = parse_json_object(text.value_or(""))) {
        auto progress = from_json<ForecastProgress>(*json);
        if (progress && progress->rule_version == version) return std::move(*progress);
    }
    return ForecastProgress{.rule_version = version};
}

/// The same at every till of the store.
Uuid forecast_id(const std::string& store_code, const std::string& version) {
    return Uuid::derive("tier_forecast\x1f" + store_code + "\x1f" + version,
                        Cell::of_store(store_code));
}

struct TierOfMember {
    Uuid id;
    std::string tier;
};
/// Own members who ever bought, those after `after` by their ids.
Result<std::vector<TierOfMember>> load_buyers(ServiceContext& context, const Uuid& after,
                                              int limit) {
    auto& statement = context.database.cached(
        "SELECT id, tier_code FROM member WHERE id > ? AND store_code = ? AND status <> 'erased'"
        " AND merged_into IS NULL"
        " AND EXISTS (SELECT 1 FROM purchase p WHERE p.member_id = member.id) ORDER BY id LIMIT ?");
    statement.bind(after, context.identity.store_code, limit);
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        return TierOfMember{row.uuid(0), std::string(row.text(1))};
    });
}

Status count_moves(sqlite::Database& database, const TierRule& rule, Date today,
                   std::span<const TierOfMember> members, std::vector<TierMove>& moves) {
    std::map<std::pair<std::string, std::string>, int> counted;
    for (const auto& move : moves) counted[{move.from_tier, move.to_tier}] += move.members;
    for (const auto& [id, tier] : members) {
        QIANTAI_TRY(const auto history, load_tier_history(database, id));
        QIANTAI_TRY(const auto receipts, load_spending_of(database, id));
        const auto changes = decide_tier(rule, tier, history, receipts, today);
        ++counted[{tier, changes.empty() ? tier : changes.back().to_tier}];
    }
    moves.clear();
    for (const auto& [tiers, count] : counted) moves.push_back({tiers.first, tiers.second, count});
    return {};
}

Status write_forecast(ServiceContext& context, const Session& session, Date today,
                      const ForecastProgress& progress) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    StoreForecast row{.id = forecast_id(context.identity.store_code, progress.rule_version),
                      .store_code = context.identity.store_code,
                      .rule_version = progress.rule_version,
                      .moves = moves_text(progress.moves),
                      .as_of = today,
                      .created_by = session.staff_number,
                      .created_at = now};
    for (const auto& move : progress.moves) row.members += move.members;
    QIANTAI_TRY_STATUS(sqlite::insert(context.database, row));
    return append_audit(context, &session,
                        {.action = "tiers.run_forecast",
                         .subject_entity = "tier_forecast",
                         .subject_id = row.id.text(),
                         .detail = {{"rule", row.rule_version}}});
}

}  // namespace

Result<std::optional<ComingRule>> load_coming_rule(ServiceContext& context) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    auto& statement = context.database.cached(
        "SELECT value, effective_from FROM policy WHERE code = ? AND effective_from > ?"
        " ORDER BY effective_from, row_hlc DESC LIMIT 1");
    QIANTAI_TRY(const auto next, sqlite::one(statement.bind(k_tier_rule_policy, now),
                                             [offset](const sqlite::Statement& row) {
                                                 return std::pair(
                                                     parse_tier_rule(row.text(0)),
                                                     Date::of_time(row.integer(1), offset));
                                             }));
    if (!next || !next->first) return std::optional<ComingRule>();
    return std::optional(ComingRule{*next->first, next->second});
}

Result<std::vector<TierMove>> Tiers::what_if(const Session& session, const TierRule& rule) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_assign));
    QIANTAI_TRY_STATUS(check_tier_rule(rule));
    auto& database = m_context.database;
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    for (const auto& step : rule.steps) {
        QIANTAI_TRY_STATUS(load_tier(database, step.tier));
    }
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto members, load_buyers(m_context, Uuid(), -1));
    std::vector<TierMove> moves;
    QIANTAI_TRY_STATUS(count_moves(database, rule, today, members, moves));
    return moves;
}

Result<TierForecastRun> TierForecasts::run(const Session& session, int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tiers_run));
    const int most = std::clamp(limit, 1, k_forecast_most);
    auto& database = m_context.database;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto coming, load_coming_rule(m_context));
    TierForecastRun run;
    if (!coming) return run;
    auto& known = database.cached("SELECT 1 FROM tier_forecast WHERE id = ?");
    const auto id = forecast_id(m_context.identity.store_code, coming->rule.version);
    QIANTAI_TRY(const bool is_there, sqlite::any(known.bind(id)));
    if (is_there) return run;
    QIANTAI_TRY(auto progress, load_forecast_progress(database, coming->rule.version));
    QIANTAI_TRY(const auto members, load_buyers(m_context, progress.after, most));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY_STATUS(count_moves(database, coming->rule, today, members, progress.moves));
    run.looked_at = static_cast<int>(members.size());
    run.more = run.looked_at == most;
    if (run.more) {
        progress.after = members.back().id;
        QIANTAI_TRY_STATUS(sqlite::save_fact(database, sqlite::fact::k_tier_forecast_progress,
                                             boost::json::serialize(to_json(progress))));
    } else {
        QIANTAI_TRY_STATUS(write_forecast(m_context, session, today, progress));
        QIANTAI_TRY_STATUS(sqlite::remove_fact(database, sqlite::fact::k_tier_forecast_progress));
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return run;
}

Result<TierForecast> TierForecasts::sum(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_policies));
    auto& database = m_context.database;
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto coming, load_coming_rule(m_context));
    if (!coming) return TierForecast();
    static const auto sql =
        sqlite::select_of<StoreForecast>("WHERE rule_version = ? ORDER BY store_code, id");
    QIANTAI_TRY(const auto rows, sqlite::all(database.cached(sql).bind(coming->rule.version),
                                             sqlite::read_row<StoreForecast>));
    auto& stores = database.cached(
        "SELECT code FROM store WHERE status = 'open' AND code <> ? AND NOT EXISTS"
        " (SELECT 1 FROM tier_forecast f WHERE f.store_code = store.code AND f.rule_version = ?)"
        " ORDER BY code");
    stores.bind(m_context.identity.store_code, coming->rule.version);
    auto forecast = sum_forecasts(rows);
    forecast.rule_version = coming->rule.version;
    forecast.from = coming->from;
    QIANTAI_TRY(forecast.missing, sqlite::all(stores, sqlite::text_column));
    return forecast;
}

}  // namespace qiantai::domain

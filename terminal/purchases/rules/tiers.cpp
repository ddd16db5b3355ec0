#include "terminal/purchases/rules/tiers.hpp"

#include "schema/base/described_json.hpp"
#include "schema/sqlite/facts.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"
#include "terminal/purchases/rules/tiers_sql.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_tier_run_max = 10'000, k_falling_max = 200;

Result<std::optional<TierRule>> load_tier_rule(ServiceContext& context) {
    QIANTAI_TRY(const auto policy, load_policy(context, k_tier_rule_policy));
    return policy ? parse_tier_rule(*policy) : std::optional<TierRule>();
}

Status set_tier(sqlite::Database& database, const Uuid& member, const std::string& tier) {
    return database.cached("UPDATE member SET tier_code = ? WHERE id = ?").bind(tier, member).run();
}

/// The same at every till that finds the same on the same day.
Uuid tier_change_id(const TierChange& change, std::size_t nth) {
    const auto text = fmt::format("tier_change\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}",
                                  change.member_id.text(), change.kind.text(), change.from_tier,
                                  change.to_tier, change.business_date.text(),
                                  change.sum.value_or(Fen()).count(), change.rule_version, nth);
    return Uuid::derive(utc_day_start(change.business_date), text,
                        Cell::of_store(change.store_code));
}

Status write_tier_change(ServiceContext& context, const Session& session,
                         const TierChange& change) {
    QIANTAI_TRY_STATUS(sqlite::insert(context.database, change));
    AuditEntry entry = about_member("tiers.change", change.member_id);
    entry.detail["kind"] = change.kind.text();
    entry.detail["from"] = change.from_tier;
    entry.detail["to"] = change.to_tier;
    if (!change.reason.empty()) entry.detail["reason"] = change.reason;
    return append_audit(context, &session, entry);
}

/// A rule that was not applied here yet may want something of everybody who ever bought.
Status make_all_due(ServiceContext& context, const std::string& rule_json) {
    auto& database = context.database;
    QIANTAI_TRY(const auto applied,
                sqlite::load_fact_text(database, sqlite::fact::k_tier_rule_applied));
    if (applied == rule_json) return {};
    auto& statement = database.cached(
        "INSERT INTO tier_due (member_id) SELECT id FROM member WHERE store_code = ?"
        " AND status <> 'erased' AND merged_into IS NULL"
        " AND EXISTS (SELECT 1 FROM purchase p WHERE p.member_id = member.id)"
        " AND NOT EXISTS (SELECT 1 FROM tier_due d WHERE d.member_id = member.id)");
    QIANTAI_TRY_STATUS(statement.bind(context.identity.store_code).run());
    return sqlite::save_fact(database, sqlite::fact::k_tier_rule_applied, rule_json);
}

/// Members of this store that the rule may want something of: whose receipts are new, then whose
/// window ends or whose day of the fall has come.
Result<std::vector<Uuid>> load_tier_due(ServiceContext& context, const TierRule& rule, Date today,
                                        int limit) {
    auto& news = context.database.cached("SELECT member_id FROM tier_due LIMIT ?");
    QIANTAI_TRY(auto due, sqlite::all(news.bind(limit), sqlite::id_column));
    const int left = limit - static_cast<int>(due.size());
    if (left <= 0) return due;
    auto& ends = context.database.cached(
        "SELECT member_id FROM tier_change WHERE store_code = ?1 AND keeps_until <= ?2"
        " AND row_hlc = (SELECT max(row_hlc) FROM tier_change l WHERE"
        " l.member_id = tier_change.member_id AND l.kind <> 'unlock')"
        " AND (falls_on IS NULL OR falls_on <= ?3)"
        " AND NOT EXISTS (SELECT 1 FROM tier_due d WHERE d.member_id = tier_change.member_id)"
        " GROUP BY member_id LIMIT ?4");
    ends.bind(context.identity.store_code, today.plus_days(rule.notice_days - 1).text(),
              today.text(), left);
    QIANTAI_TRY(const auto ended, sqlite::all(ends, sqlite::id_column));
    due.insert(due.end(), ended.begin(), ended.end());
    return due;
}

void count_change(TierRun& run, const TierChange& change) {
    if (change.kind == TierChangeKind::rise) ++run.rose;
    if (change.kind == TierChangeKind::undo_rise) ++run.undone;
    if (change.kind == TierChangeKind::notice) ++run.noticed;
    if (change.kind == TierChangeKind::keep) ++run.kept;
    if (change.kind == TierChangeKind::fall) ++run.fell;
}

}  // namespace

Result<std::vector<TierChange>> load_tier_history(sqlite::Database& database, const Uuid& member) {
    static const auto sql =
        sqlite::select_of<TierChange>("WHERE member_id = ? ORDER BY row_hlc, id");
    return sqlite::all(database.cached(sql).bind(member), sqlite::read_row<TierChange>);
}

Result<std::vector<TierChange>> apply_tier_rule(ServiceContext& context, const Session& session,
                                                const Uuid& member_id) {
    auto& database = context.database;
    QIANTAI_ASSERT(database.in_transaction());
    QIANTAI_TRY(const Uuid standing, resolve_merged(database, member_id));
    for (const Uuid& done : {member_id, standing}) {
        QIANTAI_TRY_STATUS(
            database.cached("DELETE FROM tier_due WHERE member_id = ?").bind(done).run());
    }
    std::vector<TierChange> none;
    const auto member = load_member(database, standing);
    if (!member) {
        if (member.error().kind == &k_member_not_found) return none;
        return member.error();
    }
    const bool own = member->store_code == context.identity.store_code;
    if (!own || member->status == MemberStatus::erased || member->merged_into) return none;
    QIANTAI_TRY(const auto rule, load_tier_rule(context));
    if (!rule) return none;
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY(const auto today, business_date(context, now));
    QIANTAI_TRY(const auto history, load_tier_history(database, standing));
    QIANTAI_TRY(const auto receipts, load_spending_of(database, standing));
    auto changes = decide_tier(*rule, member->tier_code, history, receipts, today);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto& change = changes[i];
        change.store_code = member->store_code;
        change.member_id = standing;
        change.created_by = session.staff_number;
        change.created_at = now;
        change.id = tier_change_id(change, i + history.size());
        QIANTAI_TRY_STATUS(write_tier_change(context, session, change));
    }
    const bool moved = !changes.empty() && changes.back().to_tier != member->tier_code;
    if (moved) QIANTAI_TRY_STATUS(set_tier(database, standing, changes.back().to_tier));
    return changes;
}

Result<TierReport> Tiers::report(const Session& session, const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_keep));
    auto& database = m_context.database;
    QIANTAI_TRY(const Uuid standing, resolve_merged(database, member_id));
    QIANTAI_TRY(const auto member, load_member(database, standing));
    QIANTAI_TRY(auto history, load_tier_history(database, standing));
    const auto state = fold_tier(history);
    TierReport report{.tier = member.tier_code,
                      .keeps_until = state.keeps_until,
                      .falls_on = state.falls_on,
                      .locked = state.locked};
    QIANTAI_TRY(report.tier_name, load_tier_name(database, report.tier));
    std::ranges::reverse(history);
    report.history = std::move(history);
    QIANTAI_TRY(const auto rule, load_tier_rule(m_context));
    if (!rule) return report;
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto receipts, load_spending_of(database, standing));
    report.rule_version = rule->version;
    report.counts_from = window_start(*rule, today);
    report.sum = sum_in_window(receipts, *report.counts_from, today);
    const auto step = std::ranges::find(rule->steps, report.tier, &TierStep::tier);
    if (step == rule->steps.end()) return report;
    if (report.keeps_until && step != rule->steps.begin()) {
        const Date last = report.falls_on ? report.falls_on->plus_days(-1) : *report.keeps_until;
        report.keep_missing =
            std::max(Fen(), step->keep - sum_in_window(receipts, window_start(*rule, last), last));
    }
    if (step + 1 == rule->steps.end()) return report;
    report.next_tier = (step + 1)->tier;
    QIANTAI_TRY(report.next_tier_name, load_tier_name(database, report.next_tier));
    report.missing = std::max(Fen(), (step + 1)->rise - report.sum);
    return report;
}

Result<TierRun> Tiers::run(const Session& session, int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tiers_run));
    const int most = std::clamp(limit, 1, k_tier_run_max);
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto policy, load_policy(m_context, k_tier_rule_policy));
    const auto rule = policy ? parse_tier_rule(*policy) : std::optional<TierRule>();
    if (!rule) return make_error(k_tier_no_rule);
    QIANTAI_TRY_STATUS(make_all_due(m_context, *policy));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(auto due, load_tier_due(m_context, *rule, today, most + 1));
    TierRun run{.more = due.size() > static_cast<std::size_t>(most)};
    if (run.more) due.pop_back();
    for (const Uuid& member : due) {
        QIANTAI_TRY(const auto changes, apply_tier_rule(m_context, session, member));
        ++run.looked_at;
        for (const auto& change : changes) count_change(run, change);
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return run;
}

Result<std::vector<FallingMember>> Tiers::falling(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tiers_run));
    auto& database = m_context.database;
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto rule, load_tier_rule(m_context));
    std::vector<FallingMember> falling;
    if (!rule) return falling;
    auto& statement = database.cached(
        "SELECT member_id, falls_on FROM tier_change AS n WHERE store_code = ?1"
        " AND falls_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tier_change l"
        " WHERE l.member_id = n.member_id AND l.row_hlc > n.row_hlc AND l.kind <> 'unlock')"
        " ORDER BY falls_on, member_id LIMIT ?2");
    statement.bind(m_context.identity.store_code, k_falling_max);
    QIANTAI_TRY(const auto due, sqlite::all(statement, [](const sqlite::Statement& row) {
                    return std::pair(row.uuid(0), Date::of_text(row.text(1)));
                }));
    for (const auto& [id, falls_on] : due) {
        QIANTAI_TRY(auto member, load_member(database, id));
        const auto step = std::ranges::find(rule->steps, member.tier_code, &TierStep::tier);
        if (step == rule->steps.end() || member.merged_into) continue;
        QIANTAI_TRY(const auto receipts, load_spending_of(database, id));
        const Date last = falls_on.plus_days(-1);
        FallingMember line{.member_id = id, .tier = member.tier_code, .falls_on = falls_on};
        line.missing =
            std::max(Fen(), step->keep - sum_in_window(receipts, window_start(*rule, last), last));
        QIANTAI_TRY(line.tier_name, load_tier_name(database, member.tier_code));
        const auto shown = masked_for(session, std::move(member));
        line.name = shown.name;
        line.phone = shown.phone;
        falling.push_back(std::move(line));
    }
    return falling;
}

Result<TierReport> Tiers::save(const Session& session, const Member& member, TierChange change,
                               sqlite::Transaction& transaction) {
    change.id = m_context.new_id();
    change.store_code = member.store_code;
    change.member_id = member.id;
    change.from_tier = member.tier_code;
    change.created_by = session.staff_number;
    QIANTAI_TRY(change.created_at, record_time(m_context));
    QIANTAI_TRY(change.business_date, business_date(m_context, change.created_at));
    QIANTAI_TRY_STATUS(write_tier_change(m_context, session, change));
    if (change.to_tier != member.tier_code) {
        QIANTAI_TRY_STATUS(set_tier(m_context.database, member.id, change.to_tier));
    }
    QIANTAI_TRY(auto report, this->report(session, member.id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return report;
}

Result<TierReport> Tiers::set_by_hand(const Session& session, const Uuid& member_id,
                                      std::string_view tier, bool locked, std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_assign));
    TierChange change{.kind = TierChangeKind::by_hand, .locked = locked};
    QIANTAI_TRY(change.reason,
                normalise_reason(reason, k_purchase_reason_length_max, k_tier_reason_missing));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, member_id));
    QIANTAI_TRY(const auto wanted, load_tier(m_context.database, std::string(tier)));
    change.to_tier = wanted.code;
    QIANTAI_TRY(const auto rule, load_tier_rule(m_context));
    if (rule && !locked) {
        QIANTAI_TRY(const auto today, business_date(m_context));
        change.keeps_until = today.plus_months(rule->window_months);
        change.rule_version = rule->version;
    }
    return save(session, member, std::move(change), transaction);
}

Result<TierReport> Tiers::unlock(const Session& session, const Uuid& member_id,
                                 std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_assign));
    TierChange change{.kind = TierChangeKind::unlock};
    QIANTAI_TRY(change.reason,
                normalise_reason(reason, k_purchase_reason_length_max, k_tier_reason_missing));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, member_id));
    QIANTAI_TRY(const auto history, load_tier_history(m_context.database, member.id));
    if (!fold_tier(history).locked) return make_error(k_tier_not_locked, {}, "member_id");
    change.to_tier = member.tier_code;
    return save(session, member, std::move(change), transaction);
}

Result<TierRules> Tiers::rules(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    QIANTAI_TRY(const auto course, load_policy_course(m_context, k_tier_rule_policy));
    TierRules rules;
    if (course.in_force) rules.in_force = parse_tier_rule(course.in_force->value_json);
    if (rules.in_force) rules.since = course.in_force->since;
    if (course.coming) rules.coming = parse_tier_rule(course.coming->value_json);
    if (rules.coming) rules.from = course.coming->since;
    return rules;
}

Result<TierRules> Tiers::put_in_force(const Session& session, const TierRule& rule, Date from) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_policies));
    auto& database = m_context.database;
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
        QIANTAI_TRY(const auto now, load_moment(m_context));
        if (from < now.today || now.today.days_until(from) > k_tier_rule_ahead_max_days) {
            return make_error(k_tier_rule_date_malformed, {}, "from");
        }
        TierRule made = rule;
        QIANTAI_TRY(made.version, new_policy_version(database, k_tier_rule_policy, from));
        QIANTAI_TRY_STATUS(check_tier_rule(made));
        for (const auto& step : made.steps) {
            QIANTAI_TRY_STATUS(load_tier(database, step.tier));
        }
        QIANTAI_TRY(const TimeMs since, policy_start(m_context, from, now));
        QIANTAI_TRY_STATUS(insert_policy(m_context, session,
                                         {.code = std::string(k_tier_rule_policy),
                                          .value_json = boost::json::serialize(to_json(made)),
                                          .effective_from = since}));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return rules(session);
}

}  // namespace qiantai::domain

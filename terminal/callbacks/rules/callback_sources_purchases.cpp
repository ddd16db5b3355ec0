// Receipts, and that no more of them come.

#include <fmt/format.h>

#include <set>

#include "terminal/base/chain_policies.hpp"
#include "terminal/callbacks/rules/callback_sources.hpp"
#include "terminal/callbacks/rules/callbacks_sql.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"

namespace qiantai::domain {
namespace {

Result<std::vector<CallbackOccasion>> find_receipts(ServiceContext& context,
                                                    const CallbackRule& rule, const DaySpan& days) {
    auto& statement = context.database.cached(
        "SELECT p.id, p.member_id, p.business_date FROM purchase p WHERE p.store_code = ?1"
        " AND p.business_date BETWEEN ?2 AND ?3 AND p.kind = 'sale' AND p.amount >= ?4"
        " AND p.member_id IS NOT NULL AND p.undone_at IS NULL"
        " AND ifnull((SELECT sum(r.amount) FROM purchase r WHERE r.refund_of = p.id"
        " AND r.undone_at IS NULL), 0) < p.amount");
    statement.bind(context.identity.store_code, days.first.text(), days.last.text(),
                   rule.amount_min.count());
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        const auto day = Date::of_text(row.text(2));
        return CallbackOccasion{.member_id = row.uuid(1),
                                .day = day,
                                .fact = row.uuid(0).text(),
                                .source_id = row.uuid(0),
                                .occasion_on = day};
    });
}

/// The receipt was taken back.
Result<bool> is_receipt_gone(ServiceContext& context, const CallbackTask& task) {
    if (!task.source_id) return false;
    auto& statement =
        context.database.cached("SELECT 1 FROM purchase WHERE id = ? AND undone_at IS NOT NULL");
    return sqlite::any(statement.bind(*task.source_id));
}

Result<ChurnPolicy> load_churn_policy(ServiceContext& context) {
    QIANTAI_TRY(const auto policy, load_policy(context, k_churn_policy));
    return policy ? parse_churn_policy(*policy) : ChurnPolicy();
}

/// Whose last day in the shop may be one of these: who bought then, at whatever store, or joined.
/// The store's own members.
Result<std::set<Uuid>> load_seen_on(ServiceContext& context, const DaySpan& days) {
    std::set<Uuid> seen;
    const auto take = [&](const sqlite::Statement& row) { seen.insert(row.uuid(0)); };
    // By store, so that the index of a store's days serves.
    auto& bought = context.database.cached(
        "SELECT DISTINCT p.member_id FROM store s CROSS JOIN purchase p"
        " ON p.store_code = s.code AND p.business_date BETWEEN ?1 AND ?2"
        " WHERE p.member_id IS NOT NULL AND p.undone_at IS NULL");
    QIANTAI_TRY_STATUS(sqlite::each(bought.bind(days.first.text(), days.last.text()), take));
    auto& joined = context.database.cached(
        "SELECT id FROM member WHERE store_code = ? AND joined_on BETWEEN ? AND ?");
    joined.bind(context.identity.store_code, days.first.text(), days.last.text());
    QIANTAI_TRY_STATUS(sqlite::each(joined, take));
    return seen;
}

Result<Date> load_last_seen_day(ServiceContext& context, const Member& member) {
    QIANTAI_TRY(const auto receipts, load_spending_of(context.database, member.id));
    const auto joined = Date::of_text(member.joined_on);
    // What state it is says nothing of the day.
    return fold_spending(receipts, joined, joined, {}).last_visit.value_or(joined);
}

/// Members who were in the shop for the last time so long ago that the day after `quiet_days` is
/// one of `days`.
Result<std::vector<CallbackOccasion>> find_quiet(ServiceContext& context, int quiet_days,
                                                 const DaySpan& days) {
    const int turn = quiet_days + 1;
    const DaySpan seen_days{days.first.plus_days(-turn), days.last.plus_days(-turn)};
    QIANTAI_TRY(const auto seen, load_seen_on(context, seen_days));
    std::vector<CallbackOccasion> found;
    for (const Uuid& id : seen) {
        const auto member = load_member(context.database, id);
        if (!member && member.error().kind == &k_member_not_found) continue;
        if (!member) return member.error();
        const bool own = member->store_code == context.identity.store_code &&
                         member->status == MemberStatus::active && !member->merged_into;
        if (!own) continue;
        QIANTAI_TRY(const auto last, load_last_seen_day(context, *member));
        if (!seen_days.contains(last)) continue;
        found.push_back({.member_id = id,
                         .day = last.plus_days(turn),
                         .fact = last.text(),
                         .occasion_on = last});
    }
    return found;
}

Result<std::vector<CallbackOccasion>> find_asleep(ServiceContext& context, const CallbackRule&,
                                                  const DaySpan& days) {
    QIANTAI_TRY(const auto policy, load_churn_policy(context));
    return find_quiet(context, policy.active_days, days);
}

Result<std::vector<CallbackOccasion>> find_lost(ServiceContext& context, const CallbackRule&,
                                                const DaySpan& days) {
    QIANTAI_TRY(const auto policy, load_churn_policy(context));
    return find_quiet(context, policy.warned_days, days);
}

/// The member was in the shop again.
Result<bool> is_back(ServiceContext& context, const CallbackTask& task) {
    if (!task.occasion_on) return false;
    QIANTAI_TRY(const auto member, find_called(context.database, task));
    if (!member) return true;
    QIANTAI_TRY(const auto last, load_last_seen_day(context, *member));
    return last > *task.occasion_on;
}

}  // namespace

CallbackSource purchase_source() {
    return {CallbackKind::purchase, find_receipts, is_receipt_gone};
}
CallbackSource asleep_source() {
    return {CallbackKind::asleep, find_asleep, is_back};
}
CallbackSource lost_source() {
    return {CallbackKind::lost, find_lost, is_back};
}

}  // namespace qiantai::domain

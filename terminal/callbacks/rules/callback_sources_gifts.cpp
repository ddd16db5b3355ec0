// Gifts that were given to members: a few are asked whether they arrived (礼品抽查).

#include "terminal/callbacks/rules/callback_sample.hpp"
#include "terminal/callbacks/rules/callback_sources.hpp"

namespace qiantai::domain {
namespace {

Result<std::vector<CallbackOccasion>> find_issuances(ServiceContext& context,
                                                     const CallbackRule& rule,
                                                     const DaySpan& days) {
    auto& statement = context.database.cached(
        "SELECT i.id, i.member_id, i.business_date, (SELECT group_concat(g.name, '、')"
        " FROM issuance_line l JOIN gift g ON g.id = l.gift_id WHERE l.issuance_id = i.id)"
        " FROM issuance i WHERE i.store_code = ?1 AND i.business_date BETWEEN ?2 AND ?3"
        " AND i.member_id IS NOT NULL");
    statement.bind(context.identity.store_code, days.first.text(), days.last.text());
    std::vector<CallbackOccasion> found;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        const Uuid id = row.uuid(0);
        if (hundredth_of(id) >= rule.percent) return;
        const auto day = Date::of_text(row.text(2));
        found.push_back({.member_id = row.uuid(1),
                         .day = day,
                         .fact = id.text(),
                         .source_id = id,
                         .occasion_on = day,
                         .matter = short_matter(row.text(3))});
    }));
    return found;
}

/// Nothing of it is with the member any more.
Result<bool> is_taken_back(ServiceContext& context, const CallbackTask& task) {
    if (!task.source_id) return false;
    auto& statement = context.database.cached(
        "SELECT 1 WHERE (SELECT sum(pieces) FROM issuance_line WHERE issuance_id = ?1)"
        " <= (SELECT sum(pieces) FROM issuance_return WHERE issuance_id = ?1)");
    return sqlite::any(statement.bind(*task.source_id));
}

}  // namespace

CallbackSource gift_check_source() {
    return {CallbackKind::gift_check, find_issuances, is_taken_back};
}

}  // namespace qiantai::domain

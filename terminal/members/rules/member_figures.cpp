#include "terminal/members/rules/member_figures.hpp"

#include "schema/sqlite/rows.hpp"
#include "terminal/members/rules/member_conflicts.hpp"
#include "terminal/members/rules/member_lists.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

/// Whom every figure of registrations counts: a person, not a record. Who was erased is none any
/// more, and who was registered twice is one.
constexpr std::string_view k_is_counted = "status <> 'erased' AND merged_into IS NULL";

}  // namespace

Status MemberFigures::count_new(const Session& session, MembersToday& figures) {
    const auto today = Date::of_text(figures.business_date);
    // At headquarters the stores are named one by one, so that the index by store serves them too.
    static const auto sql = fmt::format(
        "SELECT count(*), ifnull(sum(joined_on = ?2), 0), ifnull(sum(created_by = ?4), 0),"
        " ifnull(sum(joined_on = ?2 AND created_by = ?4), 0) FROM member"
        " WHERE store_code IN (SELECT ?1 UNION SELECT code FROM store WHERE ?5)"
        " AND joined_on BETWEEN ?3 AND ?2 AND {}",
        k_is_counted);
    auto& statement = m_context.database.cached(sql);
    statement.bind(m_context.identity.store_code, today.text(), today.month_start().text(),
                   session.staff_number, m_context.identity.is_headquarters() ? 1 : 0);
    return sqlite::each(statement, [&](const sqlite::Statement& row) {
        figures.new_this_month = row.integer(0);
        figures.new_today = row.integer(1);
        figures.new_this_month_own = row.integer(2);
        figures.new_today_own = row.integer(3);
    });
}

Status MemberFigures::count_cases(MembersToday& figures) {
    auto& statement = m_context.database.cached(
        "SELECT ifnull(sum(kind = 'duplicate'), 0), ifnull(sum(kind = 'column'), 0)"
        " FROM member_conflict WHERE status = 'open' AND store_code = ?");
    statement.bind(m_context.identity.store_code);
    QIANTAI_TRY(const auto shared, load_shared_phones(m_context));
    return sqlite::each(statement, [&](const sqlite::Statement& row) {
        figures.open_duplicates = row.integer(0) + std::ssize(shared);
        figures.open_conflicts = row.integer(1);
    });
}

Result<MembersToday> MemberFigures::today(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    MembersToday figures;
    QIANTAI_TRY(const auto today, business_date(m_context));
    figures.business_date = today.text();
    QIANTAI_TRY_STATUS(count_new(session, figures));
    if (has_right(session.role, Right::members_conflicts)) {
        QIANTAI_TRY_STATUS(count_cases(figures));
    }
    const bool at_store = !m_context.identity.is_headquarters();
    if (at_store && has_right(session.role, Right::members_contact)) {
        const auto& own = session.staff_number;
        QIANTAI_TRY(figures.expiring_uncontacted, load_open_expiring(m_context, own, today));
        QIANTAI_TRY(figures.birthdays_to_greet, load_open_greetings(m_context, own, today));
    }
    return figures;
}

Result<RegisteredToday> MemberFigures::registered_today(const Session& session, int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    const auto& store = m_context.identity.store_code;
    QIANTAI_TRY(const auto date, business_date(m_context));
    const auto today = date.text();
    static const auto newest_sql = fmt::format(
        "SELECT id FROM member WHERE store_code = ? AND joined_on = ? AND {} ORDER BY id DESC"
        " LIMIT ?",
        k_is_counted);
    auto& newest = m_context.database.cached(newest_sql);
    QIANTAI_TRY(const auto ids, sqlite::all(newest.bind(store, today, limit), sqlite::id_column));
    RegisteredToday registered;
    for (const auto& id : ids) {
        QIANTAI_TRY(auto member, load_member(m_context.database, id));
        registered.newest.push_back(masked_for(session, std::move(member)));
    }
    static const auto clerks_sql = fmt::format(
        "SELECT created_by, count(*) FROM member WHERE store_code = ? AND joined_on = ? AND {}"
        " GROUP BY created_by ORDER BY 2 DESC, 1",
        k_is_counted);
    auto& clerks = m_context.database.cached(clerks_sql);
    QIANTAI_TRY(registered.by_clerk,
                sqlite::all(clerks.bind(store, today), [](const sqlite::Statement& row) {
                    return RegisteredByClerk{std::string(row.text(0)), row.integer(1)};
                }));
    return registered;
}

}  // namespace qiantai::domain

#include "terminal/members/rules/member_figures.hpp"

#include "terminal/members/rules/member_lists.hpp"
#include "terminal/members/rules/members_today.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_week_days = 7;

}  // namespace

Status MemberFigures::count_new(const Session& session, MembersToday& figures) {
    const auto& today = figures.business_date;
    // At headquarters the stores are named one by one, so that the index by store serves them too.
    auto& statement = m_context.database.cached(
        "SELECT count(*), ifnull(sum(joined_on = ?2), 0), ifnull(sum(created_by = ?4), 0),"
        " ifnull(sum(joined_on = ?2 AND created_by = ?4), 0) FROM member"
        " WHERE store_code IN (SELECT ?1 UNION SELECT code FROM store WHERE ?5)"
        " AND joined_on BETWEEN ?3 AND ?2");
    statement.bind(m_context.identity.store_code, today, today.substr(0, 8) + "01",
                   session.staff_number, m_context.identity.is_headquarters() ? 1 : 0);
    QIANTAI_TRY(const bool row, statement.step());
    QIANTAI_ASSERT(row);
    figures.new_this_month = statement.integer(0);
    figures.new_today = statement.integer(1);
    figures.new_this_month_own = statement.integer(2);
    figures.new_today_own = statement.integer(3);
    statement.reset();
    return {};
}

Status MemberFigures::count_cases(MembersToday& figures) {
    auto& statement = m_context.database.cached(
        "SELECT ifnull(sum(kind = 'duplicate'), 0), ifnull(sum(kind = 'column'), 0)"
        " FROM member_conflict WHERE status = 'open' AND store_code = ?");
    statement.bind(m_context.identity.store_code);
    QIANTAI_TRY(const bool row, statement.step());
    QIANTAI_ASSERT(row);
    figures.open_duplicates = statement.integer(0);
    figures.open_conflicts = statement.integer(1);
    statement.reset();
    return {};
}

Status MemberFigures::count_lists(const Session& session, MembersToday& figures) {
    MemberLists lists(m_context);
    const auto& today = figures.business_date;
    ExpiringFilter expiring{.within_days = k_expiring_days, .expired_days = 0};
    CareFilter care{.from = today, .until = add_days(week_start(today), k_week_days - 1)};
    OpenWork cards, birthdays;
    for (const bool own : {false, true}) {
        if (own) expiring.home_clerk = care.home_clerk = session.staff_number;
        QIANTAI_TRY(const auto of_cards, lists.count_expiring(session, expiring));
        QIANTAI_TRY(const auto of_birthdays, lists.count_care(session, care));
        (own ? cards.own : cards.store) = of_cards.not_contacted;
        (own ? birthdays.own : birthdays.store) = of_birthdays.total - of_birthdays.done;
    }
    figures.expiring_uncontacted = cards;
    figures.birthdays_to_greet = birthdays;
    return {};
}

Result<MembersToday> MemberFigures::today(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    MembersToday figures;
    QIANTAI_TRY(figures.business_date, business_date(m_context));
    QIANTAI_TRY_STATUS(count_new(session, figures));
    if (has_right(session.role, Right::members_conflicts)) {
        QIANTAI_TRY_STATUS(count_cases(figures));
    }
    const bool at_store = !m_context.identity.is_headquarters();
    if (at_store && has_right(session.role, Right::members_contact)) {
        QIANTAI_TRY_STATUS(count_lists(session, figures));
    }
    return figures;
}

Result<RegisteredToday> MemberFigures::registered_today(const Session& session, int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    const auto& store = m_context.identity.store_code;
    QIANTAI_TRY(const auto today, business_date(m_context));
    RegisteredToday registered;
    QIANTAI_TRY(registered.newest, load_registered_today(m_context, session, limit));
    auto& clerks = m_context.database.cached(
        "SELECT created_by, count(*) FROM member WHERE store_code = ? AND joined_on = ?"
        " GROUP BY created_by ORDER BY 2 DESC, 1");
    clerks.bind(store, today);
    for (;;) {
        QIANTAI_TRY(const bool row, clerks.step());
        if (!row) break;
        registered.by_clerk.push_back({std::string(clerks.text(0)), clerks.integer(1)});
    }
    return registered;
}

}  // namespace qiantai::domain

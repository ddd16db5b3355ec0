#include "terminal/members/rules/recent_members.hpp"

#include "schema/sqlite/rows.hpp"

namespace qiantai::domain {

Status RecentMembers::note_opened(const Session& session, const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    auto& database = m_context.database;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto member, load_member(database, member_id));
    if (member.status == MemberStatus::erased) return transaction.commit();
    auto& opened = database.cached(
        "INSERT INTO recent_member (staff_number, member_id, opened_at) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET opened_at = excluded.opened_at");
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    QIANTAI_TRY_STATUS(opened.bind(session.staff_number, member_id, now).run());
    auto& old = database.cached(
        "DELETE FROM recent_member WHERE staff_number = ?1 AND (opened_at < ?2 OR member_id NOT IN"
        " (SELECT member_id FROM recent_member WHERE staff_number = ?1"
        " ORDER BY opened_at DESC, member_id LIMIT ?3))");
    old.bind(session.staff_number, now - k_recent_age_max_ms, k_recent_members_max);
    QIANTAI_TRY_STATUS(old.run());
    return transaction.commit();
}

Result<std::vector<Member>> RecentMembers::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    auto& database = m_context.database;
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    auto& opened = database.cached(
        "SELECT member_id FROM recent_member WHERE staff_number = ? AND opened_at >= ?"
        " ORDER BY opened_at DESC, member_id");
    opened.bind(session.staff_number, now - k_recent_age_max_ms);
    QIANTAI_TRY(const auto ids, sqlite::all(opened, sqlite::id_column));
    std::vector<Member> members;
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const Uuid standing, resolve_merged(database, id));
        if (std::ranges::find(members, standing, &Member::id) != members.end()) continue;
        QIANTAI_TRY(auto member, absent_if(k_member_not_found, load_member(database, standing)));
        if (member) members.push_back(masked_for(session, *std::move(member)));
    }
    return members;
}

}  // namespace qiantai::domain

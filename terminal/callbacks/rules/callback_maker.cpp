#include "terminal/callbacks/rules/callback_maker.hpp"

#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

Result<CallbackMaker> make_callback_maker(ServiceContext& context, const Session& session) {
    QIANTAI_TRY(const auto now, load_moment(context));
    QIANTAI_TRY(auto limits, load_callback_limits(context));
    return CallbackMaker(context, session, now, std::move(limits));
}

/// The person's clerk, as long as he works here.
Result<std::string> CallbackMaker::owner_of(const Member& member) {
    if (member.home_clerk.empty()) return std::string();
    auto known = m_active_staff.find(member.home_clerk);
    if (known == m_active_staff.end()) {
        auto& statement = m_context.database.cached(
            "SELECT 1 FROM staff WHERE number = ? AND store_code = ? AND status = 'active'");
        QIANTAI_TRY(const bool active,
                    sqlite::any(statement.bind(member.home_clerk, member.store_code)));
        known = m_active_staff.emplace(member.home_clerk, active).first;
    }
    return known->second ? member.home_clerk : std::string();
}

Result<MadeCallback> CallbackMaker::look(CallbackTask& task, std::string_view fact) {
    auto& database = m_context.database;
    if (task.member_id) {
        QIANTAI_TRY(task.member_id, resolve_merged(database, *task.member_id));
    }
    QIANTAI_TRY(const auto person, find_called(database, task));
    if (!person || person->status == MemberStatus::erased) return MadeCallback::not_ours;
    const bool own = person->store_code == m_context.identity.store_code;
    if (!own && !m_context.identity.is_headquarters()) return MadeCallback::not_ours;
    // Whom nobody can call has no callback: the case says so.
    if (!task.member_id && person->phone.empty()) return MadeCallback::not_ours;
    task.store_code = person->store_code;
    task.tries_max = m_limits.tries;
    task.business_date = m_now.today;
    task.created_by = m_session.staff_number;
    task.created_at = m_now.at;
    if (task.owner.empty() && !task.for_headquarters) {
        QIANTAI_TRY(task.owner, owner_of(*person));
    }
    task.id = callback_id(task, fact);
    auto& there = database.cached("SELECT 1 FROM callback_task WHERE id = ?");
    QIANTAI_TRY(const bool known, sqlite::any(there.bind(task.id)));
    if (known) return MadeCallback::known;
    // What a customer waits for is told, also to whom no other call is wanted.
    if (task.kind != CallbackKind::complaint && task.member_id) {
        QIANTAI_TRY(const auto wish, load_call_wish(m_context, *task.member_id));
        if (!allows(wish, task.kind)) return MadeCallback::unwanted;
    }
    return MadeCallback::made;
}

Result<MadeCallback> CallbackMaker::make(CallbackTask& task, std::string_view fact) {
    QIANTAI_TRY(const auto made, look(task, fact));
    if (made == MadeCallback::made) QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, task));
    return made;
}

}  // namespace qiantai::domain

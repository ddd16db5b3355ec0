#include "terminal/members/rules/member_erase.hpp"

#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/store/erase.hpp"

namespace qiantai::domain {
namespace {

/// Duplicate cases hold the phone number too, and may be filed under the other member.
Status erase_cases_about(ServiceContext& context, const Uuid& id) {
    auto& select = context.database.cached("SELECT id FROM member_conflict WHERE other_id = ?");
    select.bind(id);
    QIANTAI_TRY(auto cases, sqlite::all(select, sqlite::id_column));
    const Entity* entity = context.manifest.find("member_conflict");
    QIANTAI_ASSERT(entity != nullptr);
    for (const Uuid& one : cases)
        QIANTAI_TRY_STATUS(store::erase_row(context.database, *entity, one));
    return {};
}

Status close_cases_about(ServiceContext& context, const Session& session, const Uuid& id) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    auto& statement = context.database.cached(
        "UPDATE member_conflict SET status = 'dismissed', resolved_by = ?1, resolved_at = ?2"
        " WHERE status = 'open' AND store_code = ?3 AND (subject_id = ?4 OR other_id = ?4)");
    return statement.bind(session.staff_number, now, context.identity.store_code, id).run();
}

}  // namespace

Status erase_record(ServiceContext& context, const Member& member) {
    auto& database = context.database;
    QIANTAI_TRY_STATUS(store::erase_person(database, context.manifest, "member", member.id));
    QIANTAI_TRY_STATUS(erase_cases_about(context, member.id));
    auto& status = database.cached("UPDATE member SET status = 'erased' WHERE id = ?");
    QIANTAI_TRY_STATUS(status.bind(member.id).run());
    auto& cards = database.cached(
        "UPDATE member_card SET status = 'frozen' WHERE member_id = ? AND status IN ('active', "
        "'lost')");
    return cards.bind(member.id).run();
}

Result<Erasure> MemberErase::erase(const Session& session, const Uuid& id,
                                   std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_erase));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, id));
    QIANTAI_TRY(const auto kept_reason, check_reason(reason, member));
    QIANTAI_TRY(const auto group, load_merged_group(m_context.database, id));
    Erasure erasure;
    for (const Uuid& record : group) {
        QIANTAI_TRY(auto one, load_member(m_context.database, record));
        if (one.status == MemberStatus::erased) continue;
        if (one.store_code != m_context.identity.store_code) {
            erasure.elsewhere.push_back(masked_for(session, std::move(one)));
            continue;
        }
        QIANTAI_TRY_STATUS(erase_record(m_context, one));
        QIANTAI_TRY_STATUS(close_cases_about(m_context, session, record));
        erasure.erased.push_back(record);
        QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                        {.action = "members.erase",
                                         .subject_entity = "member",
                                         .subject_id = record.text(),
                                         .detail = {{"reason", kept_reason}}}));
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return erasure;
}

}  // namespace qiantai::domain

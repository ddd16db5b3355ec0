#include "terminal/domain/member_merge.hpp"

#include "terminal/domain/audit.hpp"
#include "terminal/domain/member_conflicts.hpp"

namespace qiantai::domain {
namespace {

Status save_merged_into(sqlite::Database& database, const Uuid& member,
                        const std::optional<Uuid>& into) {
    auto& statement = database.cached("UPDATE member SET merged_into = ? WHERE id = ?");
    return statement.bind(into, member).run();
}

AuditEntry about_merge(std::string_view action, const Uuid& loser, const Uuid& winner) {
    return {.action = std::string(action),
            .subject_entity = "member",
            .subject_id = loser.text(),
            .detail = {{"into", winner.text()}}};
}

}  // namespace

Result<Uuid> MemberMerge::merge(const Session& session, const Uuid& loser, const Uuid& winner) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_merge));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto losing, load_own_member(m_context, loser));
    QIANTAI_TRY(const Uuid standing, resolve_merged(m_context.database, winner));
    QIANTAI_TRY(const auto winning, load_member(m_context.database, standing));
    if (winning.status == "erased") return make_error(k_member_erased, {}, "winner_id");
    if (standing == losing.id) return make_error(k_same_member, {}, "winner_id");
    QIANTAI_TRY_STATUS(save_merged_into(m_context.database, losing.id, standing));
    QIANTAI_TRY_STATUS(
        save_duplicate_cases(m_context, session, losing.id, standing, ConflictStatus::decided));
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session, about_merge("members.merge", losing.id, standing)));
    QIANTAI_TRY_STATUS(transaction.commit());
    return standing;
}

Status MemberMerge::undo_merge(const Session& session, const Uuid& loser) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_merge));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_member(m_context.database, loser));
    if (member.store_code != m_context.identity.store_code) {
        return make_error(k_member_of_other_store, member.store_code, "member_id");
    }
    if (!member.merged_into) return make_error(k_not_merged, {}, "member_id");
    QIANTAI_TRY_STATUS(save_merged_into(m_context.database, loser, std::nullopt));
    QIANTAI_TRY_STATUS(
        save_duplicate_cases(m_context, session, loser, *member.merged_into, ConflictStatus::open));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    about_merge("members.undo_merge", loser, *member.merged_into)));
    return transaction.commit();
}

}  // namespace qiantai::domain

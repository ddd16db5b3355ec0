#include "terminal/link/sync_desk.hpp"

#include "terminal/domain/audit.hpp"
#include "terminal/store/member_search_index.hpp"
#include "terminal/store/row_store.hpp"

namespace qiantai::link {

using domain::Right;
using domain::Session;

Result<sync::SyncStatus> SyncDesk::status(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::load_status(m_context.database, m_context.clock.now_ms());
}

Result<std::map<std::string, sync::WaitingChanges>> SyncDesk::waiting_by_entity(
    const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::load_waiting_by_entity(m_context.database);
}

Result<std::vector<sync::OutboxRow>> SyncDesk::outbox(const Session& session,
                                                      sync::OutboxFilter filter,
                                                      std::int64_t after_seq, int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::list_outbox(m_context.database, filter, after_seq, limit);
}

Result<std::vector<sync::RejectedChange>> SyncDesk::rejections(const Session& session,
                                                               sync::RejectionFilter filter,
                                                               int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::list_rejections(m_context.database, filter, limit);
}

Result<sync::Proof> SyncDesk::row_proof(const Session& session, const std::string& entity,
                                        const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    const Entity* found = m_context.manifest.find(entity);
    if (found == nullptr) return make_error(store::k_entity_unknown, entity, "entity");
    return sync::load_row_proof(m_context.database, *found, id);
}

Result<sync::PeriodProof> SyncDesk::period_proof(const Session& session, TimeMs from_ms,
                                                 TimeMs to_ms) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::load_period_proof(m_context.database, from_ms, to_ms);
}

Result<std::vector<sync::PeriodProof>> SyncDesk::hourly_proof(const Session& session,
                                                              TimeMs from_ms, int hours) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::load_hourly_proof(m_context.database, from_ms, hours);
}

// The remedy and its audit event in one transaction.
template <typename Work>
auto SyncDesk::remedy(const Session& session, std::string_view action, std::int64_t seq, Work work)
    -> decltype(work()) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    auto done = work();
    if (!done) return done;
    const domain::AuditEntry entry{.action = std::string(action),
                                   .detail = {{"seq", std::to_string(seq)}}};
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry));
    QIANTAI_TRY_STATUS(transaction.commit());
    return done;
}

Result<int> SyncDesk::resend(const Session& session, std::int64_t seq) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_remedy));
    return remedy(session, "sync.retry_rejection", seq, [&] {
        return sync::resend_row(m_context.database, m_context.manifest, m_context.clock, seq);
    });
}

Status SyncDesk::hand_over(const Session& session, std::int64_t seq, std::string_view remark) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_remedy));
    return remedy(session, "sync.hand_over_rejection", seq,
                  [&] { return sync::hand_over_rejection(m_context.database, seq, remark); });
}

Result<int> SyncDesk::discard(const Session& session, std::int64_t seq, std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_discard));
    return remedy(session, "sync.discard_rejection", seq, [&] {
        return sync::discard_rejection(m_context.database, m_context.manifest, seq, reason);
    });
}

sync::BulkLoadHooks search_index_hooks() {
    return {
        .begin = [](sqlite::Database& database) { return store::begin_bulk_load(database); },
        .end = [](sqlite::Database& database) { return store::ensure_member_search(database); }};
}

}  // namespace qiantai::link

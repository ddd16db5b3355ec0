#include "terminal/sync_page/rules/sync_desk.hpp"

#include "terminal/base/audit.hpp"
#include "terminal/store/bulk_load.hpp"
#include "terminal/store/member_search_index.hpp"

namespace qiantai::link {

using domain::Right;
using domain::Session;

Result<sync::SyncStatus> SyncDesk::status(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::load_status(m_context.database, m_context.clock);
}

Result<std::map<std::string, sync::WaitingChanges>> SyncDesk::waiting_by_entity(
    const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::load_waiting_by_entity(m_context.database);
}

Result<sync::WaitingEntries> SyncDesk::waiting_entries(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::load_waiting_entries(m_context.database);
}

Result<std::vector<sync::OutboxRow>> SyncDesk::outbox(const Session& session,
                                                      sync::OutboxFilter filter,
                                                      std::int64_t after_seq, int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::list_outbox(m_context.database, filter, after_seq, limit);
}

Result<std::vector<RejectedChange>> SyncDesk::rejections(const Session& session,
                                                         sync::RejectionFilter filter, int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    return sync::list_rejections(m_context.database, filter, limit);
}

Result<std::vector<SetAsideRow>> SyncDesk::set_aside(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    QIANTAI_TRY(const auto kept, sync::SetAsideRows::load(m_context.database));
    return kept.rows();
}

Result<sync::Proof> SyncDesk::row_proof(const Session& session, const std::string& entity,
                                        const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    const Entity* found = m_context.manifest.find(entity);
    if (found == nullptr) return make_error(k_entity_unknown, entity, "entity");
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

Result<std::optional<domain::Member>> SyncDesk::person_of(const Session& session,
                                                          const std::string& entity,
                                                          const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_watch));
    using Person = std::optional<domain::Member>;
    const Entity* found = m_context.manifest.find(entity);
    if (found == nullptr) return Person();
    Uuid member = id;
    if (entity != "member") {
        if (found->subject_column != "member_id") return Person();
        QIANTAI_TRY(auto statement,
                    m_context.database.prepare("SELECT member_id FROM \"" +
                                               std::string(found->name) + "\" WHERE id = ?"));
        QIANTAI_TRY(const bool row, statement.bind(id).step());
        if (!row) return Person();
        member = statement.uuid(0);
    }
    auto loaded = domain::load_member(m_context.database, member);
    if (!loaded) {
        if (loaded.error().kind == &domain::k_member_not_found) return Person();
        return loaded.error();
    }
    return Person(domain::masked_for(session, std::move(loaded).value()));
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

Result<int> SyncDesk::resend_corrected(const Session& session, const std::string& entity,
                                       const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::sync_remedy));
    auto& statement = m_context.database.cached(
        "SELECT min(seq) FROM rejection WHERE status = 'open' AND entity = ? AND id = ?");
    QIANTAI_TRY(const bool row, statement.bind(entity, id).step());
    QIANTAI_ASSERT(row);
    const bool none = statement.is_null(0);
    const auto seq = statement.integer(0);
    statement.reset();
    if (none) return 0;
    return resend(session, seq);
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

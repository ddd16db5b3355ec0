#pragma once

// What people may see and do about the way to headquarters: sync/client with rights and the audit
// trail around it, the same for qiantaictl and the window.

#include "sync/client/rejections.hpp"
#include "sync/client/session.hpp"
#include "sync/client/set_aside.hpp"
#include "sync/client/status.hpp"
#include "sync/client/waiting_entries.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::link {

inline constexpr ErrorKind k_entity_unknown{"entity_unknown", Actor::administrator,
                                            "There are no records of this kind.", "没有这类记录。"};

class SyncDesk {
  public:
    explicit SyncDesk(domain::ServiceContext& context) : m_context(context) {}

    /// These need the right sync_watch.
    Result<sync::SyncStatus> status(const domain::Session& session);
    Result<std::map<std::string, sync::WaitingChanges>> waiting_by_entity(
        const domain::Session& session);
    Result<sync::WaitingEntries> waiting_entries(const domain::Session& session);
    Result<std::vector<sync::OutboxRow>> outbox(const domain::Session& session,
                                                sync::OutboxFilter filter, std::int64_t after_seq,
                                                int limit);
    Result<std::vector<RejectedChange>> rejections(const domain::Session& session,
                                                   sync::RejectionFilter filter, int limit);
    /// What headquarters sent and this version can't read.
    Result<std::vector<SetAsideRow>> set_aside(const domain::Session& session);
    /// `entity` is a name of the manifest, else k_entity_unknown.
    Result<sync::Proof> row_proof(const domain::Session& session, const std::string& entity,
                                  const Uuid& id);
    Result<sync::PeriodProof> period_proof(const domain::Session& session, TimeMs from_ms,
                                           TimeMs to_ms);
    Result<std::vector<sync::PeriodProof>> hourly_proof(const domain::Session& session,
                                                        TimeMs from_ms, int hours);

    /// The member whose record it is, as the session may see them; nothing if the record is
    /// nobody's or is gone. Right: sync_watch.
    Result<std::optional<domain::Member>> person_of(const domain::Session& session,
                                                    const std::string& entity, const Uuid& id);

    /// Sends a refused record again as it is now; the rejections closed. Right: sync_remedy.
    /// k_rejection_not_open, k_rejected_row_gone.
    Result<int> resend(const domain::Session& session, std::int64_t seq);
    /// The same for every refused change of a row that was just corrected. How many were closed: 0
    /// if nothing of it was refused. Right: sync_remedy.
    Result<int> resend_corrected(const domain::Session& session, const std::string& entity,
                                 const Uuid& id);
    /// Asks the store manager to deal with it, with a few words. Right: sync_remedy.
    /// k_rejection_not_open.
    Status hand_over(const domain::Session& session, std::int64_t seq, std::string_view remark);
    /// Gives a refused record up; the rejections closed. Right: sync_discard. k_rejection_not_open.
    Result<int> discard(const domain::Session& session, std::int64_t seq, std::string_view reason);

  private:
    template <typename Work>
    auto remedy(const domain::Session& session, std::string_view action, std::int64_t seq,
                Work work) -> decltype(work());

    domain::ServiceContext& m_context;
};

/// What a first load does around itself: the search index is put off and built at the end.
sync::BulkLoadHooks search_index_hooks();

}  // namespace qiantai::link

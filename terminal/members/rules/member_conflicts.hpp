#pragma once

// Cases the hub opened: a value that lost against another store's edit of the same column, and two
// members with the same phone. A manager decides; until then the kept value stands and nothing is
// lost.

#include "terminal/members/rules/conflict_facts.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

class MemberConflicts {
  public:
    explicit MemberConflicts(ServiceContext& context) : m_context(context) {}

    /// Open ones oldest first, decided ones the last decided first; at most `limit`, those that
    /// follow `after`. Right: members_conflicts.
    Result<std::vector<MemberConflict>> list(const Session& session, ConflictStatus status,
                                             int limit = 100,
                                             const std::optional<Uuid>& after = {});
    /// The open ones about this member, oldest first. Right: members_conflicts.
    Result<std::vector<MemberConflict>> of_member(const Session& session, const Uuid& member_id);
    /// How long that list is. Right: members_conflicts.
    Result<std::int64_t> count(const Session& session, ConflictStatus status);

    /// Duplicates that are no case of headquarters' yet: counted with the open ones everywhere. Right:
    /// members_conflicts.
    Result<std::vector<SharedPhone>> shared_phones(const Session& session);

    /// Right: members_conflicts; the member must be of this store. Duplicates are merged
    /// (member_merge.hpp) or dismissed.
    Status resolve(const Session& session, const Uuid& conflict_id, ConflictChoice choice);

    /// Takes a decision back: the case is open again, and if the value that lost was written, the
    /// one that was kept stands again, unless somebody has written a third one since. Right:
    /// members_conflicts; the member must be of this store if its value changes.
    /// k_conflict_not_decided, k_conflict_merged.
    Status reopen(const Session& session, const Uuid& conflict_id);

  private:
    ServiceContext& m_context;
};

/// As MemberConflicts::shared_phones, for whoever has asked for the right.
Result<std::vector<SharedPhone>> load_shared_phones(ServiceContext& context);

/// Closes, or opens again, the duplicate cases between two members. Inside a transaction.
Status save_duplicate_cases(ServiceContext& context, const Session& session, const Uuid& one,
                            const Uuid& other, ConflictStatus status);

}  // namespace qiantai::domain

#pragma once

#include "terminal/members/rules/member_row.hpp"
#include "terminal/members/rules/merge_facts.hpp"

namespace qiantai::domain {

/// Merging says that one record (the loser) is the same person as another (the winner). Nothing
/// moves: cards, consents and everything else stay with their record and are shown together, so
/// that undoing loses nothing either. A field whose loser's value shall stand is exchanged between
/// the two records, and the loser remembers its name (member.merge_exchange): undoing exchanges it
/// back, at any terminal of the store, and no value is kept anywhere where erasing would miss it.
class MemberMerge {
  public:
    explicit MemberMerge(ServiceContext& context) : m_context(context) {}

    /// The loser must be of this store; the winner may be any member on this terminal. If the
    /// winner was merged itself, the record that stands for it is taken. Closes the duplicate case
    /// between them. Returns the standing record's id. Right: members_merge.
    /// `taken`: of k_merge_fields, those whose value is the loser's from now on; then the winner
    /// must be of this store too. Nothing: fields_to_take().
    Result<Uuid> merge(const Session& session, const Uuid& loser, const Uuid& winner,
                       const std::optional<std::vector<std::string>>& taken = {});

    /// Makes the loser a record of its own again, gives both their own values back and opens the
    /// duplicate case again. Right: members_merge. k_merge_undo_order.
    Status undo_merge(const Session& session, const Uuid& loser);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain

#pragma once

#include "terminal/domain/member_row.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_same_member{
    "same_member", Actor::clerk,
    "Both records are the same person already. Choose two different ones.",
    "两份档案已是同一人，请选择两份不同的档案。"};
inline constexpr ErrorKind k_not_merged{"not_merged", Actor::clerk,
                                        "This record is not merged into another one.",
                                        "该档案没有合并到其他档案。"};

/// Merging says that one record (the loser) is the same person as another (the winner). Nothing
/// moves: cards, consents and everything else stay with their record and are shown together, so
/// that undoing loses nothing either.
class MemberMerge {
  public:
    explicit MemberMerge(ServiceContext& context) : m_context(context) {}

    /// The loser must be of this store; the winner may be any member on this terminal. If the
    /// winner was merged itself, the record that stands for it is taken. Closes the duplicate case
    /// between them. Returns the standing record's id. Right: members_merge.
    Result<Uuid> merge(const Session& session, const Uuid& loser, const Uuid& winner);

    /// Makes the loser a record of its own again and opens the duplicate case again. Right:
    /// members_merge.
    Status undo_merge(const Session& session, const Uuid& loser);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain

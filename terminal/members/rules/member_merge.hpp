#pragma once

#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_same_member{
    "same_member", Actor::clerk,
    "Both records are the same person already. Choose two different ones.",
    "两份档案已是同一人，请选择两份不同的档案。"};
inline constexpr ErrorKind k_not_merged{"not_merged", Actor::clerk,
                                        "This record is not merged into another one.",
                                        "该档案没有合并到其他档案。"};

inline constexpr ErrorKind k_merge_undo_order{
    "merge_undo_order", Actor::manager,
    "A later merge took over the same fields of this member. Undo that one first.",
    "之后的另一次合并也改选了同样的项目，请先撤销那次合并。"};

/// The columns of a member for which a merge can let the merged record's value stand. The
/// birthday's calendar goes with the birthday.
inline constexpr std::string_view k_merge_fields[] = {"name",        "phone",     "gender",
                                                      "birthday",    "tier_code", "home_clerk",
                                                      "preferences", "notes",     "heard_from"};
/// What stands unless a person chooses: the fields that the winner has nothing in and the loser
/// has. None if the winner is another store's, whose record can't be changed here.
std::vector<std::string> fields_to_take(const Member& loser, const Member& winner);

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

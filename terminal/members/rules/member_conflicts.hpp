#pragma once

// Cases the hub opened: a value that lost against another store's edit of the same column, and two
// members with the same phone. A manager decides; until then the kept value stands and nothing is
// lost.

#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_conflict_not_found{"conflict_not_found", Actor::clerk,
                                                "There is no such case, or it was decided already.",
                                                "没有该冲突记录，或已处理。"};
inline constexpr ErrorKind k_conflict_is_duplicate{
    "conflict_is_duplicate", Actor::manager,
    "This case is about two members with the same number: merge them or dismiss the case.",
    "这是两个会员手机号相同的情况：请合并两份档案，或标记为不是同一人。"};
inline constexpr ErrorKind k_conflict_not_settable{
    "conflict_not_settable", Actor::administrator,
    "This column can't be set by hand; dismiss the case.", "该字段不能手工修改，请忽略此冲突。"};

inline constexpr ErrorKind k_conflict_not_decided{
    "conflict_not_decided", Actor::manager,
    "This case still waits for its first decision; there is nothing to take back.",
    "该记录还没有处理过，无需重新处理。"};
inline constexpr ErrorKind k_conflict_merged{
    "conflict_merged", Actor::manager,
    "These two records were merged: undo the merge, and the case is open again.",
    "两份档案已合并，请撤销合并，撤销后会回到待处理。"};

enum class ConflictKind { column, duplicate };

struct MemberConflict {
    Uuid id;
    ConflictKind kind = ConflictKind::column;
    Uuid member_id;
    std::optional<Uuid> other_member_id;  ///< duplicate: the other one
    std::string column;
    std::string kept_value;  ///< as text; empty = nothing
    std::string lost_value;
    std::string status;
    TimeMs created_at = 0;
    std::string decided_by{};  ///< empty while it is open
    TimeMs decided_at = 0;
};

enum class ConflictStatus { open, decided };
enum class ConflictChoice {
    keep,     ///< the value that stands is right
    restore,  ///< the value that lost is right: it is written again
    dismiss,  ///< no decision needed, or two different people
};
std::string_view choice_name(ConflictChoice choice);
std::optional<ConflictChoice> parse_choice(std::string_view name);

class MemberConflicts {
  public:
    explicit MemberConflicts(ServiceContext& context) : m_context(context) {}

    /// Open ones oldest first, decided ones the last decided first; at most `limit`, those that
    /// follow `after`. Right: members_conflicts.
    Result<std::vector<MemberConflict>> list(const Session& session, ConflictStatus status,
                                             int limit = 100,
                                             const std::optional<Uuid>& after = {});
    /// How long that list is. Right: members_conflicts.
    Result<std::int64_t> count(const Session& session, ConflictStatus status);

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

/// Closes, or opens again, the duplicate cases between two members. Inside a transaction.
Status save_duplicate_cases(ServiceContext& context, const Session& session, const Uuid& one,
                            const Uuid& other, ConflictStatus status);

}  // namespace qiantai::domain

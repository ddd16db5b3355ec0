#pragma once

// Cases the hub opened: a value that lost against another store's edit of the same column, and two
// members with the same phone. A manager decides; until then the kept value stands and nothing is
// lost.

#include "terminal/domain/member_row.hpp"

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

    /// Open ones oldest first, decided ones the last decided first; at most `limit`. Right:
    /// members_conflicts.
    Result<std::vector<MemberConflict>> list(const Session& session, ConflictStatus status,
                                             int limit = 100);

    /// Right: members_conflicts; the member must be of this store. Duplicates are merged
    /// (member_merge.hpp) or dismissed.
    Status resolve(const Session& session, const Uuid& conflict_id, ConflictChoice choice);

  private:
    ServiceContext& m_context;
};

/// Closes, or opens again, the duplicate cases between two members. Inside a transaction.
Status save_duplicate_cases(ServiceContext& context, const Session& session, const Uuid& one,
                            const Uuid& other, ConflictStatus status);

}  // namespace qiantai::domain

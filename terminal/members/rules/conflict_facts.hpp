#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/base/described.hpp"
#include "schema/base/member_codes.hpp"
#include "schema/base/result.hpp"

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

struct MemberConflict {
    Uuid id;
    ConflictKind kind = ConflictKind::column;
    Uuid member_id;
    std::optional<Uuid> other_member_id;  ///< duplicate: the other one
    std::string column;
    std::string kept_value;  ///< as text; empty = nothing
    std::string lost_value;
    TimeMs kept_at = 0;  ///< when each was written; 0: not known
    TimeMs lost_at = 0;
    Coded<CaseStatus> status;
    TimeMs created_at = 0;
    std::string decided_by{};  ///< empty while it is open
    TimeMs decided_at = 0;
};
QIANTAI_DESCRIBE(MemberConflict, "member_conflict", id, kind, member_id, other_member_id, column,
                 kept_value, lost_value, kept_at, lost_at, status, created_at, decided_by,
                 decided_at)
QIANTAI_NOTES(
    MemberConflict, {.field = "member_id", .column = "subject_id"},
    {.field = "other_member_id",
     .meaning = "duplicate: the other member with the same number",
     .column = "other_id"},
    {.field = "column", .meaning = "the member's field", .column = "column_name"},
    {.field = "kept_value",
     .meaning = "the value that stands; empty = nothing",
     .column = k_no_column,
     .length_max = 4000,
     .presence = FieldNote::Presence::always},
    {.field = "lost_value",
     .meaning = "the value that lost; empty = nothing",
     .column = k_no_column,
     .length_max = 4000,
     .presence = FieldNote::Presence::always},
    {.field = "kept_at", .column = k_no_column, .presence = FieldNote::Presence::never},
    {.field = "lost_at", .column = k_no_column, .presence = FieldNote::Presence::never},
    {.field = "decided_by", .column = "resolved_by", .presence = FieldNote::Presence::never},
    {.field = "decided_at", .column = "resolved_at", .presence = FieldNote::Presence::never})

/// Most cases of one answer.
inline constexpr int k_conflicts_max = 1000;

/// Which list of cases.
enum class ConflictStatus { open, decided };
constexpr auto codes_of(ConflictStatus) {
    return std::to_array<CodedValue<ConflictStatus>>(
        {{ConflictStatus::open, "open"}, {ConflictStatus::decided, "decided"}});
}

enum class ConflictChoice {
    keep,     ///< the value that stands is right
    restore,  ///< the value that lost is right: it is written again
    dismiss,  ///< no decision needed, or two different people
};
constexpr auto codes_of(ConflictChoice) {
    return std::to_array<CodedValue<ConflictChoice>>({{ConflictChoice::keep, "keep"},
                                                      {ConflictChoice::restore, "restore"},
                                                      {ConflictChoice::dismiss, "dismiss"}});
}

/// Two members of this terminal with one number, of whom headquarters has made no case: it has not
/// got them yet.
struct SharedPhone {
    Uuid member_id;
    Uuid other_member_id;
};
QIANTAI_DESCRIBE(SharedPhone, "", member_id, other_member_id)
/// Most of one answer.
inline constexpr int k_shared_phones_max = 100;

}  // namespace qiantai::domain

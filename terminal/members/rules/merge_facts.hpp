#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "terminal/members/rules/member_facts.hpp"

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

}  // namespace qiantai::domain

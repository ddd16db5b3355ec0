#pragma once

#include <optional>
#include <string>

#include "schema/base/clock.hpp"
#include "terminal/base/permission.hpp"
#include "terminal/members/rules/birthday_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_member_not_found{
    "member_not_found", Actor::clerk, "There is no such member on this terminal. Search again.",
    "本机没有该会员，请重新查找。"};
inline constexpr ErrorKind k_member_erased{
    "member_erased", Actor::clerk,
    "This person asked to be deleted; only bookkeeping is left. Register a new member if they come "
    "back.",
    "该会员已按本人要求删除，只保留账务记录。如再次光临请重新登记。"};
inline constexpr ErrorKind k_member_of_other_store{
    "member_of_other_store", Actor::manager,
    "The member belongs to another store; only that store can change the record. Call them.",
    "该会员属于其他门店，只能由所属门店修改，请联系该门店。"};
inline constexpr ErrorKind k_member_merged{
    "member_merged", Actor::clerk,
    "This record was merged into another one. Open that one, or have the merge undone.",
    "该档案已合并到另一档案，请打开合并后的档案，或先撤销合并。"};

struct Member {
    Uuid id{};
    std::string store_code{};
    std::string name{};
    std::string phone{};
    std::string gender{};
    std::string birthday{};  ///< empty if unknown; else as birthday.hpp
    std::string birthday_calendar{};
    std::string tier_code{};
    std::string home_clerk{};
    std::string heard_from{};
    std::string preferences{};
    std::string notes{};
    std::string status{};
    std::optional<Uuid> merged_into{};
    std::string joined_on{};
    std::string created_by{};
    TimeMs created_at = 0;
    /// How much of the above is filled in; see contact_access().
    ContactAccess contact = ContactAccess::full;
};

/// What this session may see of the member.
Member masked_for(const Session& session, Member member);

}  // namespace qiantai::domain

#pragma once

#include <optional>
#include <string>

#include "schema/base/described.hpp"
#include "terminal/base/erased_person.hpp"
#include "terminal/base/permission.hpp"
#include "terminal/members/rules/birthday_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_member_not_found{
    "member_not_found", Actor::clerk, "There is no such member on this terminal. Search again.",
    "本机没有该会员，请重新查找。"};
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
    Coded<Gender> gender{};
    std::string birthday{};  ///< empty if unknown; else as birthday.hpp
    Coded<BirthdayCalendar> birthday_calendar{};
    std::string tier_code{};
    std::string home_clerk{};
    Coded<HeardFrom> heard_from{};
    std::string preferences{};
    std::string notes{};
    Coded<MemberStatus> status{};
    std::optional<Uuid> merged_into{};
    std::string joined_on{};
    std::string created_by{};
    TimeMs created_at = 0;
    /// How much of the above is filled in; see contact_access().
    ContactAccess contact = ContactAccess::full;
};
QIANTAI_DESCRIBE(Member, "member", id, store_code, name, phone, gender, birthday, birthday_calendar,
                 tier_code, home_clerk, heard_from, preferences, notes, status, merged_into,
                 joined_on, created_by, created_at, contact)
QIANTAI_NOTES(Member, {.field = "phone", .meaning = "digits, or masked 138****1234"},
              {.field = "merged_into", .meaning = "the record this one was merged into"},
              {.field = "joined_on", .meaning = "business date of the registration"},
              {.field = "created_by", .meaning = "staff number"},
              {.field = "contact",
               .meaning = "how much of the person is shown: everything, phone masked, no contact "
                          "data",
               .column = k_no_column})

/// What this session may see of the member.
Member masked_for(const Session& session, Member member);

}  // namespace qiantai::domain

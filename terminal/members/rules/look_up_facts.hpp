#pragma once

#include <string>
#include <string_view>

#include "terminal/base/phone_number.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_number_not_whole{
    "number_not_whole", Actor::clerk,
    "Type the whole mobile number, or scan or type the whole card number. Members of other stores "
    "are not found by parts.",
    "请输入完整手机号，或扫描、输入完整卡号；查找其他门店会员不支持部分号码。"};
inline constexpr ErrorKind k_member_nowhere{
    "member_nowhere", Actor::clerk,
    "No store of the chain has a member with this number. Check the number; if it is right, "
    "register the customer.",
    "全部门店均无此号码的会员。请核对号码；如无误，可为顾客登记。"};

/// What was typed or scanned, as it is stored; empty = it can't be one of these.
struct LookUpNumber {
    std::string phone{};
    std::string card_number{};
};

/// k_number_not_whole if it is neither a phone number nor a card number.
Result<LookUpNumber> parse_look_up(std::string_view typed, PhoneCountry home);
/// What was typed looks like a whole number rather than the beginning or the end of one, so that
/// asking headquarters makes sense. Stricter than parse_look_up().
bool looks_whole(std::string_view typed, PhoneCountry home);

}  // namespace qiantai::domain

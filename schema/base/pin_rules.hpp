#pragma once

// Which PINs a member of staff may have; the same at the hub, which takes the first one, and on
// terminals.

#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai {

inline constexpr ErrorKind k_pin_malformed{"pin_malformed", Actor::clerk,
                                           "A PIN has 4 to 8 digits. Choose another.",
                                           "密码须为 4 至 8 位数字，请重新设置。"};
inline constexpr ErrorKind k_pin_too_easy{
    "pin_too_easy", Actor::clerk,
    "This PIN is easy to guess: no repeated digits, runs like 1234, dates or the own staff number. "
    "Choose another.",
    "密码太简单：不能是重复数字、连续数字（如 1234）、日期或本人工号，请重新设置。"};

/// Digits, length, and none of the PINs that are tried first.
Status check_pin_rules(std::string_view pin, std::string_view staff_number);

}  // namespace qiantai

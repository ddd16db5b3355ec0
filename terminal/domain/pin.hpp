#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_pin_malformed{"pin_malformed", Actor::clerk,
                                           "A PIN has 4 to 8 digits. Choose another.",
                                           "密码须为 4 至 8 位数字，请重新设置。"};
inline constexpr ErrorKind k_pin_too_easy{
    "pin_too_easy", Actor::clerk,
    "This PIN is easy to guess: no repeated digits, runs like 1234, dates or the own staff number. "
    "Choose another.",
    "密码太简单：不能是重复数字、连续数字（如 1234）、日期或本人工号，请重新设置。"};

inline constexpr ErrorKind k_pin_unchanged{"pin_unchanged", Actor::clerk,
                                           "The new PIN is the old one. Choose another.",
                                           "新密码与旧密码相同，请重新设置。"};
inline constexpr ErrorKind k_pin_not_computed{
    "pin_not_computed", Actor::administrator,
    "The machine has too little free memory to check a PIN. Close other programs, then try again.",
    "本机可用内存不足，无法校验密码。请关闭其他程序后重试。"};

/// What one try costs, libsodium's Argon2id parameters.
struct PinCost {
    unsigned long long operations;
    std::size_t memory_bytes;
};
/// libsodium's "interactive" values: 64 MiB and about a tenth of a second; more than the 19 MiB
/// that the OWASP Password Storage Cheat Sheet asks for, because a PIN is short.
inline constexpr PinCost k_pin_cost{2, 64u << 20};

/// Digits, length, and none of the PINs that are tried first.
Status check_pin_rules(std::string_view pin, std::string_view staff_number);

/// Argon2id, in libsodium's string form with its own random salt.
Result<std::string> hash_pin(std::string_view pin, const PinCost& cost = k_pin_cost);
bool verify_pin(const std::string& hash, std::string_view pin);

}  // namespace qiantai::domain

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "schema/base/pin_rules.hpp"

namespace qiantai::domain {

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

inline constexpr ErrorKind k_pin_hash_unreadable{
    "pin_hash_unreadable", Actor::administrator,
    "What headquarters keeps of this person's PIN can't be read here, so it could not be checked. "
    "Set a new PIN at headquarters.",
    "无法读取总部保存的该员工密码信息，未能校验。请总部为其重置密码。"};

/// Argon2id, in libsodium's string form with its own random salt. k_pin_not_computed.
Result<std::string> hash_pin(std::string_view pin, const PinCost& cost = k_pin_cost);
/// Whether it is the right one. That it could not be checked is another answer:
/// k_pin_not_computed, k_pin_hash_unreadable.
Result<bool> verify_pin(const std::string& hash, std::string_view pin);

}  // namespace qiantai::domain

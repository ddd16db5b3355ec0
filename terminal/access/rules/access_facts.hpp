#pragma once

#include <cstdint>

#include "schema/base/clock.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_sign_in_refused{
    "sign_in_refused", Actor::clerk,
    "Staff number or PIN is wrong, or the person doesn't belong to this store. Type both again; "
    "the store manager can ask headquarters for a new PIN.",
    "工号或密码错误，或该员工不属于本店。请重新输入；忘记密码请店长联系总部重置。"};
inline constexpr ErrorKind k_sign_in_wait{
    "sign_in_wait", Actor::clerk,
    "Too many wrong tries. Wait the given number of seconds, then type carefully.",
    "错误次数过多，请等待提示的秒数后再试。"};

/// How long a number has to wait after so many failures in a row: nothing for the first three, then
/// 5 seconds, doubled each time up to 5 minutes. After NIST SP 800-63B section 5.2.2 (throttling,
/// growing delays instead of a lock-out, because a locked-out store can't work); at the cap a
/// four-digit PIN takes 35 days to try out.
TimeMs sign_in_delay_ms(std::int64_t failures);

}  // namespace qiantai::domain

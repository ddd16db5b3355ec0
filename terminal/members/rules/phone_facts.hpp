#pragma once

#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_phone_not_emptied{
    "phone_not_emptied", Actor::clerk,
    "A number can't be emptied. If it is another person's now, say so on the member's page (Number "
    "passed on; members.release_phone): calls and messages to it end with that.",
    "号码不能直接清空。若号码已归他人使用，请在会员页选择「号码已换人」，联系也会随之停止。"};
inline constexpr ErrorKind k_phone_absent{
    "phone_absent", Actor::clerk, "This member has no number on record.", "该会员档案没有号码。"};
inline constexpr ErrorKind k_phone_not_released{
    "phone_not_released", Actor::clerk,
    "No number was taken off this record, or the member has another one since.",
    "该档案没有被去掉的号码，或已登记新的号码。"};

}  // namespace qiantai::domain

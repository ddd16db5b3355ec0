#pragma once

#include "schema/base/error.hpp"

namespace qiantai::app {

inline constexpr ErrorKind k_scan_is_no_pin{
    "scan_is_no_pin", Actor::clerk,
    "That was a scan; it does not count as a PIN. Sign in with your PIN, then scan again.",
    "刚才是扫码，不算输入 PIN。请先输入 PIN 登录，再扫码。"};
inline constexpr ErrorKind k_scan_unclear{
    "scan_unclear", Actor::clerk,
    "The scan was not understood: its beginning may be missing. Scan it once more.",
    "扫码没有读清，可能缺了开头，请再扫一次。"};

}  // namespace qiantai::app

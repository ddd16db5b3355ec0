#pragma once

#include "terminal/attachments/rules/picture.hpp"

namespace qiantai::ctl {

inline constexpr int k_demo_photos = 6;

/// What a customer complains about, on the counter: an appliance with a burn on it, from afar (even)
/// or from near (odd). `nth` from 0 to k_demo_photos - 1.
domain::Picture demo_photo(int nth);

}  // namespace qiantai::ctl

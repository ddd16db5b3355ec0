#pragma once

#include "schema/base/error.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_undo_too_late{
    "undo_too_late", Actor::clerk,
    "Only whoever did it can take it back, on the same day and before anything else is done with it.",
    "只能由本人在当天撤销，且之后没有其他操作。"};

}  // namespace qiantai::domain

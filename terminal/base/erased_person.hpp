#pragma once

#include "schema/base/error.hpp"

namespace qiantai::domain {

/// What every capability answers that is asked to write about a person who was erased.
inline constexpr ErrorKind k_member_erased{
    "member_erased", Actor::clerk,
    "This person asked to be deleted; only bookkeeping is left. Register a new member if they come "
    "back.",
    "该会员已按本人要求删除，只保留账务记录。如再次光临请重新登记。"};

}  // namespace qiantai::domain

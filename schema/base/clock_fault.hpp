#pragma once

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// What is known of two clocks that do not agree.
enum class ClockFault {
    none,
    unclear,       ///< one of the two is wrong: who has a right clock compares both
    ours,          ///< this computer's is wrong: set it right
    headquarters,  ///< headquarters says that its own may be wrong
};
constexpr auto codes_of(ClockFault) {
    return std::to_array<CodedValue<ClockFault>>({{ClockFault::none, "none"},
                                                  {ClockFault::unclear, "unclear"},
                                                  {ClockFault::ours, "ours"},
                                                  {ClockFault::headquarters, "headquarters"}});
}

}  // namespace qiantai

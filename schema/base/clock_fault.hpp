#pragma once

#include <string_view>

namespace qiantai {

/// What is known of two clocks that do not agree.
enum class ClockFault {
    none,
    unclear,       ///< one of the two is wrong: who has a right clock compares both
    ours,          ///< this computer's is wrong: set it right
    headquarters,  ///< headquarters says that its own may be wrong
};
inline std::string_view clock_fault_name(ClockFault fault) {
    switch (fault) {
        case ClockFault::none:
            return "none";
        case ClockFault::unclear:
            return "unclear";
        case ClockFault::ours:
            return "ours";
        case ClockFault::headquarters:
            return "headquarters";
    }
    return "none";
}

}  // namespace qiantai

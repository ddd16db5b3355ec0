#pragma once

#include "schema/base/clock.hpp"

namespace qiantai {

/// One moment by the machine's steady clock, which goes on evenly whatever the wall clock is set to:
/// as this terminal and as headquarters have counted since they met.
struct SteadyTime {
    TimeMs ours = 0;
    TimeMs headquarters = 0;
};

}  // namespace qiantai

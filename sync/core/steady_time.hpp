#pragma once

#include "schema/base/steady_time.hpp"
#include "sync/core/trusted_time.hpp"

namespace qiantai::sync {

/// What the clock makes of the time, held against the machine's steady clock: where the two are
/// apart, somebody set the clock since headquarters was met, and the time goes on as it did before.
/// Only who set it to what headquarters had said was right.
TrustedTime held_steady(const TrustedTime& by_clock, const std::optional<SteadyTime>& steady);

}  // namespace qiantai::sync

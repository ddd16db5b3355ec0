#include "sync/core/steady_time.hpp"

#include <algorithm>

#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

bool are_near(TimeMs one, TimeMs other) {
    const TimeMs apart = one - other;
    return std::max(apart, -apart) <= tuning::k_clock_offset_max_ms;
}

}  // namespace

TrustedTime held_steady(const TrustedTime& by_clock, const std::optional<SteadyTime>& steady) {
    if (!steady || are_near(by_clock.at, steady->ours)) return by_clock;
    const TimeMs clock = by_clock.overruled.value_or(by_clock.at);
    if (are_near(clock, steady->headquarters)) return {clock};
    return {steady->ours, clock};
}

}  // namespace qiantai::sync

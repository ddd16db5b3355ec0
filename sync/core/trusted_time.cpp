#include "sync/core/trusted_time.hpp"

#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

/// A clock that was set since stands where headquarters said it should have stood.
bool still_stands_off(const KnownTimes& known, TimeMs now_ms) {
    return now_ms >= *known.met_at && (known.shift_ms < 0 || now_ms < *known.met());
}

}  // namespace

TimeMs newest_known(const KnownTimes& known) {
    const TimeMs record = known.newest_unsent.value_or(0);
    if (!known.met_at) return record;
    const bool far = record > *known.met() + tuning::k_clock_ahead_max_ms;
    return far ? *known.met() : std::max(*known.met(), record);
}

TrustedTime trusted_time(const KnownTimes& known, TimeMs now_ms) {
    if (!known.met_at) return {now_ms};
    const TimeMs met = *known.met(), newest = newest_known(known);
    const TimeMs shift = still_stands_off(known, now_ms) ? known.shift_ms : 0;
    const TimeMs at = now_ms + shift;
    const bool behind =
        at < met - tuning::k_clock_offset_max_ms || at < newest - tuning::k_clock_behind_max_ms;
    const bool ahead = at > met + tuning::k_clock_ahead_max_ms;
    if (behind || ahead) return {newest, now_ms};
    return {at, shift != 0 ? std::optional(now_ms) : std::nullopt};
}

}  // namespace qiantai::sync

#pragma once

#include "schema/base/known_times.hpp"

namespace qiantai::sync {

/// The time that records get, and the day they are made on.
struct TrustedTime {
    TimeMs at = 0;
    /// What the clock says, if that can't be.
    std::optional<TimeMs> overruled{};
};

/// The newest time known here that can be right. A record's own counts only as far as a terminal may
/// be away, because its writer's clock may have followed one of a far future.
TimeMs newest_known(const KnownTimes& known);

/// What the clock says, moved by what headquarters said of it unless somebody set it since. A time
/// before the newest one known here, or longer after headquarters' last than any terminal is away
/// (an empty battery: 1970, 2000; a wrong year: 2038), can't be: then it is newest_known().
TrustedTime trusted_time(const KnownTimes& known, TimeMs now_ms);

}  // namespace qiantai::sync

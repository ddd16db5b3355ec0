#pragma once

// The time that screens show is the one that records get (terminal/base/service_context.hpp), also
// where the computer's clock is wrong: what runs out, runs out for the rules and on the screen alike.

#include <memory>

#include "terminal/desk/flow.hpp"

namespace qiantai::app {

/// What the database's thread held the time to be, and what both clocks said then.
struct KnownTime {
    TimeMs at = 0;  ///< 0: nothing is known yet
    TimeMs clock_ms = 0;
    TimeMs boot_ms = 0;
};

/// Asked of the database; `known` is changed between two frames.
Job load_known_time(std::shared_ptr<KnownTime> known);
/// Now: with the clock, and evenly where somebody sets that.
TimeMs screen_time(const KnownTime& known, Clock& clock);

}  // namespace qiantai::app

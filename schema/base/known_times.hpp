#pragma once

#include <optional>

#include "schema/base/clock.hpp"

namespace qiantai {

/// What a terminal's database has seen of the time.
struct KnownTimes {
    std::optional<TimeMs> met_at{};  ///< headquarters, by this terminal's clock
    TimeMs shift_ms = 0;             ///< what headquarters' time said of that clock
    /// The newest record that headquarters has not got. One it has was written before it was met,
    /// whatever the clock said then.
    std::optional<TimeMs> newest_unsent{};

    /// When headquarters was met, by the time that this terminal follows.
    std::optional<TimeMs> met() const {
        return met_at ? std::optional(*met_at + shift_ms) : std::nullopt;
    }
};

}  // namespace qiantai

#pragma once

#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

/// How near the day is on which something has to be done: the one table of its colours. Red is what
/// should have been done, and nothing else that a list shows.
enum class Due : std::uint8_t { overdue, today, soon, later };

constexpr Due due_in(int days) {
    constexpr int k_soon_days = 7;
    if (days < 0) return Due::overdue;
    if (days == 0) return Due::today;
    return days <= k_soon_days ? Due::soon : Due::later;
}

constexpr Tone due_tone(Due due) {
    switch (due) {
        case Due::overdue:
            return Tone::danger;
        case Due::today:
        case Due::soon:
            return Tone::warning;
        case Due::later:
            break;
    }
    return Tone::neutral;
}

}  // namespace qiantai::ui

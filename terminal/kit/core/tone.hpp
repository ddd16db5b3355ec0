#pragma once

#include "terminal/kit/core/icons.hpp"
#include "terminal/kit/core/theme.hpp"

namespace qiantai::ui {

/// What a piece of the screen means; it decides colour and icon together, so that no state is told
/// by colour alone.
enum class Tone : std::uint8_t {
    neutral,
    primary,
    success,  ///< done, as it should be
    warning,  ///< to be looked at, soon or before going on
    danger,   ///< overdue, or wrong now: somebody has to act
    info,     ///< worth knowing
    gold,     ///< gold and violet: tiers, and nothing else
    violet,
};

inline Role tone_text(Tone tone) {
    switch (tone) {
        case Tone::primary:
            return Role::primary_text;
        case Tone::success:
            return Role::success;
        case Tone::warning:
            return Role::warning;
        case Tone::danger:
            return Role::danger;
        case Tone::info:
            return Role::info;
        case Tone::gold:
            return Role::gold;
        case Tone::violet:
            return Role::violet;
        case Tone::neutral:
            break;
    }
    return Role::ink2;
}

inline Role tone_ground(Tone tone) {
    switch (tone) {
        case Tone::primary:
            return Role::primary_soft;
        case Tone::success:
            return Role::success_soft;
        case Tone::warning:
            return Role::warning_soft;
        case Tone::danger:
            return Role::danger_soft;
        case Tone::info:
            return Role::info_soft;
        case Tone::gold:
            return Role::gold_soft;
        case Tone::violet:
            return Role::violet_soft;
        case Tone::neutral:
            break;
    }
    return Role::surface2;
}

inline Icon tone_icon(Tone tone) {
    switch (tone) {
        case Tone::success:
            return Icon::check_circle;
        case Tone::warning:
            return Icon::alert;
        case Tone::danger:
            return Icon::alert_circle;
        default:
            return Icon::information;
    }
}

}  // namespace qiantai::ui

#pragma once

#include <algorithm>

namespace qiantai::ui {

/// Pixels per dp that a screen of so many pixels suggests: a till's screen is looked at from one
/// distance, whatever its resolution, so that all larger ones show the layout of 1536 x 864 dp,
/// upright or not, and smaller ones are not scaled down.
inline float suggested_scale(float width, float height) {
    constexpr float k_long_dp = 1536, k_short_dp = 864;
    const auto [less, more] = std::minmax(width, height);
    return std::max(1.0f, std::min(more / k_long_dp, less / k_short_dp));
}

}  // namespace qiantai::ui

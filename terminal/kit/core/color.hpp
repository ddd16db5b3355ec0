#pragma once

#include <imgui.h>

#include <cstdint>

namespace qiantai::ui {

/// An opaque sRGB colour. Transparency is given where it is drawn.
struct Color {
    std::uint8_t red = 0, green = 0, blue = 0;

    static constexpr Color hex(std::uint32_t rgb) {
        return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U & 0xFFU),
                static_cast<std::uint8_t>(rgb & 0xFFU)};
    }
    bool operator==(const Color&) const = default;

    ImU32 packed(float alpha = 1) const {
        return IM_COL32(red, green, blue, static_cast<int>(alpha * 255.0f + 0.5f));
    }
};

/// WCAG 2.1 relative luminance, 0 to 1.
double relative_luminance(Color color);
/// WCAG 2.1 contrast ratio, 1 to 21.
double contrast_ratio(Color one, Color other);
/// `share` of `over` on `under`.
Color mixed(Color under, Color over, float share);
/// `color`, moved towards black or white, whichever helps, until it has the contrast on `ground`.
Color with_contrast(Color color, Color ground, double ratio_min);

}  // namespace qiantai::ui

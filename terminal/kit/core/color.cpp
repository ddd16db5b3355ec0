#include "terminal/kit/core/color.hpp"

#include <cmath>

namespace qiantai::ui {
namespace {

double linear(std::uint8_t channel) {
    const auto value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

std::uint8_t mixed_channel(std::uint8_t under, std::uint8_t over, float share) {
    const auto low = static_cast<float>(under);
    return static_cast<std::uint8_t>(std::lround(low + (static_cast<float>(over) - low) * share));
}

}  // namespace

double relative_luminance(Color color) {
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double contrast_ratio(Color one, Color other) {
    const auto a = relative_luminance(one), b = relative_luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Color mixed(Color under, Color over, float share) {
    return {mixed_channel(under.red, over.red, share),
            mixed_channel(under.green, over.green, share),
            mixed_channel(under.blue, over.blue, share)};
}

Color with_contrast(Color color, Color ground, double ratio_min) {
    const auto black = Color::hex(0x000000), white = Color::hex(0xFFFFFF);
    const auto end = contrast_ratio(black, ground) > contrast_ratio(white, ground) ? black : white;
    for (int step = 0; step < 50; ++step) {
        const auto candidate = mixed(color, end, static_cast<float>(step) / 50.0f);
        if (contrast_ratio(candidate, ground) >= ratio_min) return candidate;
    }
    return end;
}

}  // namespace qiantai::ui

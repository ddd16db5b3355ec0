#include "terminal/demo/demo_photo.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace qiantai::ctl {
namespace {

constexpr int k_photo_width = 640, k_photo_height = 480;

struct Colour {
    float red, green, blue;
};

Colour mixed(const Colour& one, const Colour& other, float share) {
    const auto mix = [share](float a, float b) { return a + (b - a) * share; };
    return {mix(one.red, other.red), mix(one.green, other.green), mix(one.blue, other.blue)};
}

Colour lit(const Colour& colour, float light) {
    return {colour.red * light, colour.green * light, colour.blue * light};
}

/// 0 outside, 1 inside, in between within one hundredth of the picture's height at the edge.
float inside(float distance) {
    return std::clamp(0.5f - distance * 100, 0.f, 1.f);
}

/// From a box with round corners around (x, y); negative inside.
float from_box(float x, float y, float half_width, float half_height, float corner) {
    const float dx = std::fabs(x) - half_width + corner, dy = std::fabs(y) - half_height + corner;
    return std::min(std::max(dx, dy), 0.f) +
           std::hypot(std::max(dx, 0.f), std::max(dy, 0.f)) - corner;
}

/// The sensor's: the same for the same pixel.
float grain(unsigned x, unsigned y) {
    constexpr unsigned k_across = 0x9E3779B1u, k_down = 0x85EBCA77u, k_mix = 0xC2B2AE3Du;
    unsigned hash = x * k_across + y * k_down;
    hash = (hash ^ (hash >> 15)) * k_mix;
    return static_cast<float>(hash >> 24) / 255.f - 0.5f;
}

/// x and y in heights of the picture, from its middle.
Colour colour_at(float x, float y, const Colour& body) {
    constexpr Colour k_wall{214, 208, 198}, k_counter{150, 116, 84}, k_black{36, 34, 34},
        k_burnt{52, 34, 24};
    const float plank = 0.06f * std::sin(y * 70 + std::sin(x * 3) * 2);
    Colour seen = y < 0.22f ? lit(k_wall, 1 - 0.25f * (x + 0.7f) * 0.6f)
                            : lit(k_counter, 0.95f + plank - 0.3f * (y - 0.22f));
    const float shadow = inside(from_box(x - 0.06f, y - 0.345f, 0.34f, 0.045f, 0.045f) - 0.02f);
    seen = lit(seen, 1 - 0.35f * shadow);
    const float handle = std::fabs(from_box(x - 0.3f, y + 0.02f, 0.12f, 0.2f, 0.1f)) - 0.025f;
    seen = mixed(seen, lit(k_black, 1.3f), inside(handle));
    const float spout = from_box(x + 0.29f + 0.35f * y, y + 0.1f, 0.05f, 0.13f, 0.03f);
    seen = mixed(seen, lit(body, 0.8f), inside(spout));
    const float round = x / 0.27f;
    const float light = 0.62f + 0.5f * std::exp(-8 * (round + 0.35f) * (round + 0.35f)) -
                        0.3f * std::max(round, 0.f);
    seen = mixed(seen, lit(body, light), inside(from_box(x, y, 0.27f, 0.33f, 0.07f)));
    seen = mixed(seen, lit(k_black, 0.9f + light * 0.4f),
                 inside(from_box(x, y - 0.27f, 0.275f, 0.06f, 0.03f)));
    seen = mixed(seen, lit(k_black, 0.9f + light * 0.4f),
                 inside(from_box(x, y + 0.36f, 0.09f, 0.035f, 0.03f)));
    const float turn = std::atan2(y - 0.12f, x - 0.05f);
    const float ragged = 0.006f * std::sin(turn * 3 + 1) + 0.003f * std::sin(turn * 8 + 2) +
                         0.002f * std::sin(turn * 19);
    const float from_burn = std::hypot(x - 0.05f, (y - 0.12f) * 1.4f);
    seen = mixed(seen, k_burnt, 0.45f * std::clamp(1 - from_burn / 0.12f, 0.f, 1.f));
    seen = mixed(seen, k_burnt, 0.9f * inside((from_burn - 0.05f - ragged) * 0.6f));
    return seen;
}

}  // namespace

domain::Picture demo_photo(int nth) {
    static constexpr std::array<Colour, 3> k_bodies{
        Colour{206, 210, 214}, Colour{226, 214, 190}, Colour{168, 58, 52}};
    constexpr float k_near = 0.36f, k_near_x = 0.06f, k_near_y = 0.12f, k_grain = 9;
    const auto& body = k_bodies[static_cast<std::size_t>(nth / 2) % k_bodies.size()];
    const bool near = nth % 2 == 1;
    domain::Picture photo{k_photo_width, k_photo_height, {}};
    photo.rgb.reserve(std::size_t{3} * k_photo_width * k_photo_height);
    for (int row = 0; row < k_photo_height; ++row) {
        for (int column = 0; column < k_photo_width; ++column) {
            float x = (static_cast<float>(column) - k_photo_width / 2.f) / k_photo_height;
            float y = static_cast<float>(row) / k_photo_height - 0.5f;
            if (near) {
                x = x * k_near + k_near_x;
                y = y * k_near + k_near_y;
            }
            const auto seen = colour_at(x, y, body);
            const float noise =
                k_grain * grain(static_cast<unsigned>(column), static_cast<unsigned>(row));
            for (const float part : {seen.red, seen.green, seen.blue}) {
                photo.rgb.push_back(
                    static_cast<std::uint8_t>(std::clamp(part + noise, 0.f, 255.f)));
            }
        }
    }
    return photo;
}

}  // namespace qiantai::ctl

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "terminal/kit/core/color.hpp"

namespace qiantai::ui {

/// What a colour is for. Screens and widgets name roles, never colours.
enum class Role : std::uint8_t {
    background,    ///< behind everything
    surface,       ///< cards, fields, bars
    surface2,      ///< quiet fills on a surface: chips, tracks, keyboard ground
    line,          ///< one-pixel borders and dividers
    outline,       ///< borders of fields, keys and buttons that are not filled
    edge,          ///< borders that alone show where a control is: 3:1 on its ground
    ink,           ///< text
    ink2,          ///< secondary text
    ink3,          ///< decoration and placeholder-sized large text only
    primary,       ///< the one filled button of a view
    on_primary,    ///< text on primary
    primary_soft,  ///< selected rows, avatars
    primary_text,  ///< text in the primary colour, on a surface or on primary_soft
    warning,
    warning_soft,
    warning_bar,  ///< large fills in charts
    danger,
    danger_soft,
    on_danger,  ///< text on a filled danger button
    success,
    success_soft,
    info,
    info_soft,
    gold,  ///< tier tags
    gold_soft,
    violet,
    violet_soft,
    rail,  ///< the navigation rail's ground
    rail_active,
    rail_text,
    rail_text_active,
    badge,  ///< count on a rail icon
    on_badge,
    scrim,  ///< laid over the screen behind a dialog, half transparent
    toast,
    on_toast,
    count
};

inline constexpr auto k_role_count = static_cast<std::size_t>(Role::count);

enum class ThemeKind : std::uint8_t { light, dark, high_contrast };
/// As settings and names of pictures say it: light, dark, high-contrast.
constexpr std::string_view theme_name(ThemeKind kind) {
    constexpr std::array<std::string_view, 3> k_names{"light", "dark", "high-contrast"};
    return k_names.at(static_cast<std::size_t>(kind));
}

/// How large and heavy a piece of text is. Sizes are em sizes in dp (pixels at 96 dpi).
enum class TextStyle : std::uint8_t {
    caption,  ///< 13: the smallest there is
    small,    ///< 15
    body,     ///< 17
    body_strong,
    large,  ///< 19
    large_strong,
    title_regular,  ///< 22, a search field's text
    title,          ///< 22, screen titles
    headline,       ///< 26
    figure,         ///< 36, numbers that are read from a distance
    display,        ///< 56
    count
};

enum class Weight : std::uint8_t { regular, bold };

struct TextMetrics {
    float size_dp;
    Weight weight;
};

TextMetrics metrics_of(TextStyle style);

struct Theme {
    ThemeKind kind = ThemeKind::light;
    std::array<Color, k_role_count> colors{};

    Color operator[](Role role) const { return colors[static_cast<std::size_t>(role)]; }
};

/// The theme; with the chain's own primary colour, adjusted so that text on it and in it stays
/// readable.
Theme make_theme(ThemeKind kind, std::optional<Color> chain_primary = std::nullopt);

/// A text colour on a ground that the kit uses, and the contrast it has to reach.
struct ContrastPair {
    Role text;
    Role ground;
    double ratio_min;  ///< 4.5 for text, 3 for the edge of a control; high contrast asks 7 and 4.5
};

std::vector<ContrastPair> contrast_pairs(ThemeKind kind);

/// Distances in dp.
inline constexpr float k_target_min = 56;  ///< no touch target is smaller in either direction
inline constexpr float k_radius_card = 16;
inline constexpr float k_radius_control = 14;
inline constexpr float k_radius_small = 10;
inline constexpr float k_gap_xs = 4;
inline constexpr float k_gap_s = 8;
inline constexpr float k_gap_m = 12;
inline constexpr float k_gap = 16;
inline constexpr float k_gap_l = 20;
inline constexpr float k_gap_xl = 24;
inline constexpr float k_bar_height = 68;  ///< top bar
inline constexpr float k_rail_width = 96;
/// Up to this height, a large size on a small screen, keys and fields are lower while somebody types.
inline constexpr float k_lowest_screen_dp = 680;
inline constexpr float k_button_height = 60;

}  // namespace qiantai::ui

#include "terminal/kit/core/theme.hpp"

#include <utility>

namespace qiantai::ui {
namespace {

using Swatch = std::pair<Role, std::uint32_t>;
using Swatches = std::array<Swatch, k_role_count>;

// clang-format off: a role a line
constexpr Swatches k_light{{
    {Role::background, 0xF4F5F3},
    {Role::surface, 0xFFFFFF},
    {Role::surface2, 0xEDF0EE},
    {Role::line, 0xDCE1DE},
    {Role::outline, 0xA3AFA9},
    {Role::edge, 0x828F89},
    {Role::ink, 0x17211D},
    {Role::ink2, 0x55635D},
    {Role::ink3, 0x86938D},
    {Role::primary, 0x0B6E55},
    {Role::on_primary, 0xFFFFFF},
    {Role::primary_soft, 0xDDF0E9},
    {Role::primary_text, 0x0A5C47},
    {Role::warning, 0x8A5708},
    {Role::warning_soft, 0xFBF0D9},
    {Role::warning_bar, 0xE0B45C},
    {Role::danger, 0xB42318},
    {Role::danger_soft, 0xFCE9E6},
    {Role::on_danger, 0xFFFFFF},
    {Role::success, 0x147639},
    {Role::success_soft, 0xE0F3E6},
    {Role::info, 0x1D5FA8},
    {Role::info_soft, 0xE3EEF9},
    {Role::gold, 0x6E4E05},
    {Role::gold_soft, 0xF6E3B8},
    {Role::violet, 0x46399C},
    {Role::violet_soft, 0xE6E3FA},
    {Role::rail, 0x10201B},
    {Role::rail_active, 0x233A33},
    {Role::rail_text, 0xB9C7C1},
    {Role::rail_text_active, 0xFFFFFF},
    {Role::badge, 0xC93A2E},
    {Role::on_badge, 0xFFFFFF},
    {Role::scrim, 0x0A1310},
    {Role::toast, 0x10201B},
    {Role::on_toast, 0xF4F5F3},
}};

constexpr Swatches k_dark{{
    {Role::background, 0x101614},
    {Role::surface, 0x19211E},
    {Role::surface2, 0x222C28},
    {Role::line, 0x33403B},
    {Role::outline, 0x4A5952},
    {Role::edge, 0x6C7A74},
    {Role::ink, 0xE9EFEC},
    {Role::ink2, 0xAEBBB5},
    {Role::ink3, 0x7F8D87},
    {Role::primary, 0x3DBE98},
    {Role::on_primary, 0x06261C},
    {Role::primary_soft, 0x17382E},
    {Role::primary_text, 0x6FDDBB},
    {Role::warning, 0xE3A94A},
    {Role::warning_soft, 0x3A2E17},
    {Role::warning_bar, 0xC08A2E},
    {Role::danger, 0xF0766B},
    {Role::danger_soft, 0x3D1F1C},
    {Role::on_danger, 0x2B0906},
    {Role::success, 0x58C27D},
    {Role::success_soft, 0x17331F},
    {Role::info, 0x79B2EE},
    {Role::info_soft, 0x182C41},
    {Role::gold, 0xE9C46A},
    {Role::gold_soft, 0x3B3115},
    {Role::violet, 0xB9AFF5},
    {Role::violet_soft, 0x2A2650},
    {Role::rail, 0x0A0F0D},
    {Role::rail_active, 0x1B2925},
    {Role::rail_text, 0xB9C7C1},
    {Role::rail_text_active, 0xFFFFFF},
    {Role::badge, 0xC93A2E},
    {Role::on_badge, 0xFFFFFF},
    {Role::scrim, 0x000000},
    {Role::toast, 0xE9EFEC},
    {Role::on_toast, 0x101614},
}};

constexpr Swatches k_high_contrast{{
    {Role::background, 0xFFFFFF},
    {Role::surface, 0xFFFFFF},
    {Role::surface2, 0xF2F4F3},
    {Role::line, 0x4A5550},
    {Role::outline, 0x4A5550},
    {Role::edge, 0x17211D},
    {Role::ink, 0x000000},
    {Role::ink2, 0x26302C},
    {Role::ink3, 0x4A5550},
    {Role::primary, 0x00523D},
    {Role::on_primary, 0xFFFFFF},
    {Role::primary_soft, 0xE3F5EE},
    {Role::primary_text, 0x004A37},
    {Role::warning, 0x5C3800},
    {Role::warning_soft, 0xFFF4DC},
    {Role::warning_bar, 0xB37A12},
    {Role::danger, 0x8A120A},
    {Role::danger_soft, 0xFFF0EE},
    {Role::on_danger, 0xFFFFFF},
    {Role::success, 0x0A4D22},
    {Role::success_soft, 0xE8F8ED},
    {Role::info, 0x0D3F78},
    {Role::info_soft, 0xEAF3FC},
    {Role::gold, 0x4A3300},
    {Role::gold_soft, 0xFBEDC8},
    {Role::violet, 0x2E2380},
    {Role::violet_soft, 0xEFEDFD},
    {Role::rail, 0x000000},
    {Role::rail_active, 0x123E31},
    {Role::rail_text, 0xFFFFFF},
    {Role::rail_text_active, 0xFFFFFF},
    {Role::badge, 0x8A120A},
    {Role::on_badge, 0xFFFFFF},
    {Role::scrim, 0x000000},
    {Role::toast, 0x000000},
    {Role::on_toast, 0xFFFFFF},
}};
// clang-format on

// Each table names every role once; a swatch out of place would leave a role black without a word.
constexpr bool is_complete(const Swatches& swatches) {
    for (std::size_t i = 0; i < swatches.size(); ++i) {
        if (swatches[i].first != static_cast<Role>(i)) return false;
    }
    return true;
}
static_assert(is_complete(k_light) && is_complete(k_dark) && is_complete(k_high_contrast));

const Swatches& swatches_of(ThemeKind kind) {
    switch (kind) {
        case ThemeKind::dark:
            return k_dark;
        case ThemeKind::high_contrast:
            return k_high_contrast;
        case ThemeKind::light:
            break;
    }
    return k_light;
}

void apply_chain_primary(Theme& theme, Color wanted) {
    const auto set = [&](Role role, Color color) {
        theme.colors[static_cast<std::size_t>(role)] = color;
    };
    const bool high = theme.kind == ThemeKind::high_contrast;
    const double text_min = high ? 7.0 : 4.5;
    // The label has the surface's side of the scale, so that one step makes the button stand out
    // from the surface and the label from the button.
    const bool light = relative_luminance(theme[Role::surface]) > 0.5;
    const auto label = Color::hex(light ? 0xFFFFFF : 0x0A1310);
    const auto primary =
        with_contrast(with_contrast(wanted, label, text_min), theme[Role::surface], text_min);
    const auto soft = mixed(theme[Role::surface], primary, 0.14f);
    auto text = primary;
    for (const auto ground :
         {theme[Role::background], theme[Role::surface], theme[Role::surface2], soft}) {
        text = with_contrast(text, ground, text_min);
    }
    set(Role::primary, primary);
    set(Role::on_primary, label);
    set(Role::primary_soft, soft);
    set(Role::primary_text, text);
}

}  // namespace

TextMetrics metrics_of(TextStyle style) {
    switch (style) {
        case TextStyle::caption:
            return {13, Weight::regular};
        case TextStyle::small:
            return {15, Weight::regular};
        case TextStyle::body_strong:
            return {17, Weight::bold};
        case TextStyle::large:
            return {19, Weight::regular};
        case TextStyle::large_strong:
            return {19, Weight::bold};
        case TextStyle::title_regular:
            return {22, Weight::regular};
        case TextStyle::title:
            return {22, Weight::bold};
        case TextStyle::headline:
            return {26, Weight::bold};
        case TextStyle::figure:
            return {36, Weight::bold};
        case TextStyle::display:
            return {56, Weight::bold};
        case TextStyle::body:
        case TextStyle::count:
            break;
    }
    return {17, Weight::regular};
}

Theme make_theme(ThemeKind kind, std::optional<Color> chain_primary) {
    Theme theme;
    theme.kind = kind;
    for (const auto& [role, rgb] : swatches_of(kind)) {
        theme.colors[static_cast<std::size_t>(role)] = Color::hex(rgb);
    }
    if (chain_primary) apply_chain_primary(theme, *chain_primary);
    return theme;
}

std::vector<ContrastPair> contrast_pairs(ThemeKind kind) {
    const bool high = kind == ThemeKind::high_contrast;
    const double text = high ? 7.0 : 4.5, edge = high ? 4.5 : 3.0;
    std::vector<ContrastPair> pairs;
    for (const auto ground : {Role::background, Role::surface, Role::surface2}) {
        for (const auto ink : {Role::ink, Role::ink2, Role::primary_text, Role::danger,
                               Role::warning, Role::success, Role::info}) {
            pairs.push_back({ink, ground, text});
        }
    }
    pairs.push_back({Role::edge, Role::surface, edge});
    pairs.push_back({Role::edge, Role::background, edge});
    pairs.push_back({Role::primary, Role::surface, edge});
    for (const auto& [ink, ground] :
         std::initializer_list<std::pair<Role, Role>>{{Role::on_primary, Role::primary},
                                                      {Role::primary_text, Role::primary_soft},
                                                      {Role::ink, Role::primary_soft},
                                                      {Role::ink2, Role::primary_soft},
                                                      {Role::warning, Role::warning_soft},
                                                      {Role::danger, Role::danger_soft},
                                                      {Role::on_danger, Role::danger},
                                                      {Role::success, Role::success_soft},
                                                      {Role::info, Role::info_soft},
                                                      {Role::gold, Role::gold_soft},
                                                      {Role::violet, Role::violet_soft},
                                                      {Role::rail_text, Role::rail},
                                                      {Role::rail_text_active, Role::rail_active},
                                                      {Role::on_badge, Role::badge},
                                                      {Role::rail, Role::rail_text_active},
                                                      {Role::on_toast, Role::toast}}) {
        pairs.push_back({ink, ground, text});
    }
    return pairs;
}

}  // namespace qiantai::ui

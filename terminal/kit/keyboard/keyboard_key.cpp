#include "terminal/kit/keyboard/keyboard_key.hpp"

#include <imgui_internal.h>

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

// A low screen keeps what it can for the rows above; a person before a high one reaches large keys.
constexpr float k_low_screen_dp = 800, k_high_screen_dp = 1200;
/// Of a lowest screen's height, the keyboard's.
constexpr float k_lowest_share = 0.46f;

struct KeyColors {
    Role ground;
    Role text;
    bool outlined;
    bool filled;
};

KeyColors colors_of(const Ui& ui, const KeyStyle& style) {
    // Keys stand out of their ground, functions less than letters.
    const bool dark = ui.theme().kind == ThemeKind::dark;
    const auto letter = dark ? Role::surface2 : Role::surface;
    if (!style.enabled) return {Role::surface2, Role::ink3, true, true};
    switch (style.look) {
        case KeyLook::function:
            return {dark ? Role::surface : Role::surface2, Role::ink, true, true};
        case KeyLook::action:
            return {Role::primary, Role::on_primary, false, true};
        case KeyLook::chosen:
            return {Role::primary_soft, Role::primary_text, true, true};
        case KeyLook::space:
            return {letter, Role::ink2, true, true};
        case KeyLook::bare:
            return {Role::surface, Role::ink, false, false};
        case KeyLook::first:
            return {Role::primary_soft, Role::primary_text, false, true};
        case KeyLook::letter:
            break;
    }
    return {letter, Role::ink, true, true};
}

}  // namespace

Role key_ground(const Ui& ui) {
    return ui.theme().kind == ThemeKind::dark ? Role::background : Role::surface2;
}

bool draw_key(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
              const KeyStyle& style) {
    const auto press = press_area(ui, rect, name, label,
                                  {.enabled = style.enabled,
                                   .repeats = style.repeats,
                                   .tab_stop = false,
                                   .kind = ItemKind::key});
    // A key held down goes on by itself.
    if (style.repeats && press.held) ui.keep_moving();
    const auto colors = colors_of(ui, style);
    const auto ground = style.look == KeyLook::first ? rect.inset(ui.px(4)) : rect;
    if (colors.filled) fill(ui, ground, colors.ground, k_radius_small);
    const bool chosen = style.look == KeyLook::chosen;
    if (colors.outlined) {
        border(ui, ground, chosen ? Role::primary : Role::line, k_radius_small, chosen ? 2 : 1);
    }
    if (press.held) fill(ui, ground, Role::ink, k_radius_small, 0.14f);
    if (style.icon != Icon::none) {
        draw_icon(ui, {rect.center_x(), rect.center_y()}, style.icon, 26, colors.text);
        return press.pressed;
    }
    const bool candidate = style.look == KeyLook::bare || style.look == KeyLook::first;
    TextMetrics metrics{24, Weight::regular};
    if (candidate) metrics = {26, style.look == KeyLook::first ? Weight::bold : Weight::regular};
    const bool page = style.look == KeyLook::function || style.look == KeyLook::action;
    if (page || style.small_label) metrics = {18, Weight::regular};
    if (style.look == KeyLook::space) metrics = {17, Weight::regular};
    draw_text_sized(ui, rect.inset(ui.px(3), 0), label, metrics, colors.text, Align::center);
    return press.pressed;
}

char32_t code_point_of(std::string_view character) {
    unsigned int point = 0;
    ImTextCharFromUtf8(&point, character.data(), character.data() + character.size());
    return point;
}

KeyMeasures key_measures(const Ui& ui) {
    const auto high = ui.screen().height() / ui.settings().scale;
    if (high <= k_lowest_screen_dp) {
        constexpr float k_gap_dp = 4;
        const auto around = k_gap_dp * (k_key_rows + 1);
        const auto row = (high * k_lowest_share - around) / k_key_rows;
        return {ui.px(std::clamp(row, k_key_least_dp, k_target_min)), ui.px(k_gap_dp),
                ui.px(k_gap_dp)};
    }
    if (high <= k_low_screen_dp) return {ui.px(56), ui.px(6), ui.px(8)};
    return {ui.px(ui.portrait() && high >= k_high_screen_dp ? 76 : 60), ui.px(8), ui.px(10)};
}

}  // namespace qiantai::ui

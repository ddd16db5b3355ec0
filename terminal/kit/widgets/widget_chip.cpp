#include "terminal/kit/widgets/widget_chip.hpp"

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {

float chip_width(const Ui& ui, const Chip& chip) {
    auto wide = text_width(ui, chip.label.utf8(), TextStyle::small) + ui.px(32);
    if (chip.icon != Icon::none) wide += ui.px(30);
    if (chip.opens) wide += ui.px(24);
    return std::max(wide, ui.px(k_target_min));
}

void draw_chip_still(Ui& ui, const Rect& rect, const Chip& chip) {
    const auto role = tone_text(chip.tone);
    fill(ui, rect, tone_ground(chip.tone), k_chip_height / 2);
    contrast_border(ui, rect, k_chip_height / 2);
    auto area = rect.inset(ui.px(k_gap), 0);
    if (chip.icon != Icon::none) {
        const auto place = area.cut_left(ui.px(22), ui.px(k_gap_s));
        draw_icon(ui, {place.center_x(), place.center_y()}, chip.icon, 22, role);
    }
    if (chip.opens) {
        const auto place = area.cut_right(ui.px(20), ui.px(4));
        draw_icon(ui, {place.center_x(), place.center_y()}, Icon::chevron_down, 20, role);
    }
    const bool alone = chip.icon == Icon::none && !chip.opens;
    draw_text(ui, area, chip.label, TextStyle::small, role, alone ? Align::center : Align::left);
}

bool draw_chip(Ui& ui, const Rect& rect, std::string_view name, const Chip& chip) {
    const auto press = press_area(ui, touch_target(ui, rect), name, chip.label);
    draw_chip_still(ui, rect, chip);
    if (press.held) fill(ui, rect, tone_text(chip.tone), k_chip_height / 2, 0.12f);
    if (press.focused) focus_ring(ui, rect, k_chip_height / 2);
    return press.pressed;
}

}  // namespace qiantai::ui

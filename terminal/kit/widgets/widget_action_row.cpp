#include "terminal/kit/widgets/widget_action_row.hpp"

#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_action_icon_dp = 24, k_action_padding_dp = 10;

void draw_action_words(Ui& ui, Rect& rest, const ActionRow& row) {
    draw_paragraph(ui, rest, row.title, TextStyle::body_strong,
                   row.locked ? Role::ink2 : Role::ink);
    if (!row.note.empty()) draw_paragraph(ui, rest, row.note, TextStyle::small, Role::ink2);
}

}  // namespace

bool draw_action_row(Ui& ui, Rect& rest, std::string_view name, const ActionRow& row) {
    const auto icon = ui.px(k_action_icon_dp);
    auto words = rest;
    words.cut_left(icon, ui.px(k_gap_m));
    words.cut_right(icon, ui.px(k_gap_s));
    const auto high =
        measured_height(ui, words.width(), [&](Rect& place) { draw_action_words(ui, place, row); });
    const auto rect =
        rest.cut_top(std::max(ui.px(k_target_min), high + 2 * ui.px(k_action_padding_dp)));
    bool pressed = false;
    if (!row.locked) {
        const auto press = press_area(ui, rect, name, row.title);
        if (press.held) fill(ui, rect, Role::ink, k_radius_small, 0.06f);
        if (press.focused) focus_ring(ui, rect.inset(ui.px(2)), k_radius_small);
        pressed = press.pressed;
    }
    if (!row.last) divider(ui, rect.left, rect.right, rect.bottom - 1);
    draw_icon(ui, {rect.left + icon / 2, rect.center_y()}, row.icon, k_action_icon_dp,
              row.locked ? Role::ink2 : Role::primary_text);
    draw_icon(ui, {rect.right - icon / 2, rect.center_y()},
              row.locked ? Icon::lock : Icon::chevron_right, k_action_icon_dp, Role::ink2);
    words.top = rect.center_y() - high / 2;
    draw_action_words(ui, words, row);
    return pressed;
}

}  // namespace qiantai::ui

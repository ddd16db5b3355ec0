#include "terminal/kit/widgets/widget_list.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {
namespace {

void draw_leading(Ui& ui, Rect& area, const ListRow& row) {
    if (row.avatar) {
        const auto place = area.cut_left(ui.px(44), ui.px(14));
        draw_avatar(ui, {place.center_x(), place.center_y()}, 44, row.title,
                    row.selected ? Role::surface : Role::primary_soft);
    } else if (row.icon != Icon::none) {
        const auto place = area.cut_left(ui.px(44), ui.px(14));
        draw_icon_tile(ui, place.centered(ui.px(44), ui.px(44)), row.icon, row.icon_tone);
    }
}

void draw_trailing(Ui& ui, Rect& area, const ListRow& row) {
    if (row.chevron) {
        const auto place = area.cut_right(ui.px(24), ui.px(8));
        draw_icon(ui, {place.center_x(), place.center_y()}, Icon::chevron_right, 24, Role::ink2);
    }
    if (!row.trailing_strong.empty()) {
        const auto wide = text_width(ui, row.trailing_strong.utf8(), TextStyle::large_strong);
        draw_text(ui, area.cut_right(std::max(wide + 1, ui.px(44)), ui.px(k_gap)),
                  row.trailing_strong, TextStyle::large_strong,
                  row.trailing_tone == Tone::neutral ? Role::ink : tone_text(row.trailing_tone),
                  Align::right);
    }
    if (!row.trailing.empty()) {
        const auto wide = text_width(ui, row.trailing.utf8(), TextStyle::small);
        draw_text(ui, area.cut_right(wide + 1, ui.px(k_gap)), row.trailing, TextStyle::small,
                  Role::ink2, Align::right);
    }
}

void draw_titles(Ui& ui, const Rect& area, const ListRow& row) {
    const auto title = line_height(ui, TextStyle::large_strong);
    const auto subtitle = row.subtitle.empty() ? 0 : line_height(ui, TextStyle::small) - ui.px(2);
    auto lines = area.centered(area.width(), title + subtitle);
    draw_text(ui, lines.cut_top(title), row.title, TextStyle::large_strong, Role::ink);
    if (!row.subtitle.empty()) {
        draw_text(ui, lines, row.subtitle, TextStyle::small, Role::ink2);
    }
}

}  // namespace

Press draw_list_row(Ui& ui, const Rect& rect, std::string_view name, const ListRow& row) {
    const auto press = press_area(ui, rect, name, row.title, {.long_press = row.long_press});
    if (row.selected) fill_selected_row(ui, rect);
    if (press.held) fill(ui, rect, Role::ink, k_radius_small, 0.06f);
    draw_list_row_still(ui, rect, row);
    if (press.focused) focus_ring(ui, rect.inset(ui.px(3)), k_radius_small);
    return press;
}

void draw_list_row_still(Ui& ui, const Rect& rect, const ListRow& row) {
    if (!row.last && !row.selected) {
        divider(ui, rect.left + ui.px(k_gap_m), rect.right - ui.px(k_gap_m), rect.bottom - 1);
    }
    auto area = rect.inset(ui.px(k_gap_m), 0);
    draw_leading(ui, area, row);
    draw_trailing(ui, area, row);
    if (!row.tag.empty()) {
        // The tag follows the title; where there is room, at the same place in every row.
        const auto wide = tag_width(ui, row.tag);
        const auto title = text_width(ui, row.title.utf8(), TextStyle::large_strong);
        const auto column = std::max(title + ui.px(k_gap_m), ui.px(row.tag_from));
        auto place = area;
        place.left = std::min(area.left + column, area.right - wide);
        draw_tag(ui, place, row.tag, row.tag_tone);
        area.right = place.left - ui.px(k_gap_s);
    }
    draw_titles(ui, area, row);
}

}  // namespace qiantai::ui

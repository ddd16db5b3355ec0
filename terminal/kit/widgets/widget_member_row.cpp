#include "terminal/kit/widgets/widget_member_row.hpp"

#include <cmath>

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_name_least_dp = 132;
constexpr float k_name_column_dp = 300;
constexpr float k_column_step_dp = 84;

float tags_width(const Ui& ui, std::span<const Tag> tags) {
    float wide = 0;
    for (const auto& tag : tags) wide += tag_width(ui, tag.text) + ui.px(k_gap_s);
    return wide;
}

float mark_width(const Ui& ui, const MemberRow& row) {
    return row.mark ? tag_width(ui, row.mark->text) + ui.px(k_gap_m) : 0;
}

Text more_than(std::size_t hidden) {
    return Text::data(fmt::format("+{}", hidden));
}

// How many tags can be shown in so much room, with the one that counts the others.
std::size_t fitting(const Ui& ui, std::span<const Tag> tags, float room) {
    if (tags_width(ui, tags) <= room) return tags.size();
    for (auto count = tags.size(); count-- > 0;) {
        const auto more = tag_width(ui, more_than(tags.size() - count)) + ui.px(k_gap_s);
        if (tags_width(ui, tags.first(count)) + more <= room) return count;
    }
    return 0;
}

// The tags follow the name; where there is room, at the same place in every row. Takes them off the
// area's right.
void draw_tags(Ui& ui, Rect& area, const MemberRow& row) {
    const auto name =
        text_width(ui, row.name.utf8(), TextStyle::large_strong) + mark_width(ui, row);
    const auto least = std::min(std::max(name, ui.px(k_name_least_dp)), area.width() * 0.55f);
    const auto count = fitting(ui, row.tags, area.width() - least - ui.px(k_gap_m));
    const auto shown = row.tags.first(count);
    const auto hidden = row.tags.size() - count;
    const auto more = hidden > 0 ? tag_width(ui, more_than(hidden)) + ui.px(k_gap_s) : 0;
    const auto subtitle = text_width(ui, row.subtitle.utf8(), TextStyle::small);
    // In steps, so that rows whose words are a little wider keep their tags in the same column.
    const auto over = std::max(name, subtitle) + ui.px(k_gap_m) - ui.px(k_name_column_dp);
    const auto steps = std::max(0.0f, std::ceil(over / ui.px(k_column_step_dp)));
    const auto column = ui.px(k_name_column_dp + steps * k_column_step_dp);
    auto place = area;
    place.left = std::min(area.left + column, area.right - tags_width(ui, shown) - more);
    area.right = place.left - ui.px(k_gap_s);
    for (const auto& tag : shown) {
        draw_tag(ui, place.cut_left(tag_width(ui, tag.text), ui.px(k_gap_s)), tag.text, tag.tone);
    }
    if (hidden > 0) draw_tag(ui, place, more_than(hidden), Tone::neutral);
}

}  // namespace

void draw_member(Ui& ui, Rect area, const MemberRow& row) {
    const auto disc = area.cut_left(ui.px(48), ui.px(14));
    const ImVec2 center{disc.center_x(), disc.center_y()};
    if (row.icon == Icon::none) {
        draw_avatar(ui, center, 48, row.name, row.selected ? Role::surface : Role::primary_soft);
    } else {
        dot(ui, center, ui.px(24), Role::surface2);
        contrast_border(ui, disc.centered(ui.px(48), ui.px(48)), 24);
        draw_icon(ui, center, row.icon, 24, Role::ink2);
    }
    if (row.chevron) {
        const auto place = area.cut_right(ui.px(24), ui.px(8));
        draw_icon(ui, {place.center_x(), place.center_y()}, Icon::chevron_right, 24, Role::ink2);
    }
    if (!row.trailing.empty()) {
        const auto wide = text_width(ui, row.trailing.utf8(), TextStyle::small);
        draw_text(ui, area.cut_right(wide + 1, ui.px(k_gap)), row.trailing, TextStyle::small,
                  Role::ink2, Align::right);
    }
    if (!row.tags.empty()) draw_tags(ui, area, row);
    const auto wide = text_width(ui, row.name.utf8(), TextStyle::large_strong) + 1;
    const auto subtitle = row.subtitle.empty() ? 0 : line_height(ui, TextStyle::small);
    // A long name is not cut where it has room in two lines.
    const auto two_lines = 2 * line_height(ui, TextStyle::body_strong);
    const bool wraps =
        wide > area.width() && two_lines + subtitle <= area.height() &&
        wrapped_lines(ui, row.name.utf8(), TextStyle::body_strong, area.width()).size() <= 2;
    const auto title = wraps ? wrapped_height(ui, row.name, TextStyle::body_strong, area.width())
                             : line_height(ui, TextStyle::large_strong);
    auto lines = area.centered(area.width(), title + subtitle);
    auto first = lines.cut_top(title);
    // Who it is comes first: a mark that would shorten the name is left out.
    if (wraps) {
        draw_wrapped(ui, first, row.name, TextStyle::body_strong, Role::ink);
    } else if (row.mark && wide + mark_width(ui, row) <= first.width()) {
        draw_text(ui, first.cut_left(wide, ui.px(k_gap_m)), row.name, TextStyle::large_strong,
                  Role::ink);
        draw_tag(ui, first, row.mark->text, row.mark->tone);
    } else {
        draw_text(ui, first, row.name, TextStyle::large_strong, Role::ink);
    }
    if (!row.subtitle.empty()) draw_text(ui, lines, row.subtitle, TextStyle::small, Role::ink2);
}

Press draw_member_row(Ui& ui, const Rect& rect, std::string_view name, const MemberRow& row) {
    const auto press = press_area(ui, rect, name, row.name);
    if (row.selected) fill_selected_row(ui, rect);
    if (press.held) fill(ui, rect, Role::ink, k_radius_small, 0.06f);
    const auto area = rect.inset(ui.px(k_gap_m), 0);
    if (!row.last && !row.selected) divider(ui, area.left, area.right, rect.bottom - 1);
    draw_member(ui, area, row);
    if (press.focused) focus_ring(ui, rect.inset(ui.px(3)), k_radius_small);
    return press;
}

}  // namespace qiantai::ui

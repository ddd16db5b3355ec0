#include "terminal/kit/widgets/widget_section.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_section_disc_dp = 28;
constexpr float k_promise_dp = 76, k_radio_dp = 22;

void draw_number(Ui& ui, const Rect& place, const Section& section) {
    const ImVec2 center{place.center_x(), place.center_y()};
    const auto radius = ui.px(k_section_disc_dp / 2);
    if (section.answered) {
        dot(ui, center, radius, Role::success_soft);
        return draw_icon(ui, center, Icon::check, 20, Role::success);
    }
    dot(ui, center, radius, section.next ? Role::primary : Role::surface2);
    draw_text(ui, place, Text::data(fmt::format("{}", section.number)), TextStyle::body_strong,
              section.next ? Role::on_primary : Role::ink2, Align::center);
}

/// Value and label end at the same edge; the values of two lines stand below each other.
void draw_promise(Ui& ui, Rect line, const Text& value, const Text& label, bool strong,
                  float label_width) {
    draw_text(ui, line.cut_right(label_width, ui.px(k_gap_xs)), label, TextStyle::caption,
              Role::ink2, Align::right);
    draw_text(ui, line, value, strong ? TextStyle::body_strong : TextStyle::body,
              strong ? Role::primary_text : Role::ink2, Align::right);
}

}  // namespace

void draw_section_head(Ui& ui, Rect& rest, const Section& section) {
    auto line = rest.cut_top(ui.px(k_section_disc_dp), ui.px(k_gap_s));
    draw_number(ui, line.cut_left(ui.px(k_section_disc_dp), ui.px(k_gap_m)), section);
    const auto wide = text_width(ui, section.title.utf8(), TextStyle::large_strong) + 1;
    draw_text(ui, line.cut_left(wide, ui.px(k_gap_m)), section.title, TextStyle::large_strong,
              Role::ink);
    const bool fits = text_width(ui, section.note.utf8(), TextStyle::small) <= line.width();
    if (!section.note.empty() && fits) {
        draw_text(ui, line, section.note, TextStyle::small, Role::ink2);
    } else if (!section.note.empty()) {
        draw_paragraph(ui, rest, section.note, TextStyle::small, Role::ink2, k_gap_s);
    }
}

bool draw_promise_row(Ui& ui, Rect& rest, std::string_view name, const PromiseRow& row) {
    const auto padding = ui.px(k_gap);
    const auto labels = std::max(text_width(ui, row.first_label.utf8(), TextStyle::caption),
                                 text_width(ui, row.second_label.utf8(), TextStyle::caption)) +
                        1;
    const auto values = std::max(text_width(ui, row.first.utf8(), TextStyle::body_strong),
                                 text_width(ui, row.second.utf8(), TextStyle::body)) +
                        1;
    const auto times = values + labels + ui.px(k_gap_xs);
    const auto words =
        rest.width() - 2 * padding - ui.px(k_radio_dp + k_gap_m) - times - ui.px(k_gap_m);
    const auto title_high = line_height(ui, TextStyle::large_strong);
    const auto note_high =
        row.note.empty() ? 0 : wrapped_height(ui, row.note, TextStyle::caption, words);
    const auto high = std::max(ui.px(k_promise_dp), title_high + note_high + ui.px(2 * k_gap_m));
    const auto place = rest.cut_top(high);
    const auto press = press_area(ui, place, name, row.title);
    fill(ui, place, row.chosen ? Role::primary_soft : Role::surface, k_radius_control);
    border(ui, place, row.chosen ? Role::primary : Role::outline, k_radius_control,
           row.chosen ? chosen_width(ui) : 1);
    if (press.held) fill(ui, place, Role::ink, k_radius_control, 0.06f);
    auto inner = place.inset(padding, 0);
    const auto sign = inner.cut_left(ui.px(k_radio_dp), ui.px(k_gap_m));
    const ImVec2 center{sign.center_x(), sign.center_y()};
    const auto role = row.chosen ? Role::primary : Role::edge;
    dot(ui, center, ui.px(k_radio_dp / 2), role);
    dot(ui, center, ui.px(k_radio_dp / 2 - 2), row.chosen ? Role::primary_soft : Role::surface);
    if (row.chosen) dot(ui, center, ui.px(k_radio_dp / 2 - 5.5f), role);
    auto right = inner.cut_right(times, ui.px(k_gap_m));
    auto left = inner.centered(inner.width(), title_high + note_high);
    draw_text(ui, left.cut_top(title_high), row.title, TextStyle::large_strong, Role::ink);
    draw_wrapped(ui, left, row.note, TextStyle::caption, Role::ink2);
    const auto first_high = line_height(ui, TextStyle::body_strong);
    const bool two = !row.second.empty();
    right = right.centered(right.width(), first_high * (two ? 2 : 1));
    draw_promise(ui, right.cut_top(first_high), row.first, row.first_label, true, labels);
    if (two) draw_promise(ui, right, row.second, row.second_label, false, labels);
    if (press.focused) focus_ring(ui, place, k_radius_control);
    return press.pressed;
}

}  // namespace qiantai::ui

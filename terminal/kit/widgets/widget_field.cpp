#include "terminal/kit/widgets/widget_field.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_label_dp = 28;
constexpr float k_box_dp = 60;
constexpr float k_line_dp = 28;

void draw_box(const Ui& ui, const Rect& box, bool focused, bool wrong, bool enabled) {
    if (focused) {
        const auto ring = box.inset(-ui.px(3));
        fill(ui, ring, wrong ? Role::danger_soft : Role::primary_soft, k_radius_control + 3);
    }
    fill(ui, box, enabled ? Role::surface : Role::surface2, k_radius_control);
    const auto role = wrong ? Role::danger : focused ? Role::primary : Role::outline;
    border(ui, box, role, k_radius_control, focused || wrong ? 2 : 1);
}

}  // namespace

void draw_field_label(Ui& ui, Rect& area, const Text& label) {
    auto line = area.cut_top(ui.px(k_label_dp));
    line.bottom -= ui.px(4);
    draw_text(ui, line, label, TextStyle::small, Role::ink2);
}

// Drawn so that its circle, not the glyph's box, begins where the field does.
void draw_error_sign(Ui& ui, Rect& line) {
    const auto place = line.cut_left(ui.px(20), ui.px(4));
    draw_icon(ui, {place.left + ui.px(7.5f), place.top + line_height(ui, TextStyle::small) / 2},
              Icon::alert_circle, 18, Role::danger);
}

void draw_below_field(Ui& ui, Rect& rest, const Field& field) {
    const bool wrong = !field.error.empty();
    const auto& text = wrong ? field.error : field.note;
    if (text.empty()) return;
    rest.cut_top(ui.px(4));
    auto lines = rest;
    if (wrong) draw_error_sign(ui, lines);
    rest.cut_top(
        draw_wrapped(ui, lines, text, TextStyle::small, wrong ? Role::danger : Role::ink2));
}

Rect draw_field_frame(Ui& ui, Rect& rest, const Field& field, bool focused) {
    draw_field_label(
        ui, rest, field.required ? ui.tr(words::required_mark, field.label.utf8()) : field.label);
    // Above the keyboard of a low screen one line is in sight at a time.
    const bool low = focused && ui.screen().height() <= ui.px(k_lowest_screen_dp);
    const auto lines = static_cast<float>(low ? 1 : field.lines);
    const auto box = rest.cut_top(ui.px(k_box_dp + k_line_dp * (lines - 1)));
    draw_box(ui, box, focused, !field.error.empty(), field.enabled);
    draw_below_field(ui, rest, field);
    return box;
}

void keep_whole_field_in_sight(Ui& ui, std::string_view name, float top, float bottom) {
    auto& focus = ui.memory().field;
    if (focus.id != ui.id(name) || !focus.drawn) return;
    focus.rect.top = top;
    focus.rect.bottom = bottom;
}

TextBoxResult draw_field(Ui& ui, Rect& rest, std::string_view name, const std::string& value,
                         const Field& field) {
    const auto top = rest.top;
    const bool focused = ui.reachable() && ui.memory().field.id == ui.id(name);
    const auto box = draw_field_frame(ui, rest, field, focused);
    auto text = box.inset(ui.px(k_gap), field.kind == FieldKind::lines ? ui.px(k_gap) : 0);
    if (field.valid || field.doubtful) {
        const auto place = text.cut_right(ui.px(24), ui.px(k_gap_s));
        draw_icon(ui, {place.center_x(), place.center_y()},
                  field.doubtful ? Icon::alert_circle : Icon::check_circle, 24,
                  field.doubtful ? Role::warning : Role::success);
    }
    const auto result = draw_text_box(ui, box, text, name, value,
                                      {.kind = field.kind,
                                       .characters_max = field.characters_max,
                                       .label = field.label,
                                       .hint = field.hint,
                                       .enabled = field.enabled,
                                       .required = field.required,
                                       .wrong = !field.error.empty(),
                                       .waits = field.waits});
    keep_whole_field_in_sight(ui, name, top, rest.top);
    return result;
}

SearchResult draw_search(Ui& ui, const Rect& rect, std::string_view name, const std::string& value,
                         const Search& search) {
    const IdScope scope(name);
    SearchResult result;
    const bool focused = ui.reachable() && ui.memory().field.id == ui.id("field");
    draw_box(ui, rect, focused, false, true);
    auto area = rect;
    area.cut_left(ui.px(k_gap));
    const auto sign = area.cut_left(ui.px(28), ui.px(k_gap_m));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::magnify, 26, Role::ink2);
    area.cut_right(ui.px(4));
    const auto target = ui.px(k_target_min);
    if (search.scan) {
        result.scan =
            draw_icon_button(ui, area.cut_right(target), "scan", ui.tr(words::scan), Icon::scan);
    }
    const bool can_clear = !value.empty();
    const auto clear_place = can_clear ? area.cut_right(target) : Rect{};
    const auto text = draw_text_box(ui, area, area.inset(0, ui.px(4)), "field", value,
                                    {.kind = search.kind,
                                     .label = search.hint,
                                     .hint = search.hint,
                                     .style = TextStyle::title_regular,
                                     .required = search.required,
                                     .wrong = search.wrong,
                                     .begins = search.begins,
                                     .finds = true});
    result.changed = text.changed;
    result.composing = text.composing;
    result.entered = text.entered;
    if (can_clear && draw_icon_button(ui, clear_place, "clear", ui.tr(words::clear_search),
                                      Icon::close_circle)) {
        result.changed = "";
    }
    return result;
}

bool draw_select(Ui& ui, Rect& rest, std::string_view name, const Field& field, const Text& chosen,
                 Icon icon) {
    const auto box = draw_field_frame(ui, rest, field, false);
    const auto press = press_area(ui, box, name, field.label, {.enabled = field.enabled});
    if (field.enabled) {
        ui.add_stop({.id = press.id,
                     .required = field.required,
                     .filled = !chosen.empty(),
                     .wrong = !field.error.empty()},
                    press.focused);
    }
    auto area = box.inset(ui.px(k_gap), 0);
    const auto place = area.cut_right(ui.px(24), ui.px(k_gap_s));
    draw_icon(ui, {place.center_x(), place.center_y()}, icon, 24, Role::ink2);
    if (chosen.empty()) {
        const auto hint = field.hint.empty() ? ui.tr(words::choose) : field.hint;
        draw_text(ui, area, hint, TextStyle::body, Role::ink2);
    } else {
        // Long words, an English lunar date for one, are smaller rather than cut.
        auto style = TextStyle::large;
        for (const auto less : {TextStyle::body, TextStyle::small, TextStyle::caption}) {
            if (text_width(ui, chosen.utf8(), style) > area.width()) style = less;
        }
        draw_text(ui, area, chosen, style, Role::ink);
    }
    if (press.held) fill(ui, box, Role::ink, k_radius_control, 0.06f);
    if (press.focused) focus_ring(ui, box, k_radius_control);
    return press.pressed;
}

}  // namespace qiantai::ui

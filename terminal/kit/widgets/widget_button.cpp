#include "terminal/kit/widgets/widget_button.hpp"

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_icon_dp = 24;
constexpr float k_padding_dp = 24;

struct Colors {
    Role ground;
    Role text;
};

Colors colors_of(const ButtonStyle& style) {
    if (!style.lacks.empty() && !style.busy) return {Role::surface2, Role::ink2};
    switch (style.kind) {
        case ButtonKind::primary:
            return {Role::primary, Role::on_primary};
        case ButtonKind::danger:
            return {Role::danger, Role::on_danger};
        case ButtonKind::ghost:
            return {Role::surface, Role::primary_text};
        case ButtonKind::secondary:
            if (style.chosen) return {Role::primary_soft, Role::primary_text};
            break;
    }
    return {Role::surface, Role::ink};
}

void draw_ground(const Ui& ui, const Rect& rect, const ButtonStyle& style, const Colors& colors,
                 bool held) {
    const bool ghost = style.kind == ButtonKind::ghost;
    if (!ghost) fill(ui, rect, colors.ground, k_radius_control);
    if (style.kind == ButtonKind::secondary && style.lacks.empty()) {
        border(ui, rect, style.chosen ? Role::primary : Role::outline, k_radius_control,
               style.chosen ? 2 : 1);
    } else if (!ghost && !style.lacks.empty() && !style.busy) {
        // What can't be pressed yet still has to be seen as a button.
        border(ui, rect, Role::line, k_radius_control);
    }
    if (held) fill(ui, rect, ghost ? Role::primary : colors.text, k_radius_control, 0.12f);
}

// What is missing, below the label: cuts itself off the button.
void draw_lacks(Ui& ui, Rect& rect, const Text& label_words, const Text& lacks) {
    if (lacks.empty() || lacks.utf8() == label_words.utf8()) return;
    const auto label = line_height(ui, TextStyle::large_strong);
    const auto below = line_height(ui, TextStyle::caption);
    auto lines = rect.centered(rect.width(), label + below);
    rect = lines.cut_top(label);
    draw_text(ui, lines.inset(ui.px(k_gap_s), 0), lacks, TextStyle::caption, Role::ink2,
              Align::center);
}

float key_width(const Ui& ui, ImGuiKey key) {
    const auto text = key_text(ui, key);
    if (text.empty()) return 0;
    return text_width(ui, text.utf8(), TextStyle::caption) + ui.px(k_gap_s) + 1;
}

}  // namespace

float button_width(const Ui& ui, const Text& label, const ButtonStyle& style) {
    const auto icon = style.icon == Icon::none && !style.busy ? 0 : ui.px(k_icon_dp + 10);
    const auto text = text_width(ui, label.utf8(), style.words) + icon;
    const auto lacks = text_width(ui, style.lacks.utf8(), TextStyle::caption);
    return std::max(text + key_width(ui, style.key), lacks) + 2 * ui.px(k_padding_dp);
}

bool draw_button(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                 const ButtonStyle& style) {
    const bool enabled = style.lacks.empty() && !style.busy;
    const auto press = press_area(ui, rect, name, label, {.enabled = enabled, .key = style.key});
    if (enabled && style.finishes != Finishes::nothing) ui.mark_finish(name, style.finishes);
    const auto colors = colors_of(style);
    draw_ground(ui, rect, style, colors, press.held);
    const bool has_icon = style.icon != Icon::none || style.busy;
    const auto gap = has_icon ? ui.px(10) : 0, icon = has_icon ? ui.px(k_icon_dp) : 0;
    const auto text = text_width(ui, label.utf8(), style.words);
    const auto padding = ui.px(k_gap_m);
    auto inner = rect;
    draw_lacks(ui, inner, label, style.lacks);
    inner = inner.inset(padding, 0);
    const auto key = key_width(ui, style.key);
    const auto wide = std::min(text + icon + gap + key, inner.width());
    inner = inner.centered(wide + 1, inner.height());
    if (key > 0) {
        draw_text(ui, inner.cut_right(key), key_text(ui, style.key), TextStyle::caption,
                  colors.text, Align::right);
    }
    if (has_icon) {
        const auto place = inner.cut_left(icon, gap);
        const ImVec2 center{place.center_x(), place.center_y()};
        if (style.busy) {
            spinner(ui, center, ui.px(9), colors.text);
        } else {
            draw_icon(ui, center, style.icon, k_icon_dp, colors.text);
        }
    }
    draw_text(ui, inner, label, style.words, colors.text);
    if (press.focused) focus_ring(ui, rect, k_radius_control);
    return press.pressed;
}

bool draw_text_button(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                      Role role) {
    const auto press = press_area(ui, rect, name, label);
    if (press.held) fill(ui, rect, role, k_radius_control, 0.12f);
    draw_text(ui, rect, label, TextStyle::body_strong, role, Align::center);
    if (press.focused) focus_ring(ui, rect, k_radius_control);
    return press.pressed;
}

bool draw_icon_button(Ui& ui, const Rect& rect, std::string_view name, const Text& label, Icon icon,
                      Role role, bool enabled) {
    const auto target = touch_target(ui, rect);
    const auto press = press_area(ui, target, name, label, {.enabled = enabled});
    if (press.held) fill(ui, target, Role::ink, k_radius_control, 0.10f);
    draw_icon(ui, {rect.center_x(), rect.center_y()}, icon, 26, enabled ? role : Role::ink3);
    if (press.focused) focus_ring(ui, target.inset(ui.px(4)), k_radius_control);
    return press.pressed;
}

}  // namespace qiantai::ui

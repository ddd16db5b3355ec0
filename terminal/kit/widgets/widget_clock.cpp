#include "terminal/kit/widgets/widget_clock.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_sign_dp = 22, k_time_bar_dp = 6;

Role bar_role(ClockLook look) {
    switch (look) {
        case ClockLook::running:
            return Role::primary;
        case ClockLook::due_soon:
            return Role::warning_bar;
        case ClockLook::overdue:
            return Role::danger;
        case ClockLook::paused:
            return Role::info;
        case ClockLook::met:
            return Role::success;
        case ClockLook::shop_closed:
        case ClockLook::met_late:
            break;
    }
    return Role::ink3;
}

}  // namespace

Icon clock_icon(ClockLook look) {
    switch (look) {
        case ClockLook::overdue:
            return Icon::timer_off;
        case ClockLook::paused:
            return Icon::pause_circle;
        case ClockLook::shop_closed:
            return Icon::moon;
        case ClockLook::met:
            return Icon::check_circle;
        case ClockLook::met_late:
            return Icon::alert;
        case ClockLook::running:
        case ClockLook::due_soon:
            break;
    }
    return Icon::timer;
}

Tone clock_tone(ClockLook look) {
    switch (look) {
        case ClockLook::due_soon:
        case ClockLook::met_late:
            return Tone::warning;
        case ClockLook::overdue:
            return Tone::danger;
        case ClockLook::paused:
            return Tone::info;
        case ClockLook::met:
            return Tone::success;
        case ClockLook::running:
        case ClockLook::shop_closed:
            break;
    }
    return Tone::neutral;
}

void draw_clock_line(Ui& ui, Rect& rest, const ClockLine& clock) {
    auto line = rest.cut_top(line_height(ui, TextStyle::body_strong), ui.px(k_gap_xs));
    const auto sign = line.cut_left(ui.px(k_sign_dp), ui.px(k_gap_s));
    const auto role = tone_text(clock_tone(clock.look));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, clock_icon(clock.look), k_sign_dp, role);
    draw_text(ui, line, clock.left, TextStyle::body_strong, role);
    const auto bar = rest.cut_top(ui.px(k_time_bar_dp), ui.px(k_gap_xs));
    fill(ui, bar, Role::surface2, k_time_bar_dp / 2);
    auto gone = bar;
    gone.right = gone.left + bar.width() * std::clamp(clock.share, 0.0f, 1.0f);
    if (gone.width() >= ui.px(2)) fill(ui, gone, bar_role(clock.look), k_time_bar_dp / 2);
    draw_text(ui, rest.cut_top(line_height(ui, TextStyle::small)), clock.wall, TextStyle::caption,
              Role::ink2);
}

}  // namespace qiantai::ui

#include "terminal/kit/widgets/widget_state.hpp"

#include <array>
#include <cmath>

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {

namespace {

constexpr float k_top_dp = 260, k_portrait_top_dp = 360;

void draw_state_sign(Ui& ui, const Rect& sign, const EmptyState& state) {
    dot(ui, {sign.center_x(), sign.center_y()}, ui.px(36), tone_ground(state.tone));
    if (state.busy) {
        spinner(ui, {sign.center_x(), sign.center_y()}, ui.px(16), Role::primary);
    } else {
        draw_icon(ui, {sign.center_x(), sign.center_y()}, state.icon, 36, tone_text(state.tone));
    }
}

}  // namespace

bool draw_empty_state(Ui& ui, const Rect& room, std::string_view name, const EmptyState& state) {
    // Beside the keyboard on a low screen the words and the button come before the sign.
    const auto wide = std::min(room.width() - ui.px(2 * k_gap), ui.px(480));
    const auto title = wrapped_height(ui, state.title, TextStyle::large_strong, wide);
    const auto body =
        state.body.empty() ? 0 : wrapped_height(ui, state.body, TextStyle::body, wide) + ui.px(6);
    const auto action = state.action.empty() ? 0 : ui.px(k_gap_l + k_button_height);
    const auto words = title + body + action;
    const auto sign_high = ui.px(72 + k_gap);
    const bool has_sign = room.height() >= sign_high + words;
    auto rect = room;
    std::optional<ScrollArea> scroll;
    if (room.height() < words) {
        scroll.emplace(ui, "state", room);
        rect = scroll->content();
        rect.bottom = rect.top + words;
        scroll->finish(rect.bottom);
    }
    auto area = rect.centered(wide, words + (has_sign ? sign_high : 0));
    // At one height on every page, and not so low on a high one that the eyes have to look for it.
    const auto line = ui.screen().top + ui.px(ui.portrait() ? k_portrait_top_dp : k_top_dp);
    const auto top = std::clamp(line, rect.top, std::max(rect.top, area.top));
    area = area.moved(0, top - area.top);
    if (has_sign) draw_state_sign(ui, area.cut_top(ui.px(72), ui.px(k_gap)), state);
    const auto balanced = [&](const Rect& place, const Text& text, TextStyle style, Role role) {
        const auto least = balanced_width(ui, text, style, place.width());
        draw_wrapped(ui, place.centered(least, place.height()), text, style, role, Align::center);
    };
    balanced(area.cut_top(title, ui.px(6)), state.title, TextStyle::large_strong, Role::ink);
    if (!state.body.empty()) {
        balanced(area.cut_top(body - ui.px(6)), state.body, TextStyle::body, Role::ink2);
    }
    if (state.action.empty()) return false;
    const ButtonStyle style{.kind =
                                state.is_next_step ? ButtonKind::primary : ButtonKind::secondary};
    const auto button = area.cut_bottom(ui.px(k_button_height));
    const auto place = button.centered(button_width(ui, state.action, style), button.height());
    return draw_button(ui, place, name, state.action, style);
}

void draw_loading_rows(Ui& ui, const Rect& rect) {
    const ClipScope clip(rect);
    constexpr std::array k_widths{0.42f, 0.30f, 0.36f};
    auto rest = rect;
    for (std::size_t i = 0; rest.height() > ui.px(24); ++i) {
        auto row = rest.cut_top(ui.px(72)).inset(ui.px(k_gap_m), 0);
        const auto disc = row.cut_left(ui.px(44), ui.px(14));
        dot(ui, {disc.center_x(), disc.center_y()}, ui.px(22), Role::surface2);
        const auto share = k_widths[i % k_widths.size()];
        fill(ui, Rect::sized(row.left, row.center_y() - ui.px(17), row.width() * share, ui.px(15)),
             Role::surface2, 6);
        fill(
            ui,
            Rect::sized(row.left, row.center_y() + ui.px(7), row.width() * share * 0.6f, ui.px(11)),
            Role::surface2, 5);
    }
}

void draw_progress(Ui& ui, const Rect& rect, float share, Tone tone) {
    const auto bar = rect.centered(rect.width(), ui.px(10));
    fill(ui, bar, Role::surface2, 5);
    auto done = bar;
    done.right = done.left + bar.width() * std::clamp(share, 0.0f, 1.0f);
    if (done.width() < ui.px(2)) return;
    fill(ui, done, tone == Tone::primary ? Role::primary : tone_text(tone), 5);
}

void draw_moving_bar(Ui& ui, const Rect& rect) {
    constexpr float k_part = 0.3f;
    constexpr double k_run_s = 1.6;
    const auto bar = rect.centered(rect.width(), ui.px(10));
    fill(ui, bar, Role::surface2, 5);
    const auto along =
        ui.motion() ? static_cast<float>(std::fmod(ui.now_s(), k_run_s) / k_run_s) : 0.5f;
    const auto left = bar.left + bar.width() * (along * (1 + k_part) - k_part);
    const Rect part{std::max(bar.left, left), bar.top,
                    std::min(bar.right, left + bar.width() * k_part), bar.bottom};
    if (part.width() >= ui.px(2)) fill(ui, part, Role::primary, 5);
    if (ui.motion()) ui.keep_moving();
}

void draw_busy(Ui& ui, const Rect& rect, const Text& text) {
    const auto wide = text_width(ui, text.utf8(), TextStyle::body) + 1;
    auto area = rect.centered(std::min(rect.width(), wide + ui.px(40)), rect.height());
    const auto sign = area.cut_left(ui.px(28), ui.px(k_gap_m));
    spinner(ui, {sign.center_x(), sign.center_y()}, ui.px(11), Role::primary);
    draw_text(ui, area, text, TextStyle::body, Role::ink2);
}

}  // namespace qiantai::ui

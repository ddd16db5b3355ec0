#include "terminal/kit/widgets/widget_overlay.hpp"

#include "assets/words/member_page.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_appear_s = 0.16f;
constexpr float k_low_overlay_dp = 360;

// Quick at first, then settling.
float eased(float share) {
    return 1 - (1 - share) * (1 - share) * (1 - share);
}

void draw_sign(const Ui& ui, const Rect& place, Icon icon, Tone tone) {
    dot(ui, {place.left + ui.px(28), place.center_y()}, ui.px(28), tone_ground(tone));
    draw_icon(ui, {place.left + ui.px(28), place.center_y()}, icon, 30, tone_text(tone));
}

}  // namespace

bool is_low(const Ui& ui, const Rect& area) {
    return area.height() < ui.px(k_low_overlay_dp);
}

Panel draw_panel(Ui& ui, const Rect& area, std::string_view name, float width_dp, float height_px) {
    ui.begin_view(name, ViewKind::sheet);
    const auto share = eased(ui.appearing(name, k_appear_s));
    const auto screen = ui.screen();
    ui.canvas().AddRectFilled(screen.min(), screen.max(), ui.color(Role::scrim, 0.5f * share));
    // What does not fit otherwise has less around it.
    const bool low =
        is_low(ui, area) || height_px + ui.px(2 * k_gap_xl + 2 * k_gap) > area.height();
    const auto padding = ui.px(k_gap_xl), above = ui.px(low ? k_gap_m : k_gap_xl);
    const auto free = area.inset(ui.px(k_gap), ui.px(low ? k_gap_xs : k_gap));
    const auto wide = panel_inside_width(ui, area, width_dp) + 2 * padding;
    const auto high = std::min(height_px + 2 * above, free.height());
    auto panel = area.centered(wide, high);
    if (ui.portrait()) panel = panel.moved(0, area.bottom - panel.bottom);
    const auto shown = panel.moved(0, (1 - share) * ui.px(24));
    auto ground = shown;
    // Its lower corners lie below the edge it grows out of.
    if (ui.portrait()) ground.bottom += ui.px(k_radius_card + k_gap_xl);
    fill(ui, ground, Role::surface, k_radius_card + 4);
    border(ui, ground, Role::line, k_radius_card + 4);
    Panel result{.inside = shown.inset(padding, above)};
    if (!ui.reachable()) return result;
    auto& gesture = ui.memory().gesture;
    const bool beside = ImGui::IsMouseReleased(ImGuiMouseButton_Left) && !gesture.dragging &&
                        !gesture.taken && area.contains(gesture.start) &&
                        !panel.contains(gesture.start) && gesture.start_s > 0;
    result.dismissed = beside || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    return result;
}

float panel_inside_width(const Ui& ui, const Rect& area, float width_dp) {
    // A sheet from the bottom edge takes the width of a narrow screen.
    const auto outer =
        ui.portrait() ? area.width() : std::min(ui.px(width_dp), area.width() - ui.px(2 * k_gap));
    return outer - ui.px(2 * k_gap_xl);
}

bool draw_sheet_close(Ui& ui, Rect& line) {
    const auto place = line.cut_right(ui.px(k_target_min));
    // Its strokes end where the content does.
    const auto at = place.centered(place.width(), ui.px(k_target_min)).moved(ui.px(15), 0);
    return draw_icon_button(ui, at, "close sheet", ui.tr(words::close), Icon::close);
}

Text Heading::line() const {
    return whom.empty() ? what : Text::data(whom.utf8() + " · " + what.utf8());
}

bool draw_sheet_title(Ui& ui, Rect& inside, const Heading& heading, float gap_dp) {
    const auto title = heading.line();
    const auto least = ui.px(k_target_min);
    const auto lines = wrapped_height(ui, title, TextStyle::title, inside.width() - least);
    auto line = inside.cut_top(std::max(least, lines), ui.px(gap_dp));
    const bool closed = draw_sheet_close(ui, line);
    draw_wrapped(ui, line.centered(line.width(), lines), title, TextStyle::title, Role::ink);
    return closed;
}

std::optional<DialogAnswer> draw_dialog(Ui& ui, const Rect& area, const Dialog& dialog) {
    const IdScope scope("dialog");
    constexpr float k_width_dp = 520;
    const auto wide = panel_inside_width(ui, area, k_width_dp);
    const auto heading = dialog.heading.line();
    const auto body = wrapped_height(ui, dialog.body, TextStyle::body, wide);
    const auto title = wrapped_height(ui, heading, TextStyle::title, wide);
    const auto sign = ui.px(k_target_min + k_gap);
    const auto high = sign + title + ui.px(k_gap_s) + body + ui.px(k_gap_xl + k_button_height);
    const auto panel = draw_panel(ui, area, "panel", k_width_dp, high);
    auto inside = panel.inside;
    auto head = inside.cut_top(ui.px(k_target_min), ui.px(k_gap));
    if (dialog.icon != Icon::none) draw_sign(ui, head, dialog.icon, dialog.tone);
    draw_wrapped(ui, inside.cut_top(title, ui.px(k_gap_s)), heading, TextStyle::title, Role::ink);
    auto buttons = inside.cut_bottom(ui.px(k_button_height));
    draw_wrapped(ui, inside, dialog.body, TextStyle::body, Role::ink2);

    std::optional<DialogAnswer> answer;
    if (panel.dismissed) answer = DialogAnswer::cancelled;
    // What can't be taken back is reached by Tab alone.
    const bool plain = dialog.confirm_kind != ButtonKind::danger;
    const ButtonStyle confirm{.kind = dialog.confirm_kind,
                              .finishes = plain ? Finishes::question : Finishes::nothing};
    const bool two = !dialog.cancel.empty();
    const auto half = buttons.column(0, 2, ui.px(k_gap_m)).width();
    if (two && draw_button(ui, buttons.cut_left(half, ui.px(k_gap_m)), "cancel", dialog.cancel)) {
        answer = DialogAnswer::cancelled;
    }
    if (draw_button(ui, buttons, "confirm", dialog.confirm, confirm)) {
        answer = DialogAnswer::confirmed;
    }
    // After them, as Tab goes.
    if (draw_sheet_close(ui, head)) answer = DialogAnswer::cancelled;
    return answer;
}

namespace {

bool draw_option(Ui& ui, const Rect& place, std::string_view name, const Text& option, bool on,
                 bool last) {
    const auto press = press_area(ui, place, name, option);
    if (on) fill(ui, place, Role::primary_soft, k_radius_small);
    if (press.held) fill(ui, place, Role::ink, k_radius_small, 0.06f);
    if (!on && !last) divider(ui, place.left, place.right, place.bottom - 1);
    auto line = place.inset(ui.px(k_gap_m), 0);
    const auto mark = line.cut_right(ui.px(26), ui.px(k_gap_s));
    if (on) {
        draw_icon(ui, {mark.center_x(), mark.center_y()}, Icon::check, 26, Role::primary_text);
    }
    draw_text(ui, line, option, on ? TextStyle::large_strong : TextStyle::large,
              on ? Role::primary_text : Role::ink);
    if (press.focused) focus_ring(ui, place.inset(ui.px(3)), k_radius_small);
    return press.pressed;
}

}  // namespace

ChoiceAnswer draw_choice_sheet(Ui& ui, const Rect& area, const ChoiceSheet& sheet) {
    const IdScope scope("choice sheet");
    ChoiceAnswer answer;
    const auto panel = draw_sheet(ui, area, {.width_dp = 460}, [&](Rect& inside) {
        answer.dismissed = draw_sheet_title(ui, inside, sheet.heading, k_gap_xs);
        ScrollArea scroll(ui, "options", inside, Role::surface);
        auto rest = scroll.content();
        const auto count = static_cast<int>(sheet.options.size());
        for (int i = 0; i < count; ++i) {
            const auto place = rest.cut_top(ui.px(64));
            if (!scroll.in_sight(place)) continue;
            if (draw_option(ui, place, fmt::format("option {}", i),
                            sheet.options[static_cast<std::size_t>(i)], sheet.selected == i,
                            i + 1 == count)) {
                answer.chosen = i;
            }
        }
        inside.top = scroll.finish(rest.top);
    });
    answer.dismissed |= panel.dismissed;
    return answer;
}

std::optional<std::string> draw_toast(Ui& ui, const Rect& area, const ToastQueue& toasts) {
    const auto* toast = toasts.shown();
    if (toast == nullptr) return std::nullopt;
    if (toasts.until_s()) ui.wake_at(*toasts.until_s());
    const IdScope scope("toast");
    const bool acts = !toast->action.empty();
    const auto action = acts ? text_width(ui, toast->action.utf8(), TextStyle::body_strong) : 0;
    const auto padding = ui.px(20), icon = ui.px(34);
    const auto room = std::min(ui.px(640), area.width());
    const auto beside = 2 * padding + icon + (acts ? action + ui.px(40) : 0);
    const auto text =
        std::min(text_width(ui, toast->text.utf8(), TextStyle::body) + 2, room - beside);
    const auto high =
        std::max(ui.px(60), wrapped_height(ui, toast->text, TextStyle::body, text) + ui.px(k_gap));
    auto bar = area.centered(text + beside, high);
    bar = bar.moved(0, std::max(0.0f, area.top + ui.px(k_gap_xs) - bar.top));
    // Each toast comes by itself, also the one that follows another at once.
    const auto share = eased(ui.appearing(toast->text.utf8(), k_appear_s));
    bar = bar.moved(0, (share - 1) * ui.px(k_gap));
    fill(ui, bar, Role::toast, k_radius_control);
    auto inside = bar;
    inside.cut_left(padding);
    const auto sign = inside.cut_left(icon);
    draw_icon(ui, {sign.left + ui.px(12), sign.center_y()}, tone_icon(toast->tone), 24,
              Role::on_toast);
    std::optional<std::string> pressed;
    if (acts) {
        const auto target = inside.cut_right(action + ui.px(40));
        const auto press = press_area(ui, target, "action", toast->action);
        if (press.held) fill(ui, target, Role::on_toast, k_radius_control, 0.15f);
        draw_text(ui, target, toast->action, TextStyle::body_strong, Role::on_toast, Align::center);
        fill(ui, {target.left, target.top + ui.px(16), target.left + 1, target.bottom - ui.px(16)},
             Role::on_toast, 0, 0.35f);
        if (press.focused) focus_ring(ui, target.inset(ui.px(4)), k_radius_control);
        if (press.pressed) pressed = toast->action_id;
    }
    const auto lines = wrapped_height(ui, toast->text, TextStyle::body, text);
    draw_wrapped(ui, inside.centered(inside.width(), lines), toast->text, TextStyle::body,
                 Role::on_toast);
    return pressed;
}

}  // namespace qiantai::ui

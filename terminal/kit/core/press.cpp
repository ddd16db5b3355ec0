#include "terminal/kit/core/press.hpp"

#include <imgui_internal.h>

#include <numbers>

namespace qiantai::ui {
namespace {

constexpr double k_long_press_s = 0.5;
// A plain touch is over before this and shows no ring.
constexpr double k_ring_from_s = 0.15;
constexpr float k_ring_dp = 44;  // wider than a fingertip

bool is_long_press(Ui& ui, ImGuiID id) {
    auto& gesture = ui.memory().gesture;
    if (!gesture.down || gesture.dragging || gesture.long_pressed == id) return false;
    const auto due = gesture.start_s + k_long_press_s;
    if (ui.now_s() < due) {
        ui.wake_at(due);
        return false;
    }
    gesture.long_pressed = id;
    return true;
}

// Shows how long there is still to hold, over everything else and where the finger does not hide
// it.
void draw_ring(Ui& ui) {
    const auto& gesture = ui.memory().gesture;
    const auto held_s = ui.now_s() - gesture.start_s;
    if (!ui.motion() || !gesture.down || gesture.dragging || gesture.long_pressed != 0) return;
    ui.keep_moving();
    if (held_s < k_ring_from_s) return;
    const auto share =
        static_cast<float>((held_s - k_ring_from_s) / (k_long_press_s - k_ring_from_s));
    auto& canvas = *ImGui::GetForegroundDrawList();
    const auto radius = ui.px(k_ring_dp), wide = ui.px(6);
    constexpr auto k_top = -std::numbers::pi_v<float> / 2;
    canvas.AddCircle(gesture.start, radius, ui.color(Role::primary_soft), 0, wide);
    canvas.PathArcTo(gesture.start, radius, k_top,
                     k_top + 2 * std::numbers::pi_v<float> * std::min(share, 1.0f));
    canvas.PathStroke(ui.color(Role::primary), 0, wide);
}

bool is_key_pressed(Ui& ui, ImGuiKey key) {
    if (key == ImGuiKey_None || !ImGui::IsKeyPressed(key, false)) return false;
    ui.use_keys();
    return true;
}

}  // namespace

Text key_text(const Ui& ui, ImGuiKey key) {
    if (key == ImGuiKey_None || !ui.has_keys()) return {};
    return Text::data(ImGui::GetKeyName(key));
}

Rect touch_target(const Ui& ui, const Rect& rect) {
    const auto least = ui.px(k_target_min);
    return rect.centered(std::max(rect.width(), least), std::max(rect.height(), least));
}

Press press_area(Ui& ui, const Rect& target, std::string_view name, const Text& label,
                 const PressOptions& options) {
    Press press;
    press.id = ui.id(name);
    if (ui.observer() != nullptr) {
        ui.observer()->on_item({press.id, std::string(name), label.utf8(), target, ui.clip(),
                                options.kind, options.enabled, ui.scrolling(), ui.reachable()});
    }
    auto& focus = ui.memory().focus;
    // Also while it can't be pressed: it has the focus again when it can.
    if (!ui.measuring() && ImGui::GetCurrentContext()->NavId == press.id) focus.seen = true;
    if (!ui.reachable() || !options.enabled) return press;
    if (options.tab_stop) {
        if (focus.drawing.first_item == 0) focus.drawing.first_item = press.id;
        if (options.kind != ItemKind::field) {
            const auto way = ui.take_wish(press.id);
            // A surface, such as a pad, has keys of its own.
            const bool surface = options.kind == ItemKind::surface;
            if (way) ui.focus_item(press.id, surface ? FocusWay::returned : *way);
        }
    }

    const ImRect box(target.min(), target.max());
    ImGuiItemFlags flags = ImGuiItemFlags_None;
    if (options.repeats) flags |= ImGuiItemFlags_ButtonRepeat;
    if (!options.tab_stop) flags |= ImGuiItemFlags_NoTabStop | ImGuiItemFlags_NoNav;
    const bool asked = focus.press == press.id || is_key_pressed(ui, options.key);
    if (!ImGui::ItemAdd(box, press.id, nullptr, flags)) {
        press.pressed = asked;
        return press;
    }
    bool hovered = false;
    // A touch leaves the keyboard's focus where it is: otherwise pressing "save" would close the
    // on-screen keyboard, and the button would move away from under the finger.
    press.pressed = ImGui::ButtonBehavior(box, press.id, &hovered, &press.held,
                                          ImGuiButtonFlags_NoNavFocus | ImGuiButtonFlags_NoFocus);
    auto& gesture = ui.memory().gesture;
    const bool by_finger =
        ImGui::IsMouseDown(ImGuiMouseButton_Left) || ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    if (gesture.dragging && by_finger) press.held = press.pressed = false;
    if (press.held) {
        gesture.taken = true;
        if (options.holds_drag) gesture.locked = true;
        press.long_pressed = is_long_press(ui, press.id);
        if (options.long_press) draw_ring(ui);
    }
    // The release after a long press is not another press.
    if (press.pressed && gesture.long_pressed == press.id) press.pressed = false;
    press.pressed |= asked;
    const auto& context = *ImGui::GetCurrentContext();
    press.focused = context.NavCursorVisible && context.NavId == press.id;
    return press;
}

}  // namespace qiantai::ui

#include "terminal/kit/core/scroll_area.hpp"

#include <imgui_internal.h>

#include <cmath>

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_drag_start_dp = 10;  // a finger that moves less is pressing
constexpr float k_wheel_dp = 72;
constexpr float k_fade_dp = 20;
constexpr float k_focus_ring_dp = 4;

}  // namespace

ScrollArea::ScrollArea(Ui& ui, std::string_view name, const Rect& view, Role ground)
    : m_ui(ui),
      m_id(ui.id(name)),
      m_view(view),
      m_content(Rect::sized(view.left, view.top, view.width(), k_endless)),
      m_ground(ground),
      m_margin(ui.px(96)) {
    if (ui.measuring()) return;
    auto& scroll = ui.memory().scrolls[m_id];
    scroll.frame = ImGui::GetFrameCount();
    auto& physics = scroll.physics;
    if (ui.memory().focus.sheet_is_new) physics = {};
    const auto end = std::max(0.0f, scroll.content_height - view.height());
    physics.clamp_to(end);
    if (ui.reachable()) {
        auto& gesture = ui.memory().gesture;
        if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && view.contains(gesture.start)) {
            gesture.scroll_area = m_id;
        }
        if (gesture.scroll_area == m_id) follow_finger(physics, end);
        const auto& io = ImGui::GetIO();
        if (io.MouseWheel != 0 && view.contains(io.MousePos)) {
            physics.jump_to(physics.offset() - io.MouseWheel * ui.px(k_wheel_dp), end);
        }
    }
    physics.step(ui.frame_s(), end);
    if (physics.moving()) ui.keep_moving();
    const auto shift = std::round(physics.offset());
    m_content = Rect::sized(view.left, view.top - shift, view.width(), k_endless);
    // The ring around what is focused at the edge stays whole; above, only while nothing is hidden
    // there.
    auto clip = view.inset(-m_ui.px(k_focus_ring_dp), 0);
    if (shift <= 0) clip.top -= m_ui.px(k_focus_ring_dp);
    ImGui::PushClipRect({std::floor(clip.left), std::floor(clip.top)},
                        {std::ceil(clip.right), std::ceil(clip.bottom)}, true);
    ++ui.m_scrolling;
}

ScrollArea::~ScrollArea() {
    if (m_ui.measuring()) return;
    --m_ui.m_scrolling;
    ImGui::PopClipRect();
    draw_fade();
    draw_thumb();
}

void ScrollArea::follow_finger(ScrollPhysics& physics, float end) {
    auto& gesture = m_ui.memory().gesture;
    const auto& io = ImGui::GetIO();
    const bool pressed_now = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    if (pressed_now && physics.moving()) {
        // A touch on running content stops it and presses nothing.
        physics.stop();
        gesture.dragging = true;
    }
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        if (gesture.down && gesture.dragging) {
            physics.release(static_cast<float>(m_ui.now_s() - gesture.moved_s));
        }
        return;
    }
    const auto dx = io.MousePos.x - gesture.start.x, dy = io.MousePos.y - gesture.start.y;
    const bool starts = std::abs(dy) > m_ui.px(k_drag_start_dp) && std::abs(dy) > std::abs(dx);
    if (!gesture.dragging && !gesture.locked && starts && end > 0) {
        gesture.dragging = true;
        gesture.last = io.MousePos;
    }
    if (!gesture.dragging) return;
    ImGui::ClearActiveID();
    const auto by = io.MousePos.y - gesture.last.y;
    if (by != 0) {
        physics.drag(by, m_ui.frame_s(), end);
        gesture.moved_s = m_ui.now_s();
    }
    gesture.last = io.MousePos;
}

void ScrollArea::keep_in_sight(const Rect& target) {
    m_kept = target;
}

void ScrollArea::reveal(ScrollPhysics& physics, const Rect& target, float end) {
    const auto margin =
        std::min(m_ui.px(24), std::max(0.0f, (m_view.height() - target.height()) / 2));
    const auto offset = physics.offset();
    if (target.top < m_view.top + margin) {
        physics.jump_to(offset + target.top - m_view.top - margin, end);
    } else if (target.bottom > m_view.bottom - margin) {
        physics.jump_to(offset + target.bottom - m_view.bottom + margin, end);
    }
    if (physics.offset() != offset) m_ui.keep_moving();
}

float ScrollArea::finish(float bottom) {
    if (m_ui.measuring()) return bottom;
    auto& memory = m_ui.memory();
    auto& scroll = memory.scrolls[m_id];
    auto& physics = scroll.physics;
    const auto height = bottom - m_content.top;
    scroll.content_height = height;
    const auto end = std::max(0.0f, height - m_view.height());
    const auto inside = [&](const Rect& rect) {
        return rect.left >= m_view.left - 1 && rect.right <= m_view.right + 1 &&
               rect.top >= m_content.top - 1 && rect.bottom <= bottom + 1;
    };
    // The focused field is brought into sight when it gets the focus, when the keyboard takes its
    // place away or gives it back and when it moves or grows, by an error below it for one; otherwise a person may
    // scroll it out of sight.
    const bool resized = m_view.height() != scroll.view_height;
    scroll.view_height = m_view.height();
    const auto& field = memory.field;
    if (field.id != 0 && field.drawn && inside(field.rect)) {
        const auto in_content = field.rect.moved(0, -m_content.top);
        const bool moved = std::abs(in_content.top - field.seen_at.top) > 1 ||
                           std::abs(in_content.bottom - field.seen_at.bottom) > 1;
        if (field.reveal || resized || moved) reveal(physics, field.rect, end);
        memory.field.reveal = false;
        memory.field.seen_at = in_content;
    }
    if (m_kept) reveal(physics, *m_kept, end);
    const auto& context = *ImGui::GetCurrentContext();
    if (context.NavId != 0 && context.NavId != memory.nav_revealed && context.NavCursorVisible) {
        const auto& nav =
            context.NavWindow != nullptr
                ? ImGui::WindowRectRelToAbs(context.NavWindow,
                                            context.NavWindow->NavRectRel[ImGuiNavLayer_Main])
                : ImRect();
        const Rect target{nav.Min.x, nav.Min.y, nav.Max.x, nav.Max.y};
        if (inside(target)) {
            // A field is in sight already, with more than its box.
            if (context.NavId != field.id) reveal(physics, target, end);
            memory.nav_revealed = context.NavId;
        }
    }
    return m_view.bottom;
}

void ScrollArea::draw_fade() {
    const auto& scroll = m_ui.memory().scrolls.at(m_id);
    const auto below =
        scroll.content_height - m_view.height() - std::max(0.0f, scroll.physics.offset());
    const auto high = std::min(m_ui.px(k_fade_dp), below);
    if (high < 1) return;
    const auto solid = m_ui.color(m_ground);
    const auto clear = solid & ~IM_COL32_A_MASK;
    m_ui.canvas().AddRectFilledMultiColor({m_view.left, m_view.bottom - high},
                                          {m_view.right, m_view.bottom}, clear, clear, solid,
                                          solid);
}

// Beside the view, so that it never lies over what it scrolls.
void ScrollArea::draw_thumb() {
    const auto& scroll = m_ui.memory().scrolls.at(m_id);
    const auto& physics = scroll.physics;
    const auto end = scroll.content_height - m_view.height();
    // Half a pixel of rounding is nothing to scroll.
    if (end < 1) return;
    const auto track = m_view.inset(0, m_ui.px(4));
    const auto share = m_view.height() / (m_view.height() + end);
    const auto size = std::min(track.height(), std::max(m_ui.px(32), track.height() * share));
    const auto at = std::clamp(physics.offset() / end, 0.0f, 1.0f);
    // A page's own thumb stands in the middle of the margin; one in a card close to what it moves.
    const bool page = m_view.right + m_ui.px(k_gap_xl) >= m_ui.screen().right - 1;
    const auto left =
        page ? m_ui.screen().right - m_ui.px(k_gap_xl - 10) : m_view.right + m_ui.px(2);
    const auto thumb =
        Rect::sized(left, track.top + (track.height() - size) * at, m_ui.px(4), size);
    fill(m_ui, thumb, Role::ink3, 2, physics.moving() ? 0.9f : 0.5f);
}

}  // namespace qiantai::ui

#pragma once

#include <optional>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// Content that may be higher than its place. Scrolls by finger with inertia, by wheel, and by
/// itself when the focused control lies out of sight. What goes on below the view fades into the
/// ground, so that a cut is never taken for an end. Construct, draw into content(), call finish()
/// with where the content ended. While measuring nothing scrolls and nothing is in sight.
class ScrollArea {
  public:
    ScrollArea(Ui& ui, std::string_view name, const Rect& view, Role ground = Role::background);
    ~ScrollArea();
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;

    /// As wide as the view, already moved by the scrolling; extends as far down as needed.
    Rect content() const { return m_content; }
    Rect view() const { return m_view; }
    /// True if something between these lies in sight; rows out of sight need not be drawn.
    bool in_sight(const Rect& rect) const {
        return !m_ui.measuring() && rect.overlaps(m_view.inset(0, -m_margin));
    }
    /// Scrolls so that it is seen whole; before finish().
    void keep_in_sight(const Rect& target);
    /// `bottom` in the same coordinates as content(). Returns where what follows the area begins:
    /// below the view; while measuring below all of the content.
    float finish(float bottom);

  private:
    void follow_finger(ScrollPhysics& physics, float end);
    void reveal(ScrollPhysics& physics, const Rect& target, float end);
    void draw_fade();
    void draw_thumb();

    Ui& m_ui;
    ImGuiID m_id;
    Rect m_view;
    Rect m_content;
    Role m_ground;
    std::optional<Rect> m_kept{};
    float m_margin;  ///< rows so close to the view are drawn, so that arrows find the next one
};

}  // namespace qiantai::ui

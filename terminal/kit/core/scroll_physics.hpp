#pragma once

namespace qiantai::ui {

/// One direction of a scrolling area: follows the finger, runs on with what speed it had, pulls
/// back when drawn over its end. Distances in pixels, times in seconds. Pure; scroll_area.cpp feeds
/// it.
class ScrollPhysics {
  public:
    float offset() const { return m_offset; }
    /// True while it moves by itself and needs frames.
    bool moving() const { return m_moving; }

    /// The finger moved the content by `by` within `seconds`; `end` is the greatest resting offset.
    void drag(float by, float seconds, float end);
    /// The finger left; `seconds_still` it had not moved before that.
    void release(float seconds_still);
    void stop();
    void step(float seconds, float end);
    /// Goes there at once, e.g. to show a focused field.
    void jump_to(float offset, float end);
    /// The content became shorter: no overscroll remains.
    void clamp_to(float end);

  private:
    float m_offset = 0;
    float m_speed = 0;
    bool m_moving = false;
    bool m_held = false;
};

}  // namespace qiantai::ui

#pragma once

#include <algorithm>
#include <optional>

namespace qiantai::ui {

/// Decides when the next frame is drawn: three after an event (one takes the input in, one shows
/// its effects, one lets layout that depends on measured sizes settle), one after the other while
/// something moves, one at a time somebody asked for, none otherwise. Seconds of a steady clock.
class FramePacer {
  public:
    void on_event() { m_frames_left = k_frames_after_event; }

    /// After a frame: whether it was moving something, and when it wants to be drawn again at the
    /// latest.
    void on_frame(bool moving, std::optional<double> wake_s) {
        m_frames_left = std::max(m_frames_left - 1, moving ? 1 : 0);
        m_wake_s = wake_s;
    }

    bool wants_frame(double now_s) const {
        return m_frames_left > 0 || (m_wake_s && now_s >= *m_wake_s);
    }

    /// How long the window may sleep unless an event comes; nothing means until one comes.
    std::optional<double> sleep_s(double now_s) const {
        if (m_frames_left > 0) return 0.0;
        if (!m_wake_s) return std::nullopt;
        return std::max(0.0, *m_wake_s - now_s);
    }

  private:
    static constexpr int k_frames_after_event = 3;

    int m_frames_left = k_frames_after_event;
    std::optional<double> m_wake_s;
};

}  // namespace qiantai::ui

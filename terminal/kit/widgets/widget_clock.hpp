#pragma once

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

/// How a deadline stands; each is told by its icon, its words and its bar together.
enum class ClockLook : std::uint8_t {
    running,
    due_soon,
    overdue,
    paused,       ///< somebody else is waited for: the bar stands still
    shop_closed,  ///< it runs on when the shop opens
    met,
    met_late,
};
Icon clock_icon(ClockLook look);
Tone clock_tone(ClockLook look);

/// What is left, a bar of how much of the time is gone, and the time of day.
struct ClockLine {
    ClockLook look = ClockLook::running;
    Text left;        ///< "还剩 18 分"
    Text wall{};      ///< "今天 14:49 · 只计营业时间"
    float share = 0;  ///< 0 to 1 of the time that is gone
};
/// Cuts itself off `rest`.
void draw_clock_line(Ui& ui, Rect& rest, const ClockLine& clock);

}  // namespace qiantai::ui

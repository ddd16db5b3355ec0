#pragma once

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "terminal/kit/core/text.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

struct Toast {
    Text text;
    Tone tone = Tone::neutral;
    Text action{};            ///< words of a button, if it has one
    std::string action_id{};  ///< what the screen gets back when it is pressed
};

/// Short notices, one at a time, each long enough to be read. Seconds of a steady clock.
class ToastQueue {
  public:
    void push(Toast toast) { m_waiting.push_back(std::move(toast)); }

    /// Lets the shown one go when its time is over and takes the next.
    void step(double now_s) {
        if (!m_waiting.empty() && m_until_s && now_s >= *m_until_s) drop();
        if (!m_waiting.empty() && !m_until_s) m_until_s = now_s + seconds_for(m_waiting.front());
    }
    void drop() {
        if (!m_waiting.empty()) m_waiting.pop_front();
        m_until_s.reset();
    }
    const Toast* shown() const { return m_until_s ? &m_waiting.front() : nullptr; }
    std::optional<double> until_s() const { return m_until_s; }

  private:
    // Four seconds, longer for a long one, and for one that offers something to do.
    static double seconds_for(const Toast& toast) {
        if (!toast.action.empty()) return 8;
        constexpr double k_bytes_in_a_second = 20;
        return std::clamp(static_cast<double>(toast.text.utf8().size()) / k_bytes_in_a_second, 4.0,
                          8.0);
    }

    std::deque<Toast> m_waiting;
    std::optional<double> m_until_s;
};

}  // namespace qiantai::ui

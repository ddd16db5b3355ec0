#include "terminal/kit/core/scroll_physics.hpp"

#include <algorithm>
#include <cmath>

namespace qiantai::ui {
namespace {

constexpr float k_resistance = 0.35f;  // of the finger's way counts once it draws over the end
constexpr float k_speed_kept_per_s = 0.05f;  // what is left of the speed after a second
constexpr float k_speed_min = 24;            // slower than this stands still
constexpr float k_speed_max = 6000;
constexpr float k_pull_per_s = 14;  // how fast overscroll goes back
constexpr float k_still_s = 0.08f;  // a finger that rested so long before leaving throws nothing

}  // namespace

void ScrollPhysics::drag(float by, float seconds, float end) {
    m_held = true;
    const bool over = m_offset < 0 || m_offset > end;
    m_offset -= over ? by * k_resistance : by;
    const auto now = seconds > 0 ? -by / seconds : 0.0f;
    m_speed = std::clamp(0.6f * now + 0.4f * m_speed, -k_speed_max, k_speed_max);
    m_moving = true;
}

void ScrollPhysics::release(float seconds_still) {
    m_held = false;
    if (seconds_still > k_still_s) m_speed = 0;
}

void ScrollPhysics::stop() {
    m_speed = 0;
    m_moving = false;
    m_held = false;
}

void ScrollPhysics::step(float seconds, float end) {
    if (m_held || !m_moving) return;
    m_offset += m_speed * seconds;
    m_speed *= std::pow(k_speed_kept_per_s, seconds);
    const auto inside = std::clamp(m_offset, 0.0f, end);
    if (inside != m_offset) {
        m_speed *= std::pow(0.0001f, seconds);
        m_offset += (inside - m_offset) * std::min(1.0f, k_pull_per_s * seconds);
        if (std::abs(inside - m_offset) < 0.5f) {
            m_offset = inside;
            m_speed = 0;
        }
    }
    m_moving = std::abs(m_speed) >= k_speed_min || inside != m_offset;
    if (!m_moving) m_speed = 0;
}

void ScrollPhysics::jump_to(float offset, float end) {
    stop();
    m_offset = std::clamp(offset, 0.0f, std::max(0.0f, end));
}

void ScrollPhysics::clamp_to(float end) {
    if (!m_held && !m_moving) m_offset = std::clamp(m_offset, 0.0f, std::max(0.0f, end));
}

}  // namespace qiantai::ui

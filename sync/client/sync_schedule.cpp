#include "sync/client/sync_schedule.hpp"

#include <algorithm>

#include "sync/core/tuning.hpp"

namespace qiantai::sync {

SyncSchedule::SyncSchedule(Random& random, TimeMs now_ms) : m_random(random), m_due_ms(now_ms) {
    m_due_ms += static_cast<TimeMs>(m_random.below(tuning::k_debounce_ms));
}

TimeMs SyncSchedule::jittered(TimeMs wait_ms) {
    const TimeMs span = wait_ms * tuning::k_jitter_percent / 100;
    return wait_ms - span +
           static_cast<TimeMs>(m_random.below(static_cast<std::uint64_t>(2 * span + 1)));
}

void SyncSchedule::on_change(TimeMs now_ms) {
    m_changed_meanwhile = true;
    if (m_failures == 0 && !m_asked_to_wait)
        m_due_ms = std::min(m_due_ms, now_ms + tuning::k_debounce_ms);
}

void SyncSchedule::on_connected(TimeMs now_ms) {
    m_failures = 0;
    if (m_asked_to_wait) return;
    m_due_ms =
        std::min(m_due_ms, now_ms + static_cast<TimeMs>(m_random.below(tuning::k_debounce_ms)));
}

void SyncSchedule::on_sync_now(TimeMs now_ms) {
    m_due_ms = std::min(m_due_ms, now_ms);
}

void SyncSchedule::on_news(TimeMs now_ms) {
    m_due_ms = std::min(m_due_ms, now_ms + tuning::k_news_debounce_ms);
}

void SyncSchedule::on_started() {
    m_changed_meanwhile = false;
}

void SyncSchedule::on_finished(TimeMs now_ms, SessionEnd end, TimeMs wait_ms) {
    m_asked_to_wait = end == SessionEnd::asked_to_wait;
    if (m_asked_to_wait) {
        // Later by chance and never sooner: all who were told the same don't come together.
        const auto spread = std::max(wait_ms, tuning::k_debounce_ms);
        const auto wait =
            wait_ms + static_cast<TimeMs>(m_random.below(static_cast<std::uint64_t>(spread)));
        m_due_ms = now_ms + std::min(tuning::k_backoff_cap_ms, wait);
        return;
    }
    if (end == SessionEnd::failed) {
        const int doublings = std::min(m_failures++, 30);
        const TimeMs wait =
            std::min(tuning::k_backoff_cap_ms, tuning::k_backoff_first_ms << doublings);
        m_due_ms = now_ms + std::min(tuning::k_backoff_cap_ms, jittered(wait));
        return;
    }
    m_failures = 0;
    const bool soon = m_changed_meanwhile || end == SessionEnd::busy;
    m_due_ms = now_ms + (soon ? tuning::k_debounce_ms : jittered(tuning::k_poll_interval_ms));
}

}  // namespace qiantai::sync

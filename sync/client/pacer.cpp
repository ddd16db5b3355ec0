#include "sync/client/pacer.hpp"

#include <chrono>

namespace qiantai::sync {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

TimeMs SteadyPacer::now_ms() {
    return std::chrono::duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

void SteadyPacer::wait_until(TimeMs deadline_ms) {
    std::unique_lock lock(m_mutex);
    m_woken.wait_until(lock, steady_clock::time_point(milliseconds(deadline_ms)),
                       [this] { return m_wake; });
    m_wake = false;
}

void SteadyPacer::wake() {
    {
        const std::scoped_lock lock(m_mutex);
        m_wake = true;
    }
    m_woken.notify_one();
}

}  // namespace qiantai::sync

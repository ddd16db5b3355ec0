#include "sync/client/pacer.hpp"

#include <chrono>

namespace qiantai::sync {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

TimeMs SteadyPacer::now_ms() {
    return std::chrono::duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

void SteadyPacer::wait_until(TimeMs deadline_ms) {
    const steady_clock::time_point deadline{milliseconds(deadline_ms)};
    const MutexLock lock(m_mutex);
    while (!m_wake && m_woken.wait_until(m_mutex, deadline)) {
    }
    m_wake = false;
}

void SteadyPacer::wake() {
    {
        const MutexLock lock(m_mutex);
        m_wake = true;
    }
    m_woken.notify_one();
}

}  // namespace qiantai::sync

#include "terminal/ctl/stop_signal.hpp"

namespace qiantai::ctl {

StopSignal::StopSignal() {
    sigemptyset(&m_signals);
    sigaddset(&m_signals, SIGTERM);
    sigaddset(&m_signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
}

bool StopSignal::is_given(Wait wait) const {
    const timespec longest{.tv_sec = wait == Wait::second ? 1 : 0, .tv_nsec = 0};
    return ::sigtimedwait(&m_signals, nullptr, &longest) >= 0;
}

}  // namespace qiantai::ctl

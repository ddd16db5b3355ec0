#pragma once

// For commands that stay until they are told to stop, by SIGTERM or SIGINT.

#include <signal.h>

namespace qiantai::ctl {

class StopSignal {
  public:
    /// From here on both signals wait for is_given(); threads made afterwards inherit it.
    StopSignal();
    enum class Wait { second, not_at_all };
    /// True as soon as one comes, false if none does within that time.
    bool is_given(Wait wait = Wait::second) const;

  private:
    sigset_t m_signals{};
};

}  // namespace qiantai::ctl

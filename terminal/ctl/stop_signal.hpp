#pragma once

// For commands that stay until they are told to stop, by SIGTERM or SIGINT.

#include <signal.h>

namespace qiantai::ctl {

class StopSignal {
  public:
    /// From here on both signals wait for is_given(); threads made afterwards inherit it.
    StopSignal();
    /// True as soon as one comes, false if none does within a second.
    bool is_given() const;

  private:
    sigset_t m_signals{};
};

}  // namespace qiantai::ctl

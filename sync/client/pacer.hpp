#pragma once

#include "schema/base/clock.hpp"
#include "schema/base/mutex.hpp"

namespace qiantai::sync {

/// Time that only runs forward, and waiting on it: the scheduler must not stand still because
/// somebody sets the till's clock back. Tests have one that jumps instead of waiting.
class Pacer {
  public:
    virtual ~Pacer() = default;
    /// Milliseconds since some moment in the past; never goes back.
    virtual TimeMs now_ms() = 0;
    /// Returns at the deadline, or after wake(), also if that came before.
    virtual void wait_until(TimeMs deadline_ms) = 0;
    /// From any thread.
    virtual void wake() = 0;
};

class SteadyPacer final : public Pacer {
  public:
    TimeMs now_ms() override;
    void wait_until(TimeMs deadline_ms) override;
    void wake() override;

  private:
    Mutex m_mutex;
    Condition m_woken;
    bool m_wake QIANTAI_GUARDED_BY(m_mutex) = false;
};

}  // namespace qiantai::sync

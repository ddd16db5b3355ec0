#pragma once

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"

namespace qiantai::sync {

/// How a session ended, as far as the next one's time depends on it.
enum class SessionEnd {
    complete,       ///< sent and read to the end
    asked_to_wait,  ///< headquarters, or a machine before it, said for how long: no failure
    failed,         ///< anything else: wait longer each time
    busy,           ///< another process of this terminal had a session: look again soon
};

/// When the next session is due. Pure: told what happened and when, in the pacer's time.
///
/// Invariants
/// 1. There is always a next session; nothing that happens makes it later than one backoff cap from
/// now.
/// 2. A change is sent after the debounce, but does not defeat the backoff: without a network there
/// is no sense in trying
///    at every sale. A network that comes back, and a person who asks, do.
/// 3. Who is asked to wait does, whatever changes or comes back meanwhile; only a person who asks is
/// not kept waiting.
/// 4. Waits are jittered, so that a thousand terminals that lost the hub together don't come back
/// together.
class SyncSchedule {
  public:
    /// `random` must outlive this. The first session is due at once, within the debounce.
    SyncSchedule(Random& random, TimeMs now_ms);

    TimeMs due_ms() const { return m_due_ms; }

    void on_change(TimeMs now_ms);
    void on_connected(TimeMs now_ms);
    void on_sync_now(TimeMs now_ms);
    /// Headquarters said that there is something to read.
    void on_news(TimeMs now_ms);
    void on_started();
    /// `wait_ms`: with SessionEnd::asked_to_wait, for how long.
    void on_finished(TimeMs now_ms, SessionEnd end, TimeMs wait_ms = 0);
    /// The last session was asked to wait: the next one sends smaller batches.
    bool is_asked_to_wait() const { return m_asked_to_wait; }

  private:
    TimeMs jittered(TimeMs wait_ms);

    Random& m_random;
    TimeMs m_due_ms;
    int m_failures = 0;
    bool m_asked_to_wait = false;
    bool m_changed_meanwhile = false;  ///< a change came while a session ran
};

}  // namespace qiantai::sync

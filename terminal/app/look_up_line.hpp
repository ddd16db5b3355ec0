#pragma once

#include <deque>
#include <thread>

#include "schema/base/event_log.hpp"
#include "schema/base/mutex.hpp"
#include "terminal/desk/sync_link.hpp"

namespace qiantai::app {

/// Asks headquarters for members on a thread of its own, one question after the other, so that
/// neither the drawing thread nor the database's waits for the network. What is under way when this
/// ends is cut off and gets no answer.
class LookUpLine {
  public:
    /// `replies` and `log` outlive this.
    LookUpLine(ReplyQueue& replies, sync::TransportFactory make_transport, EventLog& log);
    ~LookUpLine();
    LookUpLine(const LookUpLine&) = delete;
    LookUpLine& operator=(const LookUpLine&) = delete;

    void ask(sync::LookUpQuestion question, LookUpThen then);

  private:
    struct Call {
        sync::LookUpQuestion question;
        LookUpThen then;
    };

    void run();
    Result<sync::LookedUp> perform(const sync::LookUpQuestion& question);

    ReplyQueue& m_replies;
    sync::TransportFactory m_make_transport;
    EventLog& m_log;
    Mutex m_mutex;
    Condition m_changed;
    std::deque<Call> m_calls QIANTAI_GUARDED_BY(m_mutex);
    sync::Transport* m_transport QIANTAI_GUARDED_BY(m_mutex) =
        nullptr;  ///< of the question under way
    bool m_ending QIANTAI_GUARDED_BY(m_mutex) = false;
    std::thread m_thread;
};

}  // namespace qiantai::app

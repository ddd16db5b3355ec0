#pragma once

#include <condition_variable>
#include <deque>
#include <thread>

#include "terminal/desk/sync_link.hpp"

namespace qiantai::app {

/// Asks headquarters for members on a thread of its own, one question after the other, so that
/// neither the drawing thread nor the database's waits for the network. What is under way when this
/// ends is cut off and gets no answer.
class LookUpLine {
  public:
    /// `replies` outlives this.
    LookUpLine(ReplyQueue& replies, sync::TransportFactory make_transport);
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
    std::mutex m_mutex;  ///< guards what follows
    std::condition_variable m_changed;
    std::deque<Call> m_calls;
    sync::Transport* m_transport = nullptr;  ///< of the question under way
    bool m_ending = false;
    std::thread m_thread;
};

}  // namespace qiantai::app

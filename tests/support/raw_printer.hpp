#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "schema/base/mutex.hpp"

namespace qiantai::test {

/// A receipt printer on the network: keeps what it is sent and answers how it stands.
class RawPrinter {
  public:
    enum class Mood {
        ready,
        silent,  ///< never answers, as many don't
        no_paper,
        runs_out,  ///< the paper is gone after what is printed
        open_cover,
        hangs_up,  ///< in the middle
    };
    explicit RawPrinter(Mood mood);
    ~RawPrinter();
    RawPrinter(const RawPrinter&) = delete;
    RawPrinter& operator=(const RawPrinter&) = delete;

    std::string address() const { return "socket://127.0.0.1:" + std::to_string(m_port); }
    /// What was sent and is no question, once whoever sent it has gone.
    std::string printed();

  private:
    void run();
    void serve(int connection);
    char answer_to(char question) const;

    Mood m_mood;
    int m_listener = -1;
    int m_port = 0;
    Mutex m_mutex;
    Condition m_changed;
    std::string m_printed QIANTAI_GUARDED_BY(m_mutex);
    int m_gone QIANTAI_GUARDED_BY(m_mutex) = 0;  ///< connections that have ended
    std::thread m_thread;
};

}  // namespace qiantai::test

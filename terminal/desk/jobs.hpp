#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "schema/base/mutex.hpp"

namespace qiantai::app {

class Office;
struct Flow;

/// What is done to the state on the drawing thread when a job has ended. May be empty.
using Reply = std::function<void(Flow&)>;
/// Work with the database, done on its thread.
using Job = std::function<Reply(Office&)>;

class JobQueue {
  public:
    virtual ~JobQueue() = default;
    /// From any thread. Jobs run one after the other, in their order.
    virtual void post(Job job) = 0;
};

/// What slow work ends with: something for the drawing thread, something for the database's.
struct AsideEnd {
    Reply reply{};
    Job job{};
};
/// Work that waits for something slow, such as a printer, and needs no database: done beside both
/// threads, so that neither stands still meanwhile.
using Aside = std::function<AsideEnd()>;

class AsideQueue {
  public:
    virtual ~AsideQueue() = default;
    /// From any thread. One after the other, in their order.
    virtual void post(Aside work) = 0;
};

/// What came back for the drawing thread. Thread-safe.
class ReplyQueue {
  public:
    /// `wake` is called after every push, on the pushing thread.
    void set_wake(std::function<void()> wake) {
        const MutexLock lock(m_mutex);
        m_wake = std::move(wake);
    }
    void push(Reply reply) {
        if (!reply) return;
        const MutexLock lock(m_mutex);
        m_replies.push_back(std::move(reply));
        if (m_wake) m_wake();
    }
    std::vector<Reply> take() {
        const MutexLock lock(m_mutex);
        return std::exchange(m_replies, {});
    }

  private:
    Mutex m_mutex;
    std::vector<Reply> m_replies QIANTAI_GUARDED_BY(m_mutex);
    std::function<void()> m_wake QIANTAI_GUARDED_BY(m_mutex);
};

}  // namespace qiantai::app

#pragma once

#include <deque>
#include <thread>

#include "terminal/desk/jobs.hpp"

namespace qiantai::app {

/// The database's thread: runs jobs in their order and sends their replies back; of one that throws,
/// that it failed. The destructor
/// lets the jobs that were posted end, because a confirmed save must not be lost on closing.
class Worker final : public JobQueue {
  public:
    /// Both outlive this. `after_job` runs on the worker's thread after each job.
    Worker(Office& office, ReplyQueue& replies, std::function<void(Office&)> after_job);
    ~Worker() override;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void post(Job job) override;

  private:
    void run();
    void run_one(const Job& job);

    Office& m_office;
    ReplyQueue& m_replies;
    std::function<void(Office&)> m_after_job;
    Mutex m_mutex;
    Condition m_changed;
    std::deque<Job> m_jobs QIANTAI_GUARDED_BY(m_mutex);
    bool m_ending QIANTAI_GUARDED_BY(m_mutex) = false;
    std::thread m_thread;
};

}  // namespace qiantai::app

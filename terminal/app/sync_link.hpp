#pragma once

#include <memory>

#include "sync/client/scheduler.hpp"
#include "terminal/app/jobs.hpp"

namespace qiantai::app {

/// The way to headquarters, as the flow sees it: all from the drawing thread or a job.
class SyncLink {
  public:
    virtual ~SyncLink() = default;
    /// Once the terminal is enrolled; called by a job.
    virtual void start(Office& office) = 0;
    /// Something was saved.
    virtual void notify_change() = 0;
    /// A person asks.
    virtual void sync_now() = 0;
};

/// The real one: a scheduler with a thread and a connection of its own.
class SchedulerLink final : public SyncLink {
  public:
    /// All outlive this. `jobs` reloads what the screens show after every session.
    SchedulerLink(JobQueue& jobs, ReplyQueue& replies, Clock& clock)
        : m_jobs(jobs), m_replies(replies), m_clock(clock) {}

    void start(Office& office) override;
    void notify_change() override;
    void sync_now() override;
    /// One more session if anything waits, for at most so long; then it ends.
    void close(TimeMs limit_ms);

  private:
    JobQueue& m_jobs;
    ReplyQueue& m_replies;
    Clock& m_clock;
    sync::SteadyPacer m_pacer;
    std::mutex m_mutex;  ///< guards the pointer; the scheduler is thread-safe itself
    std::unique_ptr<sync::SyncScheduler> m_scheduler;
};

}  // namespace qiantai::app

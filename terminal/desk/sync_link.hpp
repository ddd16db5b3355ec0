#pragma once

#include <memory>

#include "sync/client/scheduler.hpp"
#include "terminal/desk/jobs.hpp"
#include "terminal/sync_page/rules/hub_look_up.hpp"

namespace qiantai::app {

class LookUpLine;
/// What is done with headquarters' answer, on the drawing thread.
using LookUpThen = std::function<void(Flow&, const Result<link::LookedUp>&)>;

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
    /// Asks headquarters without anybody waiting for it.
    virtual void look_up(link::LookUpQuestion question, LookUpThen then) = 0;
};

/// The real one: a scheduler with a thread and a connection of its own.
class SchedulerLink final : public SyncLink {
  public:
    /// All outlive this. `jobs` reloads what the screens show after every session.
    SchedulerLink(JobQueue& jobs, ReplyQueue& replies, Clock& clock);
    ~SchedulerLink() override;

    void start(Office& office) override;
    void notify_change() override;
    void sync_now() override;
    void look_up(link::LookUpQuestion question, LookUpThen then) override;
    /// One more session if anything waits, for at most so long; then it ends.
    void close(TimeMs limit_ms);

  private:
    JobQueue& m_jobs;
    ReplyQueue& m_replies;
    Clock& m_clock;
    sync::SteadyPacer m_pacer;
    std::mutex m_mutex;  ///< guards the pointers; what they point to is thread-safe itself
    std::unique_ptr<sync::SyncScheduler> m_scheduler;
    std::unique_ptr<LookUpLine> m_look_ups;
};

}  // namespace qiantai::app

#pragma once

#include <memory>

#include "schema/base/event_log.hpp"
#include "schema/base/mutex.hpp"
#include "sync/client/scheduler.hpp"
#include "terminal/desk/sync_link.hpp"

namespace qiantai::app {

class LookUpLine;

/// The real one: a scheduler with a thread and a connection of its own.
class SchedulerLink final : public SyncLink {
  public:
    /// All outlive this. `jobs` reloads what the screens show after every session.
    SchedulerLink(JobQueue& jobs, ReplyQueue& replies, Clock& clock, EventLog& log);
    ~SchedulerLink() override;

    void start(Office& office) override;
    void notify_change() override;
    void sync_now() override;
    void look_up(sync::LookUpQuestion question, LookUpThen then) override;
    /// One more session if anything waits, for at most so long; then it ends.
    void close(TimeMs limit_ms);

  private:
    JobQueue& m_jobs;
    ReplyQueue& m_replies;
    Clock& m_clock;
    EventLog& m_log;
    sync::SteadyPacer m_pacer;
    Mutex m_mutex;  ///< for the pointers; what they point to is thread-safe itself
    std::unique_ptr<sync::SyncScheduler> m_scheduler QIANTAI_GUARDED_BY(m_mutex);
    std::unique_ptr<LookUpLine> m_look_ups QIANTAI_GUARDED_BY(m_mutex);
};

}  // namespace qiantai::app

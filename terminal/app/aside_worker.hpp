#pragma once

#include <deque>
#include <memory>
#include <thread>

#include "schema/base/clock.hpp"
#include "terminal/desk/jobs.hpp"

namespace qiantai::app {

/// The thread that waits for printers. Its destructor gives what is under way some time; what takes
/// longer is left alone: nobody hears of it any more, and the print queue asks a person about it at
/// the next start.
class AsideWorker final : public AsideQueue {
  public:
    /// Both outlive this.
    AsideWorker(JobQueue& jobs, ReplyQueue& replies, TimeMs end_limit_ms = 5000);
    ~AsideWorker() override;
    AsideWorker(const AsideWorker&) = delete;
    AsideWorker& operator=(const AsideWorker&) = delete;

    void post(Aside work) override;

  private:
    /// What the thread needs, also when this is gone.
    struct Desk {
        Mutex mutex;
        Condition changed;
        std::deque<Aside> waiting QIANTAI_GUARDED_BY(mutex);
        bool ending QIANTAI_GUARDED_BY(mutex) = false;  ///< takes nothing new
        bool closed QIANTAI_GUARDED_BY(mutex) = false;  ///< queues are gone: hands nothing on
        bool ended QIANTAI_GUARDED_BY(mutex) = false;   ///< the thread has left
        JobQueue& jobs;
        ReplyQueue& replies;

        Desk(JobQueue& jobs_to, ReplyQueue& replies_to) : jobs(jobs_to), replies(replies_to) {}
    };

    static void run(Desk& desk);

    TimeMs m_end_limit_ms;
    std::shared_ptr<Desk> m_desk;
    std::thread m_thread;
};

}  // namespace qiantai::app

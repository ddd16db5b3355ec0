#include "terminal/app/worker.hpp"

#include "schema/base/thrown.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

Worker::Worker(Office& office, ReplyQueue& replies, std::function<void(Office&)> after_job)
    : m_office(office),
      m_replies(replies),
      m_after_job(std::move(after_job)),
      m_thread([this] { run(); }) {}

Worker::~Worker() {
    {
        const MutexLock lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Worker::post(Job job) {
    {
        const MutexLock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
}

void Worker::run() {
    for (;;) {
        Job job;
        {
            const MutexLock lock(m_mutex);
            while (!m_ending && m_jobs.empty()) m_changed.wait(m_mutex);
            if (m_jobs.empty()) return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        run_one(job);
    }
}

void Worker::run_one(const Job& job) {
    const auto done = catch_thrown(
        [&]() -> Status {
            m_replies.push(job(m_office));
            m_after_job(m_office);
            return {};
        },
        [&] { m_office.forget_interrupted(); });
    if (done) return;
    m_office.log().write_error("job_failed", done.error());
    m_replies.push([error = done.error()](Flow& flow) { show_error(flow, error); });
}

}  // namespace qiantai::app

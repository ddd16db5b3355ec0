#include "terminal/app/worker.hpp"

namespace qiantai::app {

Worker::Worker(Office& office, ReplyQueue& replies, std::function<void(Office&)> after_job)
    : m_office(office),
      m_replies(replies),
      m_after_job(std::move(after_job)),
      m_thread([this] { run(); }) {}

Worker::~Worker() {
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Worker::post(Job job) {
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
}

void Worker::run() {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [&] { return m_ending || !m_jobs.empty(); });
            if (m_jobs.empty()) return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        m_replies.push(job(m_office));
        m_after_job(m_office);
    }
}

}  // namespace qiantai::app

#include "terminal/app/aside_worker.hpp"

#include <chrono>

#include "schema/base/thrown.hpp"

namespace qiantai::app {

AsideWorker::AsideWorker(JobQueue& jobs, ReplyQueue& replies, TimeMs end_limit_ms)
    : m_end_limit_ms(end_limit_ms),
      m_desk(std::make_shared<Desk>(jobs, replies)),
      m_thread([desk = m_desk] { run(*desk); }) {}

AsideWorker::~AsideWorker() {
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(m_end_limit_ms);
    bool ended = false;
    {
        const MutexLock lock(m_desk->mutex);
        m_desk->ending = true;
        m_desk->changed.notify_all();
        while (!m_desk->ended && m_desk->changed.wait_until(m_desk->mutex, deadline)) {
        }
        m_desk->closed = true;
        ended = m_desk->ended;
    }
    if (ended) {
        m_thread.join();
    } else {
        m_thread.detach();
    }
}

void AsideWorker::post(Aside work) {
    const MutexLock lock(m_desk->mutex);
    m_desk->waiting.push_back(std::move(work));
    m_desk->changed.notify_all();
}

void AsideWorker::run(Desk& desk) {
    for (;;) {
        Aside work;
        {
            const MutexLock lock(desk.mutex);
            while (!desk.ending && desk.waiting.empty()) desk.changed.wait(desk.mutex);
            // What waits behind a printer may wait for the next start.
            if (desk.ending) {
                desk.ended = true;
                desk.changed.notify_all();
                return;
            }
            work = std::move(desk.waiting.front());
            desk.waiting.pop_front();
        }
        AsideEnd end;
        const auto done = catch_thrown([&]() -> Status {
            end = work();
            return {};
        });
        const MutexLock lock(desk.mutex);
        if (desk.closed || !done) continue;
        desk.replies.push(std::move(end.reply));
        if (end.job) desk.jobs.post(std::move(end.job));
    }
}

}  // namespace qiantai::app

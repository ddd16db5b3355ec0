#include "sync/client/scheduler.hpp"

#include <algorithm>
#include <chrono>

#include "schema/base/thrown.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/push_state.hpp"
#include "sync/client/session_lock.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

SessionEnd end_of(const SessionReport& report) {
    if (report.ok()) return SessionEnd::complete;
    if (report.error->code() == k_sync_running.code) return SessionEnd::busy;
    return report.asked_to_wait ? SessionEnd::asked_to_wait : SessionEnd::failed;
}

}  // namespace

/// A session that ends, however it ends, is not cancelled any more.
struct SyncScheduler::Forgetting {
    SyncScheduler& scheduler;
    ~Forgetting() {
        const MutexLock lock(scheduler.m_mutex);
        scheduler.m_session = nullptr;
    }
};

SyncScheduler::SyncScheduler(SchedulerParts parts)
    : m_parts(std::move(parts)), m_schedule(m_parts.random, m_parts.pacer.now_ms()) {}

SyncScheduler::~SyncScheduler() {
    stop();
}

void SyncScheduler::start() {
    QIANTAI_ASSERT(!m_thread.joinable());
    m_thread = std::thread([this] { run(); });
}

void SyncScheduler::notify_change() {
    {
        const MutexLock lock(m_mutex);
        m_schedule.on_change(m_parts.pacer.now_ms());
        end_news_wait();
    }
    m_parts.pacer.wake();
}

void SyncScheduler::notify_connected() {
    {
        const MutexLock lock(m_mutex);
        m_schedule.on_connected(m_parts.pacer.now_ms());
        end_news_wait();
    }
    m_parts.pacer.wake();
}

void SyncScheduler::sync_now() {
    {
        const MutexLock lock(m_mutex);
        m_schedule.on_sync_now(m_parts.pacer.now_ms());
        end_news_wait();
    }
    m_parts.pacer.wake();
}

void SyncScheduler::stop() {
    {
        const MutexLock lock(m_mutex);
        m_mode = Mode::stopping;
        if (m_session) m_session->cancel();
        end_news_wait();
    }
    m_parts.pacer.wake();
    if (m_thread.joinable()) m_thread.join();
}

bool SyncScheduler::close(TimeMs limit_ms) {
    if (m_thread.joinable()) {
        const auto deadline =
            std::chrono::steady_clock::now() + std::chrono::milliseconds(limit_ms);
        const MutexLock lock(m_mutex);
        m_mode = Mode::closing;
        end_news_wait();
        m_parts.pacer.wake();
        while (!m_has_ended && m_ended.wait_until(m_mutex, deadline)) {
        }
    }
    stop();
    const MutexLock lock(m_mutex);
    return m_all_sent;
}

SyncScheduler::Mode SyncScheduler::mode() {
    const MutexLock lock(m_mutex);
    return m_mode;
}

void SyncScheduler::run() {
    while (mode() == Mode::running) {
        TimeMs due_ms = 0;
        {
            const MutexLock lock(m_mutex);
            due_ms = m_schedule.due_ms();
        }
        if (m_parts.pacer.now_ms() >= due_ms)
            run_session();
        else
            wait_until(due_ms);
    }
    if (mode() == Mode::closing && !nothing_waits()) run_session();
    const bool all_sent = nothing_waits();
    m_transport.reset();
    m_database.reset();
    const MutexLock lock(m_mutex);
    m_news_transport.reset();
    m_all_sent = all_sent;
    m_has_ended = true;
    m_ended.notify_all();
}

void SyncScheduler::run_session() {
    {
        const MutexLock lock(m_mutex);
        m_schedule.on_started();
    }
    auto attempted = catch_thrown([&]() -> Result<SessionReport> { return attempt(); },
                                  [&] { m_database.reset(); });
    const SessionReport report =
        attempted ? std::move(*attempted) : SessionReport{.error = attempted.error()};
    keep_greeting(report);
    {
        const MutexLock lock(m_mutex);
        m_schedule.on_finished(m_parts.pacer.now_ms(), end_of(report),
                               report.asked_to_wait.value_or(0));
        if (report.ok() && report.files_left) m_schedule.on_sync_now(m_parts.pacer.now_ms());
    }
    if (m_parts.on_report) m_parts.on_report(report);
}

SessionReport SyncScheduler::attempt() {
    if (auto prepared = prepare(); !prepared) return SessionReport{.error = prepared.error()};
    SessionOptions options = m_parts.session;
    options.greeting = fresh_greeting();
    {
        const MutexLock lock(m_mutex);
        if (m_schedule.is_asked_to_wait())
            options.batches.count_target = tuning::k_batch_count_busy;
    }
    SyncSession session(*m_database, m_parts.manifest, m_parts.clock, *m_transport,
                        std::move(options));
    {
        const MutexLock lock(m_mutex);
        if (m_mode == Mode::stopping) return SessionReport{.error = make_error(k_sync_cancelled)};
        m_session = &session;
    }
    const Forgetting forgetting{*this};
    return session.run();
}

void SyncScheduler::keep_greeting(const SessionReport& report) {
    if (report.greeted) m_greeted_at = m_parts.pacer.now_ms();
    m_greeting = report.greeting;
    m_hub_lets_wait = true;
}

std::optional<HubHello> SyncScheduler::fresh_greeting() {
    const auto age = m_parts.pacer.now_ms() - m_greeted_at;
    return age < tuning::k_greeting_life_ms ? m_greeting : std::nullopt;
}

void SyncScheduler::wait_until(TimeMs due_ms) {
    const bool is_desk = m_greeting && m_greeting->store_code == k_hq_store_code;
    if (is_desk && m_hub_lets_wait) {
        // What is thrown here ends the waiting, not the program.
        const auto waited = catch_thrown([&]() -> Result<bool> { return wait_for_news(due_ms); },
                                         [&] { m_database->reset_cached(); });
        if (waited && *waited) return;
    }
    m_parts.pacer.wait_until(due_ms);
}

/// With a connection of its own, which is given up when there is something else to do. False if the
/// hub does not let this desk wait.
bool SyncScheduler::wait_for_news(TimeMs due_ms) {
    m_hub_lets_wait = false;
    auto question = question_for_news(*m_database, *m_greeting);
    // Who was told of news and did not get further would be told again and again.
    if (!question || !*question || (*question)->cursors == m_told_at) return false;
    const auto left = due_ms - m_parts.pacer.now_ms();
    (*question)->wait_ms = std::clamp<TimeMs>(left, 1, tuning::k_news_wait_max_ms);
    Transport* transport = nullptr;
    {
        const MutexLock lock(m_mutex);
        // What changed the schedule meanwhile has found nobody to cancel.
        if (m_mode != Mode::running || m_schedule.due_ms() < due_ms) return true;
        if (!m_news_transport) {
            auto made = m_parts.make_transport(m_transport_hub, m_transport_ca);
            if (!made) return false;
            m_news_transport = std::move(*made);
        }
        transport = m_news_transport.get();
    }
    HubClient hub(*transport, m_authorization);
    const auto answer = hub.ask_news(**question, m_parts.clock.now_ms());
    const MutexLock lock(m_mutex);
    const bool cancelled = !answer && answer.error().code() == k_sync_cancelled.code;
    if (!answer) m_news_transport.reset();
    if (answer && answer->is_news) {
        m_told_at = (*question)->cursors;
        m_schedule.on_news(m_parts.pacer.now_ms());
    }
    m_hub_lets_wait = cancelled || (answer && (answer->waited || answer->is_news));
    return m_hub_lets_wait;
}

void SyncScheduler::end_news_wait() {
    if (m_news_transport) m_news_transport->cancel();
}

// The connection is kept, and the transport as long as the hub is the same one: its TLS session
// outlives ours.
Status SyncScheduler::prepare() {
    if (!m_database) {
        QIANTAI_TRY(m_database, m_parts.open_database());
    }
    QIANTAI_TRY(const auto device, require_device_facts(*m_database));
    m_authorization = authorization_of(device.device_id, device.device_secret);
    if (m_transport && device.hub == m_transport_hub && device.hub_ca == m_transport_ca) return {};
    QIANTAI_TRY(m_transport, m_parts.make_transport(device.hub, device.hub_ca));
    m_transport_hub = device.hub;
    m_transport_ca = device.hub_ca;
    const MutexLock lock(m_mutex);
    m_news_transport.reset();
    return {};
}

bool SyncScheduler::nothing_waits() {
    if (!m_database && mode() == Mode::stopping) return false;
    if (!m_database) {
        auto opened = m_parts.open_database();
        if (!opened) return false;
        m_database = std::move(*opened);
    }
    const auto acked = load_acked_seq(*m_database);
    const auto last = load_last_seq(*m_database);
    return acked && last && *acked >= *last;
}

}  // namespace qiantai::sync

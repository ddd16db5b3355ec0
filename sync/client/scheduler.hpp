#pragma once

// Decides when sessions run, and runs them on a thread of its own with a database connection of its
// own: on change (debounced), when the network comes back, on a timer with jitter, when a person
// asks, and at closing; with growing pauses while it fails. Between sessions a desk of headquarters
// lets the hub tell it of news. sync_schedule.hpp has the rules, this file the thread.
//
// Threads: all public functions may be called from any thread but the scheduler's own (the
// callbacks run there). Lifetime: start() once, then stop() or close(); the destructor stops.

#include <functional>
#include <memory>
#include <thread>

#include "schema/base/mutex.hpp"
#include "sync/client/pacer.hpp"
#include "sync/client/session.hpp"
#include "sync/client/sync_schedule.hpp"

namespace qiantai::sync {

/// Opens the scheduler's own connection, on its thread, with terminal/store's functions registered.
/// The pointer keeps alive whatever owns the connection.
using DatabaseOpener = std::function<Result<std::shared_ptr<sqlite::Database>>()>;

struct SchedulerParts {
    DatabaseOpener open_database;
    const Manifest& manifest;
    Clock& clock;
    Random& random;
    Pacer& pacer;
    TransportFactory make_transport;
    SessionOptions session{};
    /// After each session, on the scheduler's thread.
    std::function<void(const SessionReport&)> on_report{};
};

class SyncScheduler {
  public:
    /// Everything in `parts` must outlive this.
    explicit SyncScheduler(SchedulerParts parts);
    ~SyncScheduler();

    void start();
    /// A local transaction was committed.
    void notify_change();
    /// The machine has a network again.
    void notify_connected();
    /// A person asks: the next session starts at once.
    void sync_now();
    /// Ends promptly: a running session is cut off; what it has not sent stays in the outbox.
    void stop();
    /// For closing the program: one more session, if anything waits, for at most `limit_ms`; then
    /// as stop(). True if everything was sent.
    bool close(TimeMs limit_ms);

  private:
    enum class Mode { running, closing, stopping };
    struct Forgetting;

    void run();
    void run_session();
    SessionReport attempt();
    void keep_greeting(const SessionReport& report);
    std::optional<HubHello> fresh_greeting();
    void wait_until(TimeMs due_ms);
    bool wait_for_news(TimeMs due_ms);
    void end_news_wait() QIANTAI_REQUIRES(m_mutex);
    Status prepare();
    bool nothing_waits();
    Mode mode();

    SchedulerParts m_parts;
    std::thread m_thread;

    // The scheduler's thread only.
    std::shared_ptr<sqlite::Database> m_database;
    std::unique_ptr<Transport> m_transport;
    HubAddress m_transport_hub;
    std::string m_transport_ca;
    std::string m_authorization;
    std::optional<HubHello> m_greeting;  ///< of the last session, if it ran to its end
    TimeMs m_greeted_at = 0;             ///< pacer's time
    bool m_hub_lets_wait = true;         ///< for news; until the next session
    std::optional<Cursors> m_told_at;    ///< where it was told of news last

    Mutex m_mutex;
    Condition m_ended;
    SyncSchedule m_schedule QIANTAI_GUARDED_BY(m_mutex);
    Mode m_mode QIANTAI_GUARDED_BY(m_mutex) = Mode::running;
    SyncSession* m_session QIANTAI_GUARDED_BY(m_mutex) = nullptr;  ///< the running one
    /// While it waits for news; cancelled, and not used any more, when there is something to do.
    std::unique_ptr<Transport> m_news_transport QIANTAI_GUARDED_BY(m_mutex);
    bool m_has_ended QIANTAI_GUARDED_BY(m_mutex) = false;
    bool m_all_sent QIANTAI_GUARDED_BY(m_mutex) = false;
};

}  // namespace qiantai::sync

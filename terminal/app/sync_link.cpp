#include "terminal/app/sync_link.hpp"

#include "terminal/app/flow.hpp"
#include "terminal/store/member_search_index.hpp"

namespace qiantai::app {

void SchedulerLink::start(Office& office) {
    const std::scoped_lock lock(m_mutex);
    if (m_scheduler) return;
    auto& terminal = office.terminal();
    sync::SessionOptions session;
    session.bulk = {
        .begin = [](sqlite::Database& database) { return store::begin_bulk_load(database); },
        .end = [](sqlite::Database& database) { return store::ensure_member_search(database); }};
    session.progress = [this](const sync::SessionReport& report) {
        m_replies.push([received = report.received, sent = report.sent](Flow& flow) {
            flow.state.sync.running = true;
            flow.state.sync.session_received = received;
            flow.state.sync.session_sent = sent;
        });
    };
    m_scheduler = std::make_unique<sync::SyncScheduler>(sync::SchedulerParts{
        .open_database = [&terminal]() -> Result<std::shared_ptr<sqlite::Database>> {
            QIANTAI_TRY(auto connection, terminal.open_connection());
            return std::make_shared<sqlite::Database>(std::move(connection));
        },
        .manifest = office.parts().manifest,
        .clock = office.parts().clock,
        .random = office.parts().random,
        .pacer = m_pacer,
        .make_transport = office.parts().make_transport,
        .session = session,
        .on_report =
            [this](const sync::SessionReport& report) {
                // Whatever came may be a store's new name, or who works here.
                if (report.written > 0) m_jobs.post(load_shop);
                m_jobs.post(load_sync_view);
            }});
    m_scheduler->start();
}

void SchedulerLink::notify_change() {
    const std::scoped_lock lock(m_mutex);
    if (m_scheduler) m_scheduler->notify_change();
}

void SchedulerLink::sync_now() {
    const std::scoped_lock lock(m_mutex);
    if (m_scheduler) m_scheduler->sync_now();
}

void SchedulerLink::close(TimeMs limit_ms) {
    const std::scoped_lock lock(m_mutex);
    if (m_scheduler) m_scheduler->close(limit_ms);
    m_scheduler.reset();
}

}  // namespace qiantai::app

#include "terminal/app/scheduler_link.hpp"

#include "sync/client/device_facts.hpp"
#include "sync/client/session_log.hpp"
#include "terminal/app/load_shop.hpp"
#include "terminal/app/look_up_line.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/sync_page/rules/sync_desk.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"

namespace qiantai::app {
namespace {

constexpr std::size_t k_sessions_shown = 30;

/// A line for the list of past sessions.
Reply tell_session(TimeMs at, const sync::SessionReport& report) {
    ui::SyncView::Session line{at, report.sent, report.received, report.rejected};
    if (report.error) {
        const auto& kind = *report.error->kind;
        line.problem = {std::string(kind.words_zh), std::string(kind.words_en),
                        std::string(actor_name(kind.actor))};
    }
    return [line, error = report.error](Flow& flow) {
        auto& sessions = flow.scene.sync.sessions;
        sessions.insert(sessions.begin(), line);
        if (sessions.size() > k_sessions_shown) sessions.resize(k_sessions_shown);
        for (const auto& entry : flow.screens.entries) {
            if (entry.session_ended != nullptr) entry.session_ended(flow, error);
        }
    };
}

}  // namespace

SchedulerLink::SchedulerLink(JobQueue& jobs, ReplyQueue& replies, Clock& clock, EventLog& log)
    : m_jobs(jobs), m_replies(replies), m_clock(clock), m_log(log) {}

SchedulerLink::~SchedulerLink() = default;

void SchedulerLink::start(Office& office) {
    const MutexLock lock(m_mutex);
    if (m_scheduler) return;
    auto& terminal = office.terminal();
    // A terminal to play with has no headquarters, so there is nothing to try again and again.
    const auto device = sync::load_device_facts(terminal.database());
    if (device && !*device) return;
    sync::SessionOptions session;
    session.bulk = link::search_index_hooks();
    session.bulk.end = domain::ending_with_tickets(std::move(session.bulk.end));
    session.bulk.end = domain::ending_with_requisitions(std::move(session.bulk.end));
    session.bulk.end = domain::ending_with_stocktakes(std::move(session.bulk.end));
    session.progress = [this](const sync::SessionReport& report) {
        m_replies.push([received = report.received, sent = report.sent](Flow& flow) {
            flow.scene.sync.running = true;
            flow.scene.sync.session_received = received;
            flow.scene.sync.session_sent = sent;
        });
    };
    m_look_ups = std::make_unique<LookUpLine>(m_replies, office.parts().make_transport, m_log);
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
                log_session(m_log, report);
                m_replies.push(tell_session(m_clock.now_ms(), report));
                // Whatever came may be a store's new name, or who works here.
                if (report.written > 0) m_jobs.post(load_shop);
                m_jobs.post(load_sync_view);
            }});
    m_scheduler->start();
}

void SchedulerLink::notify_change() {
    const MutexLock lock(m_mutex);
    if (m_scheduler) m_scheduler->notify_change();
}

void SchedulerLink::sync_now() {
    const MutexLock lock(m_mutex);
    if (m_scheduler) m_scheduler->sync_now();
}

void SchedulerLink::look_up(sync::LookUpQuestion question, LookUpThen then) {
    const MutexLock lock(m_mutex);
    if (m_look_ups) return m_look_ups->ask(std::move(question), std::move(then));
    m_replies.push(
        [then = std::move(then)](Flow& flow) { then(flow, make_error(sync::k_look_up_offline)); });
}

void SchedulerLink::close(TimeMs limit_ms) {
    const MutexLock lock(m_mutex);
    if (m_scheduler) m_scheduler->close(limit_ms);
    m_scheduler.reset();
    m_look_ups.reset();
}

}  // namespace qiantai::app

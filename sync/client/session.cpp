#include "sync/client/session.hpp"

#include "schema/base/thrown.hpp"
#include "sync/client/attachment_exchange.hpp"
#include "sync/client/contact_data.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/outbox_retention.hpp"
#include "sync/client/puller.hpp"
#include "sync/client/push_state.hpp"
#include "sync/client/pusher.hpp"
#include "sync/client/session_lock.hpp"
#include "sync/client/session_outcome.hpp"

namespace qiantai::sync {

SyncSession::SyncSession(sqlite::Database& database, const Manifest& manifest, Clock& clock,
                         Transport& transport, SessionOptions options)
    : m_database(database),
      m_manifest(manifest),
      m_clock(clock),
      m_transport(transport),
      m_options(std::move(options)) {}

SessionReport SyncSession::run() {
    QIANTAI_ASSERT(!m_used);
    m_used = true;
    auto done = exchange();
    if (!done) m_report.error = done.error();
    return std::move(m_report);
}

void SyncSession::cancel() {
    m_cancelled = true;
    m_transport.cancel();
}

Status SyncSession::exchange() {
    QIANTAI_TRY(const auto lock, SessionLock::acquire(m_database));
    QIANTAI_TRY(const auto device, require_device_facts(m_database));
    HubClient hub(m_transport, authorization_of(device.device_id, device.device_secret));
    const SessionContext context{
        m_database,         m_manifest,          m_clock, hub, m_cancelled, m_report,
        m_options.progress, m_options.read_ahead};
    auto talked = catch_thrown([&]() -> Status { return talk(context, device); },
                               [&] { m_database.reset_cached(); });
    if (!talked) m_report.asked_to_wait = hub.asked_to_wait();
    // Whether headquarters was there or not: what a desk may have ends with time.
    auto dropped = drop_contact_data(m_database, m_manifest, m_clock.now_ms());
    if (talked) talked = std::move(dropped);
    // What the records have let go stays here no longer, also when nobody was reached.
    auto let_go = drop_loose_attachments(m_database, m_manifest, m_clock);
    if (talked) talked = std::move(let_go);
    if (talked) return {};
    // The first failure is what the person must hear of, even if noting it fails too (a full disk
    // fails both).
    (void)record_failure(m_database, talked.error(), m_clock.now_ms());
    return talked;
}

Status SyncSession::talk(const SessionContext& context, const DeviceFacts& device) {
    QIANTAI_TRY(const bool quiet, is_quiet(context));
    if (quiet) return exchange_attachments(context);
    QIANTAI_TRY(const auto hello, context.hub.hello(m_clock.now_ms()));
    m_report.greeted = true;
    if (hello.store_code != device.store_code) {
        return make_error(k_store_changed, device.store_code + " -> " + hello.store_code);
    }
    QIANTAI_TRY_STATUS(store_hello(m_database, hello, m_clock.now_ms()));
    const auto sent = push_all(context, m_options.batches);
    if (!sent && !only_sending_failed(sent.error())) return sent;
    if (sent) QIANTAI_TRY_STATUS(record_all_sent(m_database, m_clock.now_ms()));
    QIANTAI_TRY_STATUS(pull_all(context, hello, m_options.bulk));
    if (!sent) return sent;
    if (m_report.wrote_changes) QIANTAI_TRY_STATUS(push_all(context, m_options.batches));
    // One of the two clocks may be far ahead; what was acknowledged is kept by the other then.
    QIANTAI_TRY_STATUS(finish(std::min(hello.hub_time_ms, m_clock.now_ms())));
    QIANTAI_TRY_STATUS(exchange_attachments(context));
    m_report.greeting = hello;
    return {};
}

/// Nothing to send, and nothing new at the hub.
Result<bool> SyncSession::is_quiet(const SessionContext& context) {
    if (!m_options.greeting) return false;
    QIANTAI_TRY(const auto question, question_for_news(m_database, *m_options.greeting));
    if (!question) return false;
    QIANTAI_TRY(const auto answer, context.hub.ask_news(*question, m_clock.now_ms()));
    if (answer.is_news) return false;
    QIANTAI_TRY_STATUS(store_quiet(m_database, answer, m_clock.now_ms()));
    QIANTAI_TRY_STATUS(record_all_sent(m_database, m_clock.now_ms()));
    QIANTAI_TRY_STATUS(finish(std::min(answer.hub_time_ms, m_clock.now_ms())));
    m_report.greeting = m_options.greeting;
    return true;
}

Status SyncSession::finish(TimeMs time_ms) {
    QIANTAI_TRY_STATUS(record_success(m_database, m_clock));
    QIANTAI_TRY_STATUS(record_ack_mark(m_database, time_ms));
    return prune_outbox(m_database, time_ms);
}

}  // namespace qiantai::sync

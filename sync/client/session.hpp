#pragma once

// One exchange with the hub, from greeting to goodbye: hello, push everything that waits, read the
// feed to its end, tidy up, then photos and files (attachment_exchange.hpp) for a while. Whoever was
// greeted lately and has nothing to send first asks whether there is anything new.
//
// Invariants
// 1. Single use: run() once. Whoever wants another exchange makes another session; see
// scheduler.hpp for when.
// 2. Nothing waits for the network with a transaction open. (While a feed page is applied, the next
//    one may be on its way: page_reader.hpp.)
// 3. Whatever was stored stays correct wherever it stops: an answer is stored before anything
// builds on it, and everything
//    the hub may have got without our knowing is recognised by it when it comes again.
// 4. At most one session of a terminal runs at a time (session_lock.hpp).
// 5. Contact data that a desk of headquarters may not keep is gone at the end, also of a session
// that
//    reached nobody (contact_data.hpp).
// 6. What the hub refuses to take keeps nobody from the news: the feed is read all the same.
// 7. Photos never stand before records: what is written meanwhile is sent between two pieces.
// 8. The outcome is stored as facts for status.hpp, failures included.
//
// run() on the thread that owns the database connection; cancel() from any.

#include <atomic>

#include "sync/client/device_facts.hpp"
#include "sync/client/outbox_reader.hpp"
#include "sync/client/session_context.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_store_changed{
    "terminal_store_changed", Actor::administrator,
    "Headquarters now counts this terminal to another store. Nothing was sent; ask the "
    "administrator.",
    "总部已将此终端划归其他门店，未发送任何数据。请联系管理员。"};

struct SessionOptions {
    BulkLoadHooks bulk{};
    SessionProgress progress{};
    ReadAhead read_ahead = ReadAhead::on;
    BatchLimits batches{};
    /// Of a session that ran to its end, lately: then the hub is only asked whether there is
    /// anything new, and greeted if there is.
    std::optional<HubHello> greeting{};
};

class SyncSession {
  public:
    /// All references must outlive this.
    SyncSession(sqlite::Database& database, const Manifest& manifest, Clock& clock,
                Transport& transport, SessionOptions options = {});

    SessionReport run();
    /// Ends run() soon with k_sync_cancelled.
    void cancel();

  private:
    Status exchange();
    Status talk(const SessionContext& context, const DeviceFacts& device);
    Result<bool> is_quiet(const SessionContext& context);
    Status finish(TimeMs time_ms);

    sqlite::Database& m_database;
    const Manifest& m_manifest;
    Clock& m_clock;
    Transport& m_transport;
    SessionOptions m_options;
    SessionReport m_report;
    std::atomic<bool> m_cancelled{false};
    bool m_used = false;
};

}  // namespace qiantai::sync

#pragma once

#include <atomic>
#include <functional>
#include <optional>

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"
#include "sync/client/hub_client.hpp"
#include "sync/client/page_reader.hpp"

namespace qiantai::sync {

/// What one session has done so far; after its end, what it did.
struct SessionReport {
    std::optional<Error> error{};  ///< why it ended early; nothing if it ran to its end
    /// How long whoever ended it asked to be left alone; see HubClient::asked_to_wait().
    std::optional<TimeMs> asked_to_wait{};
    std::int64_t sent = 0;      ///< changes the hub acknowledged
    std::int64_t rejected = 0;  ///< of these, refused ones not known before
    std::int64_t received = 0;  ///< rows of the feed
    std::int64_t written = 0;   ///< of these, rows that changed something here
    std::int64_t unreadable =
        0;  ///< of these, rows this program version can't keep; read again after an upgrade
    std::int64_t restamped = 0;      ///< changes that got new clocks because this clock was ahead
    bool wrote_changes = false;      ///< reading has put changes into the outbox, see FeedApplier
    bool first_load = false;         ///< the feed was read from its beginning
    std::int64_t files_sent = 0;     ///< photos and files that the hub has whole now
    std::int64_t files_fetched = 0;  ///< and those that came from there
    /// Set if it ran to its end: the greeting from which a later session may go on.
    std::optional<HubHello> greeting{};
    bool greeted = false;  ///< the hub, and did not only ask it for news
    bool files_left =
        false;  ///< time was up with some on their way: another session goes on at once

    bool ok() const { return !error; }
    /// A session that came after this one.
    void add(const SessionReport& later) {
        error = later.error;
        asked_to_wait = later.asked_to_wait;
        sent += later.sent;
        rejected += later.rejected;
        received += later.received;
        written += later.written;
        unreadable += later.unreadable;
        restamped += later.restamped;
        wrote_changes |= later.wrote_changes;
        first_load |= later.first_load;
        files_sent += later.files_sent;
        files_fetched += later.files_fetched;
        files_left = later.files_left;
        greeting = later.greeting;
        greeted |= later.greeted;
    }
    /// Something passed in either direction.
    bool moved_anything() const { return sent > 0 || written > 0 || files_fetched > 0; }
};

/// Called on the session's thread after each request; keep it short.
using SessionProgress = std::function<void(const SessionReport&)>;

/// Steps around a first load, given by the wiring: terminal/store puts off the search index and
/// builds it at the end. Both run outside of transactions. `end` is called when the feed was read
/// to its end, also in a later session.
struct BulkLoadHooks {
    std::function<Status(sqlite::Database&)> begin{};
    std::function<Status(sqlite::Database&)> end{};
};

/// What the parts of one session share.
struct SessionContext {
    sqlite::Database& database;
    const Manifest& manifest;
    Clock& clock;
    HubClient& hub;
    const std::atomic<bool>& cancelled;
    SessionReport& report;
    const SessionProgress& progress;
    ReadAhead read_ahead = ReadAhead::on;

    Status check_cancelled() const {
        if (cancelled) return make_error(k_sync_cancelled);
        return {};
    }
    void tell_progress() const {
        if (progress) progress(report);
    }
};

}  // namespace qiantai::sync

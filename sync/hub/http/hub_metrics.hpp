#pragma once

#include <array>
#include <atomic>
#include <map>
#include <string>
#include <string_view>

#include "schema/base/mutex.hpp"
#include "sync/hub/http/work_lanes.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// What the hub counts since its start, for /metrics (Prometheus text format). Thread-safe.
class HubMetrics {
  public:
    void count_request(std::string_view route, int status, double seconds);
    void count_push(std::int64_t changes, std::int64_t conflicts, std::int64_t audit_breaks);
    void count_rejection(std::string_view code);
    void count_feed_rows(std::int64_t rows);
    void note_clock(bool doubtful) { m_clock_doubtful = doubtful ? 1 : 0; }
    /// Connections of the server: opened, closed, and turned away by a limit.
    void connection_opened() { ++m_connections_open, ++m_connections_total; }
    void connection_closed() { --m_connections_open; }
    void connection_refused() { ++m_connections_refused; }
    std::int64_t connections_open() const { return m_connections_open; }
    /// Requests that were asked to come back because their lane was full.
    void count_turned_away(Lane lane) { ++m_turned_away[static_cast<std::size_t>(lane)]; }
    /// A question for news was answered with "none" from memory.
    void count_quiet(bool waited) { ++(waited ? m_quiet_waited : m_quiet); }
    void note_certificate(TimeMs expires_at) { m_certificate_expires_at = expires_at; }

    std::string text(const StoreFigures& figures, const WorkLanes& lanes) const;

  private:
    static constexpr std::array k_bounds_seconds{0.001, 0.003, 0.01, 0.03, 0.1,
                                                 0.3,   1.0,   3.0,  10.0};
    struct Histogram {
        std::array<std::int64_t, k_bounds_seconds.size()> buckets{};
        std::int64_t count = 0;
        double sum_seconds = 0;
    };

    mutable Mutex m_mutex;
    std::map<std::pair<std::string, int>, std::int64_t> m_requests QIANTAI_GUARDED_BY(m_mutex);
    std::map<std::string, Histogram> m_latencies QIANTAI_GUARDED_BY(m_mutex);
    std::map<std::string, std::int64_t, std::less<>> m_rejections QIANTAI_GUARDED_BY(m_mutex);
    std::atomic<std::int64_t> m_pushes = 0;
    std::atomic<std::int64_t> m_changes = 0;
    std::atomic<std::int64_t> m_conflicts = 0;
    std::atomic<std::int64_t> m_audit_breaks = 0;
    std::atomic<std::int64_t> m_feed_rows = 0;
    std::atomic<std::int64_t> m_clock_doubtful = 0;
    std::atomic<std::int64_t> m_connections_open = 0;
    std::atomic<std::int64_t> m_connections_total = 0;
    std::atomic<std::int64_t> m_connections_refused = 0;
    std::array<std::atomic<std::int64_t>, k_lane_count> m_turned_away{};
    std::atomic<std::int64_t> m_quiet = 0;
    std::atomic<std::int64_t> m_quiet_waited = 0;
    std::atomic<TimeMs> m_certificate_expires_at = 0;
};

}  // namespace qiantai::hub

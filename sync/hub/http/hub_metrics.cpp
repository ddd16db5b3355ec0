#include "sync/hub/http/hub_metrics.hpp"

#include <fmt/format.h>

namespace qiantai::hub {
namespace {

void add_head(std::string& out, std::string_view name, std::string_view type,
              std::string_view help) {
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void add_number(std::string& out, std::string_view name, std::string_view type,
                std::string_view help, std::int64_t value) {
    add_head(out, name, type, help);
    out += fmt::format("{} {}\n", name, value);
}

}  // namespace

void HubMetrics::count_request(std::string_view route, int status, double seconds) {
    const MutexLock lock(m_mutex);
    ++m_requests[{std::string(route), status}];
    auto& histogram = m_latencies[std::string(route)];
    for (std::size_t i = 0; i < k_bounds_seconds.size(); ++i) {
        if (seconds <= k_bounds_seconds[i]) ++histogram.buckets[i];
    }
    ++histogram.count;
    histogram.sum_seconds += seconds;
}

void HubMetrics::count_push(std::int64_t changes, std::int64_t conflicts,
                            std::int64_t audit_breaks) {
    ++m_pushes;
    m_changes += changes;
    m_conflicts += conflicts;
    m_audit_breaks += audit_breaks;
}

void HubMetrics::count_rejection(std::string_view code) {
    const MutexLock lock(m_mutex);
    ++m_rejections[std::string(code)];
}

void HubMetrics::count_feed_rows(std::int64_t rows) {
    m_feed_rows += rows;
}

std::string HubMetrics::text(const StoreFigures& figures, const WorkLanes& lanes) const {
    std::string out;
    add_number(out, "qiantai_hub_pushes_total", "counter", "Pushes taken.", m_pushes);
    add_number(out, "qiantai_hub_changes_total", "counter", "Changes applied.", m_changes);
    add_number(out, "qiantai_hub_conflicts_total", "counter",
               "Conflict records and duplicate cases made.", m_conflicts);
    add_number(out, "qiantai_hub_feed_rows_total", "counter", "Rows delivered.", m_feed_rows);
    add_number(out, "qiantai_hub_clock_doubtful", "gauge",
               "1 while the hub's clock may be wrong and nothing is taken.", m_clock_doubtful);
    add_number(out, "qiantai_hub_audit_breaks_total", "counter",
               "Audit events that did not fit their chain.", m_audit_breaks);
    add_number(out, "qiantai_hub_audit_breaks_stored", "gauge",
               "Breaks recorded with all audit chains.", figures.audit_breaks);
    add_number(out, "qiantai_hub_database_bytes", "gauge", "Size of the hub's database.",
               figures.database_bytes);
    add_number(out, "qiantai_hub_connections_open", "gauge", "Open connections.",
               m_connections_open);
    add_number(out, "qiantai_hub_connections_total", "counter", "Connections accepted.",
               m_connections_total);
    add_number(out, "qiantai_hub_connections_refused_total", "counter", "Connections over a limit.",
               m_connections_refused);
    add_number(out, "qiantai_hub_certificate_expires_seconds", "gauge",
               "When the server's certificate ends, as Unix time.",
               m_certificate_expires_at / 1000);
    add_head(out, "qiantai_hub_waiting", "gauge", "Requests that wait for a thread.");
    for (const auto& [lane, code] : k_codes<Lane>) {
        out += fmt::format("qiantai_hub_waiting{{lane=\"{}\"}} {}\n", code, lanes.waiting(lane));
    }
    add_head(out, "qiantai_hub_turned_away_total", "counter",
             "Requests that were asked to come back, for want of room.");
    for (const auto& [lane, code] : k_codes<Lane>) {
        out += fmt::format("qiantai_hub_turned_away_total{{lane=\"{}\"}} {}\n", code,
                           m_turned_away[static_cast<std::size_t>(lane)].load());
    }
    add_head(out, "qiantai_hub_quiet_total", "counter",
             "Questions for news answered with none, without or after waiting for some.");
    out += fmt::format("qiantai_hub_quiet_total{{waited=\"no\"}} {}\n", m_quiet.load());
    out += fmt::format("qiantai_hub_quiet_total{{waited=\"yes\"}} {}\n", m_quiet_waited.load());
    add_head(out, "qiantai_hub_devices", "gauge", "Enrolled terminals by status.");
    for (const auto& [status, count] : figures.devices_by_status) {
        out += fmt::format("qiantai_hub_devices{{status=\"{}\"}} {}\n", status, count);
    }
    const MutexLock lock(m_mutex);
    add_head(out, "qiantai_hub_rejections_total", "counter", "Refused changes by reason.");
    for (const auto& [code, count] : m_rejections) {
        out += fmt::format("qiantai_hub_rejections_total{{code=\"{}\"}} {}\n", code, count);
    }
    add_head(out, "qiantai_hub_requests_total", "counter", "Requests by route and status.");
    for (const auto& [key, count] : m_requests) {
        out += fmt::format("qiantai_hub_requests_total{{route=\"{}\",status=\"{}\"}} {}\n",
                           key.first, key.second, count);
    }
    add_head(out, "qiantai_hub_request_seconds", "histogram",
             "Time to answer, without the network.");
    for (const auto& [route, histogram] : m_latencies) {
        for (std::size_t i = 0; i < k_bounds_seconds.size(); ++i) {
            out += fmt::format("qiantai_hub_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
                               route, k_bounds_seconds[i], histogram.buckets[i]);
        }
        out += fmt::format("qiantai_hub_request_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n",
                           route, histogram.count);
        out += fmt::format("qiantai_hub_request_seconds_sum{{route=\"{}\"}} {}\n", route,
                           histogram.sum_seconds);
        out += fmt::format("qiantai_hub_request_seconds_count{{route=\"{}\"}} {}\n", route,
                           histogram.count);
    }
    return out;
}

}  // namespace qiantai::hub

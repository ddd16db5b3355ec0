#pragma once

// What watches the hub asks here: plain HTTP on a listener of its own, with a thread and a database
// connection of its own, so that it is answered whatever the terminals do.
//   GET /livez    200 while the process works
//   GET /readyz   200 while the database answers and the hub is not stopping, else 503
//   GET /metrics  Prometheus text format; no personal data
// It says nothing of persons, but belongs on the loopback or an inner network all the same.

#include <cstdint>
#include <memory>
#include <string>

#include "schema/base/clock.hpp"
#include "sync/hub/http/hub_server.hpp"

namespace qiantai::hub {

struct HealthOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;            ///< 0: the system chooses
    TimeMs probe_step_ms = 1'000;      ///< how often the database is asked
    TimeMs answer_age_max_ms = 5'000;  ///< of the database's last answer
};

class HealthServer {
  public:
    /// `service` and `lanes` live longer.
    HealthServer(HubService& service, const WorkLanes& lanes, HealthOptions options);
    /// Stops and joins.
    ~HealthServer();

    /// k_listen_failed.
    Status start();
    /// After start().
    std::uint16_t port() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace qiantai::hub

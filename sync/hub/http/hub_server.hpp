#pragma once

// The hub's HTTPS server. One thread accepts, some run connections (each is run by one thread at a
// time), and lanes of threads do what requests ask for (work_lanes.hpp). Limits are enforced while
// reading: a body that may not come is not read. Whoever would have to wait long for a lane is told
// with 503 and Retry-After when to come back, before its body is read.
//
// States: made -> start() -> running -> stop() -> stopping (no new connections, idle ones closed,
// running requests finished, after the grace cut) -> wait() returns -> stopped. The destructor
// stops and waits.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "sync/core/tuning.hpp"
#include "sync/hub/http/hub_service.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_listen_failed{
    "listen_failed", Actor::administrator,
    "The hub can't listen on this address. Check that it is right and that no other program uses "
    "the port.",
    "中心无法监听该地址。请检查地址是否正确、端口是否被占用。"};
inline constexpr ErrorKind k_tls_unusable{
    "tls_unusable", Actor::administrator,
    "The server's certificate or key can't be used. Run qiantai-hub renew-certificate.",
    "服务器证书或密钥无法使用。请运行 qiantai-hub renew-certificate。"};

/// Defaults are tuning.hpp's; tests shorten them.
struct ServerLimits {
    TimeMs header_timeout_ms = sync::tuning::k_header_timeout_ms;
    TimeMs body_timeout_ms = sync::tuning::k_body_timeout_ms;
    TimeMs write_timeout_ms = sync::tuning::k_write_timeout_ms;
    TimeMs idle_timeout_ms = sync::tuning::k_idle_timeout_ms;
    TimeMs idle_timeout_pressed_ms = sync::tuning::k_idle_timeout_pressed_ms;
    TimeMs unproven_timeout_ms = sync::tuning::k_unproven_timeout_ms;
    TimeMs stop_grace_ms = sync::tuning::k_stop_grace_ms;
    TimeMs linger_ms = sync::tuning::k_linger_ms;
    std::size_t head_bytes_max = sync::tuning::k_head_bytes_max;
    std::size_t body_bytes_max = sync::tuning::k_body_bytes_max;
    std::size_t bodies_bytes_max = sync::tuning::k_bodies_bytes_max;
    TimeMs lane_wait_max_ms = sync::tuning::k_lane_wait_max_ms;
    int connections_max = sync::tuning::k_connections_max;
    int connections_per_device_max = sync::tuning::k_connections_per_device_max;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: the system chooses
    int threads = 4;         ///< that run connections
    LaneSizes lanes = lane_sizes(4);
    std::string certificate_pem;
    std::string key_pem;
    /// Load balancers: connections from these addresses begin with a PROXY protocol header, version
    /// 2, and no others do.
    std::vector<std::string> proxies_from{};
    ServerLimits limits{};
};

class HubServer {
  public:
    HubServer(HubService& service, ServerOptions options);
    ~HubServer();

    /// Listens and answers from now on. k_listen_failed, k_tls_unusable.
    Status start();
    /// For connections from now on; those that are there stay. k_tls_unusable, and the old one
    /// goes on.
    Status use_certificate(std::string_view certificate_pem, std::string_view key_pem);
    WorkLanes& lanes();
    /// The port listened on; after start().
    std::uint16_t port() const;
    /// Begins to stop; returns at once. Any thread may call it, more than once.
    void stop();
    /// Returns when everything has stopped.
    void wait();

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace qiantai::hub

#pragma once

// The hub's HTTPS server. Worker threads run connections; each connection is handled by one thread
// at a time, and a request is answered on the thread that read it. Limits are enforced while
// reading: a body that may not come is not read.
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
    TimeMs stop_grace_ms = sync::tuning::k_stop_grace_ms;
    TimeMs linger_ms = sync::tuning::k_linger_ms;
    std::size_t head_bytes_max = sync::tuning::k_head_bytes_max;
    std::size_t body_bytes_max = sync::tuning::k_body_bytes_max;
    int connections_max = sync::tuning::k_connections_max;
    int connections_per_address_max = sync::tuning::k_connections_per_address_max;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: the system chooses
    int threads = 4;
    std::string certificate_pem;
    std::string key_pem;
    ServerLimits limits{};
};

class HubServer {
  public:
    HubServer(HubService& service, ServerOptions options);
    ~HubServer();

    /// Listens and answers from now on. k_listen_failed, k_tls_unusable.
    Status start();
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

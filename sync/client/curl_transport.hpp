#pragma once

#include <memory>
#include <optional>
#include <string>

#include "schema/base/clock.hpp"
#include "sync/client/transport.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {

struct CurlOptions {
    HubAddress address;
    /// The only CA trusted, PEM. Nothing: the server is not checked (see TransportFactory).
    std::optional<std::string> ca_pem{};
    TimeMs connect_timeout_ms = tuning::k_connect_timeout_ms;
    TimeMs secure_timeout_ms = tuning::k_secure_timeout_ms;  ///< connecting and TLS together
    TimeMs stall_timeout_ms = tuning::k_stall_timeout_ms;
    /// Largest answer taken; a larger one is cut off while it arrives.
    std::size_t answer_bytes_max = tuning::k_body_bytes_max;
};

/// HTTPS through libcurl: TLS 1.2 or newer, the server's name checked, one connection kept alive
/// between requests, no redirects followed; through a proxy it is a tunnel (CONNECT), so that TLS
/// ends at the hub. k_hub_url_malformed if the address is not https, k_proxy_malformed.
Result<std::unique_ptr<Transport>> make_curl_transport(CurlOptions options);

/// The factory of the real programs.
TransportFactory curl_transport_factory();

}  // namespace qiantai::sync

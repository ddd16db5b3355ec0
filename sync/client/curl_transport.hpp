#pragma once

#include <memory>
#include <optional>
#include <string>

#include "schema/base/clock.hpp"
#include "sync/client/transport.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {

struct CurlOptions {
    std::string url;  ///< https://host:port, without a path
    /// The only CA trusted, PEM. Nothing: the server is not checked (see TransportFactory).
    std::optional<std::string> ca_pem{};
    /// "http://proxy:port" or empty for none. The environment's proxy variables are never read: a
    /// till's hub is in the chain's own network or named by an administrator, and a proxy variable
    /// left by another program must not move member data over a machine nobody chose.
    std::string proxy{};
    TimeMs connect_timeout_ms = tuning::k_connect_timeout_ms;
    TimeMs stall_timeout_ms = tuning::k_stall_timeout_ms;
    /// Largest answer taken; a larger one is cut off while it arrives.
    std::size_t answer_bytes_max = tuning::k_body_bytes_max;
};

/// HTTPS through libcurl: TLS 1.2 or newer, the server's name checked, one connection kept alive
/// between requests, no redirects followed. k_hub_url_malformed if the address is not https.
Result<std::unique_ptr<Transport>> make_curl_transport(CurlOptions options);

/// The factory of the real programs.
TransportFactory curl_transport_factory();

}  // namespace qiantai::sync

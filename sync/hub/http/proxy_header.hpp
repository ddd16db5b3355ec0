#pragma once

// The PROXY protocol, version 2, binary: by it a load balancer that passes TLS through says where a
// connection really comes from. Source: "The PROXY protocol", versions 1 & 2, haproxy.org,
// doc/proxy-protocol.txt, section 2.2.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace qiantai::hub {

/// Signature, version, family and length: what stands before the addresses.
inline constexpr std::size_t k_proxy_head_bytes = 16;
/// Addresses and what else a balancer adds; longer ones are refused.
inline constexpr std::size_t k_proxy_rest_bytes_max = 512;

/// How many bytes follow these k_proxy_head_bytes; nothing if they begin no such header.
std::optional<std::size_t> proxy_rest_bytes(std::string_view head);

/// The client's address, without a port, as the server writes its peers'; empty if the balancer
/// speaks for itself, as for its health checks; nothing if the header is malformed or of a family
/// that is neither IPv4 nor IPv6.
std::optional<std::string> proxied_address(std::string_view head, std::string_view rest);

}  // namespace qiantai::hub

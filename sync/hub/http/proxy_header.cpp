#include "sync/hub/http/proxy_header.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace qiantai::hub {
namespace {

constexpr std::string_view k_signature("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr unsigned k_version_2_local = 0x20, k_version_2_proxy = 0x21;
constexpr unsigned k_tcp_over_ipv4 = 0x11, k_tcp_over_ipv6 = 0x21;
constexpr std::size_t k_ports_bytes = 4;

unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

/// Source and destination stand one after the other, the source first.
template <typename Address>
std::optional<std::string> source_of(std::string_view rest) {
    typename Address::bytes_type bytes;
    if (rest.size() < 2 * bytes.size() + k_ports_bytes) return std::nullopt;
    std::copy_n(rest.begin(), bytes.size(), bytes.begin());
    return Address(bytes).to_string();
}

}  // namespace

std::optional<std::size_t> proxy_rest_bytes(std::string_view head) {
    if (head.size() != k_proxy_head_bytes || !head.starts_with(k_signature)) return std::nullopt;
    const std::size_t length = byte_at(head, 14) << 8 | byte_at(head, 15);
    if (length > k_proxy_rest_bytes_max) return std::nullopt;
    return length;
}

std::optional<std::string> proxied_address(std::string_view head, std::string_view rest) {
    if (proxy_rest_bytes(head) != rest.size()) return std::nullopt;
    if (byte_at(head, 12) == k_version_2_local) return "";
    if (byte_at(head, 12) != k_version_2_proxy) return std::nullopt;
    if (byte_at(head, 13) == k_tcp_over_ipv4) return source_of<boost::asio::ip::address_v4>(rest);
    if (byte_at(head, 13) == k_tcp_over_ipv6) return source_of<boost::asio::ip::address_v6>(rest);
    return std::nullopt;
}

}  // namespace qiantai::hub

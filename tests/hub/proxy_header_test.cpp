// Bytes as haproxy's document gives them.

#include "sync/hub/http/proxy_header.hpp"

#include <doctest/doctest.h>

namespace qiantai::hub {
namespace {

const std::string k_signature("\r\n\r\n\0\r\nQUIT\n", 12);

std::string head(char command, char family, char length) {
    return k_signature + command + family + '\0' + length;
}

}  // namespace

TEST_CASE("a balancer's header tells where a connection comes from") {
    const std::string ipv4("\x0A\x01\x02\x03\x7F\0\0\x01\xD4\x31\x1D\x13", 12);
    const auto over_ipv4 = head('\x21', '\x11', 12);
    CHECK(proxy_rest_bytes(over_ipv4) == 12);
    CHECK(proxied_address(over_ipv4, ipv4) == "10.1.2.3");
    // What else the balancer adds stands behind the addresses.
    CHECK(proxied_address(head('\x21', '\x11', 15), ipv4 + "\x04\0\0") == std::nullopt);
    CHECK(proxied_address(head('\x21', '\x11', 15), ipv4 + std::string("\x04\0\0", 3)) ==
          "10.1.2.3");
    std::string ipv6("\x20\x01\x0d\xb8", 4);
    ipv6 += std::string(11, '\0') + '\x05' + std::string(20, '\0');
    CHECK(proxied_address(head('\x21', '\x21', 36), ipv6) == "2001:db8::5");
    CHECK(proxied_address(head('\x20', '\0', 0), "") == "");
}

TEST_CASE("what is no such header, or one of another family, is none") {
    CHECK_FALSE(proxy_rest_bytes("GET / HTTP/1.1\r\n"));
    CHECK_FALSE(proxy_rest_bytes(k_signature));
    CHECK_FALSE(proxy_rest_bytes(k_signature + std::string("\x21\x11\x7F\xFF", 4)));
    CHECK_FALSE(proxied_address(head('\x21', '\x11', 4), "abcd"));
    CHECK_FALSE(proxied_address(head('\x21', '\x11', 12), "abcd"));
    CHECK_FALSE(proxied_address(head('\x21', '\x31', 12), std::string(12, 'x')));
    CHECK_FALSE(proxied_address(head('\x11', '\x11', 12), std::string(12, 'x')));
}

}  // namespace qiantai::hub

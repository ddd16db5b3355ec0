#include "sync/client/transport.hpp"

#include <algorithm>

namespace qiantai::sync {

namespace {

constexpr const ErrorKind* k_network_kinds[] = {&k_no_network, &k_hub_unreachable, &k_network_slow,
                                                &k_connection_cut, &k_proxy_unreachable};
constexpr const ErrorKind* k_stranger_kinds[] = {
    &k_certificate_wrong, &k_certificate_expired, &k_certificate_not_yet_valid, &k_tls_failed,
    &k_hub_url_malformed, &k_answer_too_large,    &k_proxy_malformed,           &k_proxy_refused};

bool is_one_of(std::span<const ErrorKind* const> kinds, const Error& error) {
    return std::ranges::any_of(kinds, [&](const auto* kind) { return kind->code == error.code(); });
}

}  // namespace

std::string shown_proxy(const std::string& proxy) {
    const auto scheme = proxy.find("://");
    const auto at = proxy.rfind('@');
    if (scheme == std::string::npos || at == std::string::npos || at < scheme) return proxy;
    return proxy.substr(0, scheme + 3) + proxy.substr(at + 1);
}

std::map<std::string, std::string> way_to_hub(const HubAddress& hub) {
    std::map<std::string, std::string> way{{"hub", hub.url}};
    if (!hub.proxy.empty()) way["proxy"] = shown_proxy(hub.proxy);
    return way;
}

bool is_network_error(const Error& error) {
    return is_one_of(k_network_kinds, error);
}

bool is_unreached(const Error& error) {
    return is_network_error(error) || is_one_of(k_stranger_kinds, error);
}

}  // namespace qiantai::sync

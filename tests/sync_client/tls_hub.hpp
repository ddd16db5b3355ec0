#pragma once

#include "sync/hub/http/hub_server.hpp"
#include "tests/support/sim_hub.hpp"

namespace qiantai::test {

inline TimeMs real_now() {
    SystemClock clock;
    return clock.now_ms();
}

/// The hub behind TLS on a port of its own. The certificate's dates are real ones, because TLS goes
/// by the real clock.
struct TlsHub {
    SimHub hub;
    SystemRandom random;
    hub::KeyAndCertificate authority;
    std::unique_ptr<hub::HubServer> server;

    explicit TlsHub(TimeMs issued_at = real_now(), const std::string& host = "127.0.0.1",
                    Manifest manifest = make_qiantai_manifest())
        : hub(std::move(manifest)),
          authority(hub::make_authority("Test chain", issued_at, random).value()) {
        const auto certificate =
            hub::issue_server_certificate(authority, {host}, issued_at, random).value();
        hub::ServerOptions options;
        options.certificate_pem = certificate.certificate_pem;
        options.key_pem = certificate.key_pem;
        server = std::make_unique<hub::HubServer>(hub.service(), options);
        server->start().value();
    }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(server->port()); }
};

}  // namespace qiantai::test

#pragma once

#include "sync/hub/http/hub_server.hpp"
#include "sync/hub/http/tls_authority.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/hub/tls_client.hpp"

namespace qiantai::test {

/// The real server over real TLS on the loopback.
struct Running {
    /// For whoever has to wait for a timeout.
    static constexpr TimeMs k_short_ms = 300;

    Running() {
        hub.add_store("S001");
        SystemRandom keys;
        authority = *hub::make_authority("测试连锁", SystemClock().now_ms(), keys);
    }

    hub::ServerOptions options_at(TimeMs issued_at) {
        SystemRandom keys;
        const auto pair =
            *hub::issue_server_certificate(authority, {"localhost", "127.0.0.1"}, issued_at, keys);
        hub::ServerOptions options;
        options.certificate_pem = pair.certificate_pem;
        options.key_pem = pair.key_pem;
        options.threads = 3;
        return options;
    }
    /// On a machine so busy that everything stalls only what a test is about runs out of time.
    static hub::ServerLimits patient() {
        constexpr TimeMs k_hour_ms = 3'600'000;
        hub::ServerLimits limits;
        for (auto* limit :
             {&limits.header_timeout_ms, &limits.body_timeout_ms, &limits.write_timeout_ms,
              &limits.idle_timeout_ms, &limits.idle_timeout_pressed_ms, &limits.unproven_timeout_ms,
              &limits.stop_grace_ms}) {
            *limit = k_hour_ms;
        }
        limits.lane_wait_max_ms = k_hour_ms;
        return limits;
    }
    void start(const hub::ServerLimits& limits = patient()) {
        auto options = options_at(SystemClock().now_ms());
        options.limits = limits;
        start(std::move(options));
    }
    void start(hub::ServerOptions options) {
        server = std::make_unique<hub::HubServer>(hub.service(), std::move(options));
        const auto started = server->start();
        REQUIRE_MESSAGE(started.ok(), (started.ok() ? "" : started.error().message()));
    }
    TlsClient connect() { return TlsClient(server->port(), {authority.certificate_pem}); }
    std::string push_request(const TestDevice& device, std::string_view body,
                             std::string_view extra = "") {
        return "POST /v1/changes HTTP/1.1\r\nHost: localhost\r\nAuthorization: " +
               device.authorization() +
               "\r\nContent-Type: application/x-ndjson\r\nContent-Encoding: zstd\r\n" +
               std::string(extra) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
               std::string(body);
    }

    static std::string code_of(std::string_view answer) {
        const auto body = answer.substr(answer.find("\r\n\r\n") + 4);
        return std::string(parse_object(body).at("code").as_string());
    }

    TestHub hub;
    hub::KeyAndCertificate authority;
    std::unique_ptr<hub::HubServer> server;
};

}  // namespace qiantai::test

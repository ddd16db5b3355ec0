// Who keeps a connection when there are not enough for everybody.

#include "tests/hub/hub_server_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct Crowded : Running {
    Crowded() {
        for (int i = 0; i < 4; ++i) tills.push_back(std::make_unique<TestDevice>(hub, "S001"));
    }
    std::string hello_of(std::size_t till) {
        return "GET /v1/hello HTTP/1.1\r\nHost: localhost\r\nAuthorization: " +
               tills[till]->authorization() + "\r\n\r\n";
    }
    std::unique_ptr<TlsClient> client(std::string before_tls = "") {
        return std::make_unique<TlsClient>(
            server->port(),
            TlsOptions{.ca_pem = authority.certificate_pem, .before_tls = std::move(before_tls)});
    }
    /// A connection on which the till has proved itself.
    std::unique_ptr<TlsClient> proven(std::size_t till) {
        auto one = client();
        REQUIRE(status_of(one->ask(hello_of(till))) == 200);
        return one;
    }
    /// As a balancer would announce 10.0.0.`last`.
    static std::string from(char last) {
        return std::string("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0C\x0A\0\0", 19) + last +
               std::string("\x7F\0\0\x01\x10\0\x1D\x13", 8);
    }

    std::vector<std::unique_ptr<TestDevice>> tills;
};

}  // namespace

TEST_CASE_FIXTURE(Crowded, "idle terminals keep nobody out: the one that idles goes") {
    auto limits = patient();
    limits.connections_max = 3;
    start(limits);
    std::vector<std::unique_ptr<TlsClient>> old;
    for (std::size_t i = 0; i < 3; ++i) old.push_back(proven(i));
    // The server notices that they idle in its own time.
    auto newcomer = client();
    while (!newcomer->is_open()) newcomer = client();
    CHECK(status_of(newcomer->ask(hello_of(3))) == 200);
    std::size_t still_there = 0;
    for (std::size_t i = 0; i < 3; ++i) still_there += status_of(old[i]->ask(hello_of(i))) == 200;
    CHECK(still_there == 2);
}

TEST_CASE_FIXTURE(Crowded, "strangers go before terminals, the oldest first") {
    auto limits = patient();
    limits.connections_max = 3;
    start(limits);
    auto till = proven(0);
    auto stranger = client(), later = client();
    auto newcomer = client();
    CHECK(status_of(newcomer->ask(hello_of(1))) == 200);
    CHECK(stranger->read_to_end().empty());
    CHECK(status_of(till->ask(hello_of(0))) == 200);
    CHECK(status_of(later->ask(get("/v1/ca"))) == 200);
}

TEST_CASE_FIXTURE(Crowded,
                  "behind a balancer each has its own address, and who floods is cut first") {
    auto options = options_at(SystemClock().now_ms());
    options.limits = patient();
    options.limits.connections_max = 4;
    options.proxies_from = {"127.0.0.1"};
    start(std::move(options));
    auto lone = client(from(1));
    auto flood = client(from(2)), more = client(from(2));
    auto till = client(from(3));
    REQUIRE(status_of(till->ask(hello_of(0))) == 200);
    CHECK(hub.log.back().peer_address == "10.0.0.3");
    auto newcomer = client(from(4));
    CHECK(status_of(newcomer->ask(hello_of(1))) == 200);
    CHECK(flood->read_to_end().empty());
    CHECK(status_of(lone->ask(get("/v1/ca"))) == 200);
    CHECK(status_of(more->ask(get("/v1/ca"))) == 200);
    // What does not say where it comes from is no connection of the balancer's.
    CHECK_FALSE(client()->is_open());
}

TEST_CASE_FIXTURE(Crowded, "only a balancer's word for an address counts") {
    start();
    CHECK_FALSE(client(from(1))->is_open());
    CHECK(client()->is_open());
}

TEST_CASE_FIXTURE(Crowded, "who proves nothing is not waited for as long as a terminal") {
    auto limits = patient();
    limits.unproven_timeout_ms = k_short_ms;
    start(limits);
    auto stranger = client();
    CHECK(status_of(stranger->ask(get("/v1/ca"))) == 200);
    auto till = proven(0);
    CHECK(stranger->read_to_end().empty());
    CHECK(status_of(till->ask(hello_of(0))) == 200);
}

TEST_CASE_FIXTURE(Crowded, "a terminal has only so many connections, and keeps the newest") {
    auto limits = patient();
    limits.connections_per_device_max = 2;
    start(limits);
    auto first = proven(0);
    auto other = proven(1);
    auto second = proven(0), third = proven(0);
    CHECK(first->read_to_end().empty());
    CHECK(status_of(second->ask(hello_of(0))) == 200);
    CHECK(status_of(third->ask(hello_of(0))) == 200);
    CHECK(status_of(other->ask(hello_of(1))) == 200);
}

TEST_CASE_FIXTURE(Crowded, "once half of the places are taken, idle connections go soon") {
    auto limits = patient();
    limits.connections_max = 4;
    limits.idle_timeout_pressed_ms = k_short_ms;
    start(limits);
    auto first = proven(0);
    auto second = proven(1);
    CHECK(second->read_to_end().empty());
}

TEST_CASE_FIXTURE(Crowded, "a renewed certificate is taken up while the hub runs") {
    start();
    auto old = proven(0);
    SystemRandom keys;
    const TimeMs now = SystemClock().now_ms();
    const auto other = *hub::make_authority("测试连锁", now, keys);
    const auto renewed = *hub::issue_server_certificate(other, {"localhost"}, now, keys);
    CHECK_FALSE(server->use_certificate(renewed.certificate_pem, authority.key_pem).ok());
    CHECK(client()->is_open());
    REQUIRE(server->use_certificate(renewed.certificate_pem, renewed.key_pem).ok());
    CHECK_FALSE(client()->is_open());
    CHECK(TlsClient(server->port(), {other.certificate_pem}).is_open());
    CHECK(status_of(old->ask(hello_of(0))) == 200);
}

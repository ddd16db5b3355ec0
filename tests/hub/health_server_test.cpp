#include "sync/hub/http/health_server.hpp"

#include <sqlite3.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include "tests/hub/hub_server_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

std::string ask_at(std::uint16_t port, std::string_view target, std::string_view method = "GET") {
    boost::asio::io_context io;
    boost::asio::ip::tcp::socket socket(io);
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), port});
    const std::string request = std::string(method) + " " + std::string(target) +
                                " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    boost::asio::write(socket, boost::asio::buffer(request));
    std::string answer;
    boost::system::error_code end;
    boost::asio::read(socket, boost::asio::dynamic_buffer(answer), end);
    return answer;
}

/// The hub's health listener beside a server that has nothing to do.
struct Watched {
    Watched() : health(hub.service(), lanes, {.probe_step_ms = 1}) {}

    void start() { REQUIRE(health.start().ok()); }
    std::string ask(std::string_view target, std::string_view method = "GET") {
        return ask_at(health.port(), target, method);
    }
    void wait_until_ready() {
        while (status_of(ask("/readyz")) != 200) {
        }
    }

    TestHub hub;
    hub::WorkLanes lanes{hub::lane_sizes(1)};
    hub::HealthServer health;
};

}  // namespace

TEST_CASE_FIXTURE(Watched,
                  "what watches the hub is told whether it lives, works, and what it did") {
    start();
    CHECK(status_of(ask("/livez")) == 200);
    wait_until_ready();
    // Also while somebody writes for a long time.
    auto writer = hub.store().begin_write().value();
    CHECK(status_of(ask("/readyz")) == 200);
    writer.reset();
    hub.service().metrics().note_certificate(1'800'000'000'000);
    const auto metrics = ask("/metrics");
    CHECK(status_of(metrics) == 200);
    for (const auto* line :
         {"qiantai_hub_certificate_expires_seconds 1800000000\n",
          "qiantai_hub_waiting{lane=\"pushes\"} 0\n",
          "qiantai_hub_turned_away_total{lane=\"door\"} 0\n", "qiantai_hub_clock_doubtful 0\n"}) {
        CHECK_MESSAGE(metrics.find(line) != std::string::npos, line);
    }
    CHECK(status_of(ask("/v1/ca")) == 404);
    CHECK(status_of(ask("/livez", "POST")) == 405);
    hub.service().stop();
    CHECK(status_of(ask("/readyz")) == 503);
    CHECK(status_of(ask("/livez")) == 200);
}

TEST_CASE("a hub whose database does not answer lives, but is not ready") {
    TestHub hub;
    hub.reopen([](sqlite::Database& database) {
        sqlite3_progress_handler(
            database.handle(), 1, [](void*) { return 1; }, nullptr);
    });
    hub::WorkLanes lanes(hub::lane_sizes(1));
    hub::HealthServer health(hub.service(), lanes, {});
    REQUIRE(health.start().ok());
    CHECK(status_of(ask_at(health.port(), "/livez")) == 200);
    CHECK(status_of(ask_at(health.port(), "/readyz")) == 503);
    CHECK(status_of(ask_at(health.port(), "/metrics")) == 503);
}

TEST_CASE_FIXTURE(Watched, "an address that can't be listened on is told") {
    start();
    hub::HealthServer other(hub.service(), lanes, {.port = health.port()});
    CHECK(other.start().error().code() == "listen_failed");
}

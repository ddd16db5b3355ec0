// How long the server waits, for how many, and how it stops.

#include "sync/core/wire.hpp"
#include "tests/hub/hub_server_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

TEST_CASE_FIXTURE(
    Running, "who sends the head or the body drop by drop is cut off, while others are served") {
    auto limits = patient();
    limits.header_timeout_ms = k_short_ms;
    limits.body_timeout_ms = k_short_ms;
    start(limits);
    TestDevice till(hub, "S001");
    auto slow_head = connect();
    auto slow_body = connect();
    auto silent = connect();
    REQUIRE(slow_head.send("GET /healthz HTTP/1.1\r\nX"));
    const auto request = push_request(till, "0123456789");
    REQUIRE(slow_body.send(request.substr(0, request.size() - 5)));
    CHECK(status_of(connect().ask(get("/healthz"))) == 200);
    CHECK(status_of(slow_head.read_answer()) == 408);
    CHECK(status_of(slow_body.read_answer()) == 408);
    CHECK(slow_head.read_to_end().empty());
    CHECK(status_of(silent.ask(get("/healthz"))) == 200);
}

TEST_CASE_FIXTURE(Running, "a head that trickles has one deadline, not a new one for every byte") {
    auto limits = patient();
    limits.header_timeout_ms = k_short_ms;
    start(limits);
    auto client = connect();
    auto other = connect();
    REQUIRE(status_of(client.ask(get("/healthz"))) == 200);
    REQUIRE(client.send("GET /healthz HTTP/1.1\r\nX: "));
    // Each round takes the time of another client's request.
    int rounds = 0;
    while (!client.has_data() && rounds < 10'000 && client.send("x")) {
        REQUIRE(status_of(other.ask(get("/healthz"))) == 200);
        ++rounds;
    }
    CHECK(rounds < 10'000);
    CHECK(status_of(client.read_answer()) == 408);
}

TEST_CASE_FIXTURE(Running, "an idle connection is closed after a while") {
    auto limits = patient();
    limits.idle_timeout_ms = k_short_ms;
    start(limits);
    TestDevice till(hub, "S001");
    auto client = connect();
    CHECK(status_of(client.ask("GET /v1/hello HTTP/1.1\r\nAuthorization: " +
                               till.authorization() + "\r\n\r\n")) == 200);
    CHECK(client.read_to_end().empty());
}

TEST_CASE_FIXTURE(Running, "a stop finishes what runs, closes what idles and takes nothing new") {
    start();
    TestDevice till(hub, "S001");
    till.insert("member", member_columns("S001"));
    const auto request =
        push_request(till, sync::encode_push(till.make_batch(1, 1)), "Expect: 100-continue\r\n");
    const auto body = request.find("\r\n\r\n") + 4;
    auto idle = connect();
    auto busy = connect();
    CHECK(status_of(idle.ask(get("/healthz"))) == 200);
    CHECK(status_of(busy.ask(get("/healthz"))) == 200);
    REQUIRE(busy.send(request.substr(0, body)));
    // Said when the server has read the head and waits for the rest.
    REQUIRE(busy.read_continue());
    server->stop();
    CHECK(idle.read_to_end().empty());
    REQUIRE(busy.send(request.substr(body)));
    const auto answer = busy.read_answer();
    CHECK(status_of(answer) == 200);
    CHECK(answer.find("Connection: close") != std::string::npos);
    server->wait();
    CHECK_FALSE(connect().is_open());
    CHECK(hub.rows_of("member").size() == 1);
    CHECK(hub.service().metrics().connections_open() == 0);
}

TEST_CASE_FIXTURE(Running, "a stop does not wait for ever for a client that stalls") {
    auto limits = patient();
    limits.stop_grace_ms = k_short_ms;
    start(limits);
    TestDevice till(hub, "S001");
    auto client = connect();
    const auto request = push_request(till, "0123456789");
    REQUIRE(client.send(request.substr(0, request.size() - 5)));
    CHECK(status_of(connect().ask(get("/healthz"))) == 200);
    server->stop();
    server->wait();
    CHECK(client.read_to_end().empty());
}

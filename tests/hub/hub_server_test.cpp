// The server and clients that do what they should not.

#include <openssl/ssl.h>

#include <future>

#include "sync/core/wire.hpp"
#include "tests/hub/hub_server_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

TEST_CASE_FIXTURE(Running, "requests are answered over TLS, several on one connection") {
    start();
    TestDevice till(hub, "S001");
    till.insert("member", member_columns("S001"));
    auto client = connect();
    REQUIRE(client.is_open());
    CHECK(status_of(client.ask(get("/healthz"))) == 200);
    CHECK(status_of(client.ask(push_request(till, sync::encode_push(till.make_batch(1, 1))))) ==
          200);
    CHECK(status_of(client.ask(get("/v1/nothing"))) == 404);
    CHECK(status_of(client.ask(get("/healthz"))) == 200);
    CHECK(hub.rows_of("member").size() == 1);
    CHECK(hub.service().metrics().connections_open() == 1);
}

TEST_CASE_FIXTURE(Running, "requests sent ahead of their answers are answered in turn") {
    start();
    auto client = connect();
    REQUIRE(client.send(get("/healthz") + get("/v1/nothing") + get("/v1/ca")));
    CHECK(status_of(client.read_answer()) == 200);
    CHECK(status_of(client.read_answer()) == 404);
    CHECK(client.read_answer().find(hub.service().identity().ca_pem) != std::string::npos);
}

TEST_CASE_FIXTURE(Running, "a client with another authority or another name refuses this server") {
    start();
    SystemRandom keys;
    const auto other = *hub::make_authority("测试连锁", SystemClock().now_ms(), keys);
    CHECK_FALSE(TlsClient(server->port(), {other.certificate_pem}).is_open());
    CHECK_FALSE(TlsClient(server->port(), {authority.certificate_pem, "hub.example"}).is_open());
    CHECK(TlsClient(server->port(), {authority.certificate_pem, "127.0.0.1"}).is_open());
}

TEST_CASE_FIXTURE(Running,
                  "an expired certificate is refused by clients, and a renewed one taken") {
    constexpr TimeMs k_three_years_ms = 3ll * 365 * 24 * 3600 * 1000;
    start(options_at(SystemClock().now_ms() - k_three_years_ms));
    auto client = connect();
    CHECK_FALSE(client.is_open());
    CHECK(client.failure().find("certificate verify failed") != std::string::npos);
    server.reset();
    start();
    CHECK(connect().is_open());
}

TEST_CASE_FIXTURE(Running, "TLS older than 1.2 and plain HTTP get nowhere") {
    start();
    CHECK_FALSE(TlsClient(server->port(), {authority.certificate_pem, "localhost", TLS1_1_VERSION})
                    .is_open());
    CHECK(TlsClient(server->port(), {authority.certificate_pem, "localhost", TLS1_2_VERSION})
              .is_open());
    boost::asio::io_context io;
    boost::asio::ip::tcp::socket plain(io);
    plain.connect({boost::asio::ip::make_address("127.0.0.1"), server->port()});
    plain.send(boost::asio::buffer(get("/healthz")));
    std::string got;
    char buffer[512];
    for (boost::system::error_code failed; !failed;)
        got.append(buffer, plain.read_some(boost::asio::buffer(buffer), failed));
    CHECK(got.find("HTTP") == std::string::npos);
    CHECK(status_of(connect().ask(get("/healthz"))) == 200);
}

TEST_CASE_FIXTURE(Running, "garbage is refused and harms nobody") {
    start();
    SeededRandom random(3);
    for (int i = 0; i < 30; ++i) {
        std::string bytes(200, '\0');
        random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
        auto client = connect();
        client.send(bytes + "\r\n\r\n");
        const auto answer = client.read_to_end();
        CHECK((answer.empty() || status_of(answer) == 400));
    }
    for (const std::string head :
         {"GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
          "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
          "GET / HTTP/1.1\r\nno colon\r\n\r\n",
          "POST /v1/enrol HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
        CAPTURE(head);
        auto client = connect();
        CHECK(status_of(client.ask(head)) == 400);
        CHECK(client.read_to_end().empty());
    }
    CHECK(status_of(connect().ask(get("/healthz"))) == 200);
}

TEST_CASE_FIXTURE(Running, "a head over the limit is refused") {
    start();
    auto client = connect();
    CHECK(status_of(client.ask("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n")) ==
          431);
}

TEST_CASE_FIXTURE(Running, "a body that may not come is refused before it is read") {
    start();
    TestDevice till(hub, "S001");
    const auto announce = [&](std::string_view path, const std::string& authorization,
                              std::string_view length) {
        auto client = connect();
        // Only the head is sent: an answer shows that the server did not wait for the body.
        const auto answer = client.ask(
            "POST " + std::string(path) + " HTTP/1.1\r\nAuthorization: " + authorization +
            "\r\nContent-Type: application/x-ndjson\r\nContent-Encoding: zstd\r\nContent-Length: " +
            std::string(length) + "\r\n\r\n");
        return std::pair(status_of(answer), answer.empty() ? "" : code_of(answer));
    };
    CHECK(announce("/v1/changes", till.authorization(), "8388609") ==
          std::pair(413, std::string("body_too_large")));
    CHECK(announce("/v1/changes", "Bearer nobody", "100000") ==
          std::pair(401, std::string("not_enrolled")));
    CHECK(announce("/v1/enrol", "", "100000") == std::pair(413, std::string("body_too_large")));
    CHECK(announce("/v1/nothing", "", "10") == std::pair(404, std::string("not_found")));
    CHECK(announce("/healthz", "", "10") == std::pair(405, std::string("method_not_allowed")));
}

TEST_CASE_FIXTURE(Running, "a client that asks first is told to go on, and its body is taken") {
    start();
    TestDevice till(hub, "S001");
    till.insert("member", member_columns("S001"));
    const auto request =
        push_request(till, sync::encode_push(till.make_batch(1, 1)), "Expect: 100-continue\r\n");
    const auto head_end = request.find("\r\n\r\n") + 4;
    auto client = connect();
    REQUIRE(client.send(request.substr(0, head_end)));
    REQUIRE(client.send(request.substr(head_end)));
    CHECK(status_of(client.read_answer()) == 200);
    CHECK(client.continues() == 1);
}

TEST_CASE_FIXTURE(Running, "a bomb is refused, and its sender's device goes on") {
    start();
    TestDevice till(hub, "S001");
    auto client = connect();
    const auto bomb = sync::compress(std::string(200u << 20, 'a'), 19);
    REQUIRE(bomb.size() < 100'000);
    CHECK(status_of(client.ask(push_request(till, bomb))) == 413);
    till.insert("member", member_columns("S001"));
    CHECK(status_of(client.ask(push_request(till, sync::encode_push(till.make_batch(1, 1))))) ==
          200);
}

TEST_CASE_FIXTURE(Running, "a replayed request changes nothing, a forged one is refused") {
    start();
    TestDevice till(hub, "S001"), other(hub, "S001");
    till.insert("member", member_columns("S001"));
    const auto request = push_request(till, sync::encode_push(till.make_batch(1, 1)));
    CHECK(status_of(connect().ask(request)) == 200);
    CHECK(status_of(connect().ask(request)) == 200);
    CHECK(hub.rows_of("member").size() == 1);
    std::swap(till.secret, other.secret);
    CHECK(status_of(connect().ask(push_request(till, sync::encode_push(till.make_batch(1, 1))))) ==
          401);
}

TEST_CASE_FIXTURE(Running, "many connections push at a time, each change arrives once") {
    start();
    constexpr int k_tills = 6, k_pushes = 5;
    std::vector<std::unique_ptr<TestDevice>> tills;
    for (int i = 0; i < k_tills; ++i) {
        tills.push_back(std::make_unique<TestDevice>(hub, "S001"));
        for (int n = 0; n < k_pushes; ++n) {
            tills.back()->insert("member", member_columns("S001", std::to_string(i * 100 + n)));
        }
    }
    std::vector<std::future<int>> running;
    for (auto& till : tills) {
        running.push_back(std::async(std::launch::async, [&] {
            TlsClient client(server->port(), {authority.certificate_pem});
            int taken = 0;
            for (int n = 1; n <= k_pushes; ++n) {
                const auto body = sync::encode_push(till->make_batch(n, n));
                taken += status_of(client.ask(push_request(*till, body))) == 200;
            }
            return taken;
        }));
    }
    for (auto& one : running) CHECK(one.get() == k_pushes);
    CHECK(hub.rows_of("member").size() == k_tills * k_pushes);
    CHECK(tills[0]->read("store/S001").size() == k_tills * k_pushes + k_tills);
}

TEST_CASE_FIXTURE(Running, "what no honest client sends is refused before it can fill anything") {
    start();
    TestDevice till(hub, "S001");
    const auto refused = [&](std::string_view head) {
        auto client = connect();
        client.send(head);
        // Nothing more comes: an answer proves that nothing more was waited for.
        return status_of(client.read_answer());
    };
    const std::string changes =
        "POST /v1/changes HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + till.authorization() +
        "\r\n";
    for (const std::string coding : {"chunked", "xchunked", "gzip, chunked", "identity", ""}) {
        CAPTURE(coding);
        CHECK(refused(changes + "Transfer-Encoding: " + coding + "\r\n\r\n") == 400);
        CHECK(refused(changes + "Transfer-Encoding: " + coding + "\r\nContent-Length: 5\r\n\r\n") ==
              400);
        CHECK(refused("GET /healthz HTTP/1.1\r\nTransfer-Encoding: " + coding + "\r\n\r\n") == 400);
    }
    for (const std::string fold : {" ", "\t"}) {
        CHECK(refused("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-One: 1\r\n" + fold +
                      "Content-Length: 5\r\n\r\n") == 400);
        CHECK(refused("GET /healthz HTTP/1.1\r\n" + fold + "Host: localhost\r\n\r\n") == 400);
    }
    CHECK(refused("GET /healthz HTTP/1.1\r\nX: " + std::string(20'000, 'x')) == 431);
    CHECK(status_of(connect().ask(get("/healthz"))) == 200);
}

TEST_CASE_FIXTURE(Running, "an address in use, a wrong address and a wrong key are told apart") {
    start();
    auto options = options_at(SystemClock().now_ms());
    options.port = server->port();
    CHECK(hub::HubServer(hub.service(), options).start().error().code() == "listen_failed");
    options.port = 0;
    options.address = "not an address";
    CHECK(hub::HubServer(hub.service(), options).start().error().code() == "listen_failed");
    options.address = "127.0.0.1";
    options.key_pem = options_at(SystemClock().now_ms()).key_pem;
    CHECK(hub::HubServer(hub.service(), options).start().error().code() == "tls_unusable");
}

// Requests that wait for each other, and those that must not.

#include <sqlite3.h>

#include <future>

#include "sync/core/wire.hpp"
#include "tests/hub/hub_server_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

/// A server whose lane for changes is narrow, and tills with one change each to send.
struct Counters : Running {
    Counters() {
        for (int i = 0; i < 6; ++i) {
            tills.push_back(std::make_unique<TestDevice>(hub, "S001"));
            tills.back()->insert("member", member_columns("S001", std::to_string(i)));
        }
        // Long enough for the hub to write down again who has called.
        hub.clock.advance(3'600'000);
    }
    void start_narrow(const hub::ServerLimits& limits = patient(), int waiting_max = 10) {
        auto options = options_at(SystemClock().now_ms());
        options.limits = limits;
        options.lanes[static_cast<std::size_t>(hub::Lane::pushes)] = {1, waiting_max};
        start(std::move(options));
    }
    std::unique_ptr<hub::HubWriter> take_writer() { return hub.store().begin_write().value(); }
    std::string push_of(std::size_t till, std::string_view extra = "") {
        return push_request(*tills[till], sync::encode_push(tills[till]->make_batch(1, 1)), extra);
    }
    std::string hello_of(std::size_t till) {
        return "GET /v1/hello HTTP/1.1\r\nHost: localhost\r\nAuthorization: " +
               tills[till]->authorization() + "\r\n\r\n";
    }
    /// Until so many changes wait for their lane.
    void wait_for_queue(std::size_t count) {
        auto other = connect();
        while (server->lanes().waiting(hub::Lane::pushes) < count) {
            REQUIRE(status_of(other.ask(get("/v1/ca"))) == 200);
        }
    }
    static std::string header_of(std::string_view answer, const std::string& name) {
        const auto at = answer.find(name + ": ");
        if (at == std::string_view::npos) return {};
        const auto from = at + name.size() + 2;
        return std::string(answer.substr(from, answer.find("\r\n", from) - from));
    }

    std::vector<std::unique_ptr<TestDevice>> tills;
};

/// The narrow lane's thread has something else to do.
class BusyLane {
  public:
    explicit BusyLane(hub::WorkLanes& lanes) {
        REQUIRE(lanes.post(hub::Lane::pushes, [this] {
            m_begun.set_value();
            m_end.get_future().wait();
        }));
        m_begun.get_future().wait();
    }
    void end() { m_end.set_value(); }

  private:
    std::promise<void> m_begun, m_end;
};

}  // namespace

TEST_CASE_FIXTURE(Counters,
                  "while the database's writer is taken, who only reads is answered, and changes "
                  "are taken afterwards") {
    start_narrow();
    auto writer = take_writer();
    std::vector<std::unique_ptr<TlsClient>> pushing;
    for (std::size_t i = 0; i < 4; ++i) {
        pushing.push_back(
            std::make_unique<TlsClient>(server->port(), TlsOptions{authority.certificate_pem}));
        REQUIRE(pushing.back()->send(push_of(i)));
    }
    wait_for_queue(3);
    auto client = connect();
    CHECK(status_of(client.ask(hello_of(4))) == 200);
    CHECK(status_of(client.ask("GET /v1/feed?cursors=store/S001:0 HTTP/1.1\r\nAuthorization: " +
                               tills[4]->authorization() + "\r\n\r\n")) == 200);
    // Who sends can ask meanwhile, too.
    CHECK(status_of(connect().ask(hello_of(0))) == 200);
    writer.reset();
    for (auto& one : pushing) CHECK(status_of(one->read_answer()) == 200);
    CHECK(hub.rows_of("member").size() == 4);
}

TEST_CASE_FIXTURE(Counters, "a terminal has one request of a kind under way") {
    start_narrow();
    BusyLane busy(server->lanes());
    auto first = connect();
    REQUIRE(first.send(push_of(0)));
    wait_for_queue(1);
    const auto again = connect().ask(push_of(0));
    CHECK(status_of(again) == 429);
    CHECK(code_of(again) == "device_busy");
    CHECK(header_of(again, "Retry-After") == "1");
    busy.end();
    CHECK(status_of(first.read_answer()) == 200);
    CHECK(status_of(connect().ask(push_of(0))) == 200);
}

TEST_CASE_FIXTURE(Counters, "for whom there is no place is told when to come back") {
    start_narrow(patient(), 1);
    BusyLane busy(server->lanes());
    auto first = connect(), second = connect();
    REQUIRE(first.send(push_of(0)));
    wait_for_queue(1);
    const auto refused = second.ask(push_of(1));
    CHECK(status_of(refused) == 503);
    CHECK(code_of(refused) == "hub_stopping");
    const auto wait = std::stoi(header_of(refused, "Retry-After"));
    CHECK(wait >= 2);
    CHECK(wait <= 4);
    CHECK(header_of(refused, "Connection") == "close");
    busy.end();
    CHECK(status_of(first.read_answer()) == 200);
    CHECK(status_of(connect().ask(push_of(1))) == 200);
}

TEST_CASE_FIXTURE(Counters,
                  "who would wait too long, or for whose body there is no room, is not "
                  "asked for the body") {
    auto limits = patient();
    SUBCASE("the wait") {
        limits.lane_wait_max_ms = -1;
    }
    SUBCASE("the room") {
        limits.bodies_bytes_max = 10;
    }
    start_narrow(limits);
    const auto request = push_of(0, "Expect: 100-continue\r\n");
    auto client = connect();
    REQUIRE(client.send(request.substr(0, request.find("\r\n\r\n") + 4)));
    const auto refused = client.read_answer();
    CHECK(status_of(refused) == 503);
    CHECK(client.continues() == 0);
    CHECK_FALSE(header_of(refused, "Retry-After").empty());
}

TEST_CASE_FIXTURE(Counters, "who calls is looked up once for a request") {
    int looked_up = 0;
    hub.reopen([&](sqlite::Database& database) {
        sqlite3_trace_v2(
            database.handle(), SQLITE_TRACE_STMT,
            [](unsigned, void* count, void* statement, void*) {
                const std::string_view sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
                if (sql.find("FROM device WHERE id") != std::string_view::npos)
                    ++*static_cast<int*>(count);
                return 0;
            },
            &looked_up);
    });
    start_narrow();
    CHECK(status_of(connect().ask(hello_of(0))) == 200);
    CHECK(looked_up == 1);
    // Once at the door, once under the writer, which decides.
    looked_up = 0;
    CHECK(status_of(connect().ask(push_of(0))) == 200);
    CHECK(looked_up == 2);
}

// Asking whether there is anything new: answered from memory where there is nothing, and never
// wrongly for long.

#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/device_admin.hpp"
#include "tests/hub/hub_server_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace tuning = sync::tuning;

namespace {

struct News : Running {
    News() { hub.add_store("S002"); }

    /// What a terminal asks that has read and sent everything there is at the moment.
    std::string question(TestDevice& device, std::string_view extra = "") {
        const auto scopes = sync::readable_scopes({device.store_code, device.terminal_code});
        const auto counters = hub.store().begin_read().value()->load_counters(scopes).value();
        std::string cursors;
        for (const auto& [scope, version] : counters) {
            if (!cursors.empty()) cursors += ',';
            cursors += scope + ":" + std::to_string(version);
        }
        return "/v1/news?cursors=" + cursors + "&generation=" + hub.load_fact("generation") +
               "&incarnation=" + device.incarnation.text() +
               "&last_seq=" + std::to_string(device.acked_seq) + std::string(extra);
    }
    static sync::HttpRequest request_of(const TestDevice& device, const std::string& target) {
        return {"GET", target, device.authorization(), "", "", "", "1.1.1.1"};
    }
    bool is_quiet(const TestDevice& device, const std::string& target) {
        return hub.service().find_quiet(request_of(device, target)).has_value();
    }
    /// As the hub says it, whether from memory or not.
    bool is_news(TestDevice& device, const std::string& target) {
        const auto response = device.get(target);
        REQUIRE_MESSAGE(response.status == 200, response.body);
        return parse_object(response.body).at("news").as_bool();
    }
    void push_member(TestDevice& device, const std::string& phone) {
        device.insert("member", member_columns(device.store_code, phone));
        REQUIRE(device.push().answer.rejections.empty());
    }
    std::string line_of(const TestDevice& device, const std::string& target) {
        return "GET " + target +
               " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + device.authorization() +
               "\r\n\r\n";
    }
    static boost::json::object body_of(std::string_view answer) {
        return parse_object(answer.substr(answer.find("\r\n\r\n") + 4));
    }
    static std::string waiting() { return "&wait=" + std::to_string(tuning::k_news_wait_max_ms); }
};

}  // namespace

TEST_CASE_FIXTURE(News, "who has read everything is told so from memory, until something comes") {
    TestDevice one(hub, "S001"), same(hub, "S001"), other(hub, "S002");
    push_member(one, "1");
    const auto asked = question(same);
    CHECK_FALSE(is_quiet(same, asked));
    CHECK_FALSE(is_news(same, asked));
    CHECK(is_quiet(same, asked));
    push_member(other, "2");
    CHECK(is_quiet(same, asked));
    push_member(one, "3");
    CHECK_FALSE(is_quiet(same, asked));
    CHECK(is_news(same, asked));
    const auto again = question(same);
    CHECK_FALSE(is_news(same, again));
    CHECK(is_quiet(same, again));
}

TEST_CASE_FIXTURE(News, "whoever differs from what the hub has of it is to greet") {
    TestDevice till(hub, "S001");
    push_member(till, "1");
    REQUIRE_FALSE(is_news(till, question(till)));
    const auto differs = [&](const std::string& target) {
        return !is_quiet(till, target) && is_news(till, target);
    };
    auto behind = till, restored = till, moved = till;
    --behind.acked_seq;
    CHECK(differs(question(behind)));
    restored.incarnation = Uuid::make_v7(hub.clock, hub.random);
    CHECK(differs(question(restored)));
    moved.store_code = "S002";
    CHECK(differs(question(moved)));
    auto target = question(till);
    const auto at = target.find("generation=");
    CHECK(differs(target.replace(at + 11, 1, "x")));
    CHECK(is_quiet(till, question(till)));
    // The hub knows of a push what the cached terminal did not.
    const auto before = question(till);
    till.insert("member", member_columns("S001", "2"));
    REQUIRE(till.push().status == 200);
    CHECK(differs(before));
}

TEST_CASE_FIXTURE(News,
                  "memory speaks to nobody with a wrong secret, and a refused one is refused") {
    TestDevice till(hub, "S001");
    push_member(till, "1");
    const auto asked = question(till);
    REQUIRE_FALSE(is_news(till, asked));
    REQUIRE(is_quiet(till, asked));
    auto liar = till;
    liar.secret.back() = liar.secret.back() == 'x' ? 'y' : 'x';
    CHECK_FALSE(is_quiet(liar, asked));
    CHECK(liar.get(asked).status == 401);
    // By another program on the same database, as the administrator's command is.
    auto writer = hub.store().begin_write().value();
    REQUIRE(hub::revoke_device(*writer, hub.manifest, hub.clock.now_ms(), *hub.load_device(till.id))
                .ok());
    REQUIRE(writer->commit().ok());
    writer.reset();
    hub.clock.advance(tuning::k_news_age_max_ms);
    CHECK_FALSE(is_quiet(till, asked));
    CHECK(till.get(asked).status == 403);
    TestDevice neighbour(hub, "S001");
    (void)is_news(neighbour, question(neighbour));
    CHECK_FALSE(is_quiet(till, asked));
}

TEST_CASE_FIXTURE(News, "what another program writes to the database counts a second later") {
    TestDevice till(hub, "S001");
    push_member(till, "1");
    const auto asked = question(till);
    REQUIRE_FALSE(is_news(till, asked));
    REQUIRE(is_quiet(till, asked));
    {
        const auto program = hub.open_again();
        auto writer = program->begin_write().value();
        REQUIRE(writer->raise_counters({{"store/S001", 1}}).ok());
        REQUIRE(writer->commit().ok());
    }
    hub.clock.advance(tuning::k_news_age_max_ms);
    CHECK_FALSE(is_quiet(till, asked));
    CHECK(is_news(till, asked));
}

TEST_CASE_FIXTURE(News, "that a terminal called is still written down now and then") {
    TestDevice till(hub, "S001");
    push_member(till, "1");
    for (int minute = 0; minute < 30; ++minute) {
        hub.clock.advance(60'000);
        REQUIRE_FALSE(is_news(till, question(till)));
    }
    const auto seen_at = hub.load_device(till.id)->last_seen_at;
    CHECK(hub.clock.now_ms() - seen_at <= tuning::k_last_seen_step_ms);
}

TEST_CASE_FIXTURE(News, "a question that lacks something is refused with what it needs") {
    TestDevice till(hub, "S001");
    for (const char* target :
         {"/v1/news", "/v1/news?cursors=chain:0", "/v1/news?cursors=chain:0&generation=g",
          "/v1/news?cursors=chain:0&generation=g&incarnation=x&last_seq=0"}) {
        CHECK(till.get(target).status == 400);
    }
}

TEST_CASE_FIXTURE(News, "a desk that waits is told when something comes") {
    TestDevice desk(hub, "HQ"), till(hub, "S001");
    start();
    auto connection = connect();
    // Its own question is remembered first; the second one is answered from memory.
    for (int round = 0; round < 2; ++round) {
        REQUIRE(connection.send(line_of(desk, question(desk, waiting()))));
        while (!hub.service().news().is_watched()) {
            std::this_thread::yield();
        }
        push_member(till, std::to_string(round));
        const auto answer = connection.read_answer();
        REQUIRE(status_of(answer) == 200);
        CHECK(body_of(answer).at("news").as_bool());
        CHECK(body_of(answer).at("waited").as_bool());
    }
    // Small enough for ten thousand a minute.
    REQUIRE_FALSE(is_news(till, question(till)));
    auto counter = connect();
    const auto answer = counter.ask(line_of(till, question(till)));
    CHECK_FALSE(body_of(answer).at("news").as_bool());
    CHECK(answer.size() <= 250);
}

TEST_CASE_FIXTURE(News, "a wait ends by itself, and with the hub") {
    TestDevice desk(hub, "HQ");
    start();
    auto connection = connect();
    const auto soon = connection.ask(line_of(desk, question(desk, "&wait=50")));
    REQUIRE(status_of(soon) == 200);
    CHECK_FALSE(body_of(soon).at("news").as_bool());
    CHECK(body_of(soon).at("waited").as_bool());
    REQUIRE(connection.send(line_of(desk, question(desk, waiting()))));
    while (!hub.service().news().is_watched()) {
        std::this_thread::yield();
    }
    server->stop();
    const auto last = connection.read_answer();
    CHECK(status_of(last) == 200);
    CHECK_FALSE(body_of(last).at("news").as_bool());
    server->wait();
}

TEST_CASE_FIXTURE(News, "when too many wait, the others are answered at once") {
    TestDevice desk(hub, "HQ");
    std::vector<std::unique_ptr<hub::NewsBoard::Watch>> crowd;
    while (auto one = hub.service().news().watch({{"chain", 0}}, [] {})) {
        crowd.push_back(std::move(one));
    }
    CHECK(crowd.size() == tuning::k_watchers_max);
    start();
    auto connection = connect();
    const auto answer = connection.ask(line_of(desk, question(desk, waiting())));
    REQUIRE(status_of(answer) == 200);
    CHECK_FALSE(body_of(answer).at("waited").as_bool());
    crowd.clear();
    CHECK_FALSE(hub.service().news().is_watched());
}

// A session that only asks whether there is anything new.

#include "sync/client/push_state.hpp"
#include "sync/core/tuning.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

struct Asking : Chain {
    /// One session that may only ask, if `greeting` is given; what it asked for stands in `paths`.
    sync::SessionReport run(SimTerminal& terminal, std::optional<sync::HubHello> greeting) {
        paths.clear();
        HookLink link(hub, [this](const sync::HttpRequest& request) -> HookLink::Answer {
            paths.push_back(request.target.substr(0, request.target.find('?')));
            if (instead) return Result<sync::HttpResponse>(*instead);
            return {};
        });
        return sync::SyncSession(terminal.database(), terminal.manifest(), terminal.clock, link,
                                 {.greeting = std::move(greeting)})
            .run();
    }
    /// A session that greets and leaves nothing undone.
    sync::HubHello greeting_of(SimTerminal& terminal) {
        const auto report = run(terminal, {});
        REQUIRE(report.greeting);
        return *report.greeting;
    }

    std::vector<std::string> paths;
    std::optional<sync::HttpResponse> instead;
};

const std::vector<std::string> k_only_asked{"/v1/news"};

TEST_CASE_FIXTURE(Asking, "where there is nothing new, one short question is all") {
    const auto greeting = greeting_of(one);
    advance(30'000);
    const auto report = run(one, greeting);
    CHECK(report.ok());
    CHECK(paths == k_only_asked);
    CHECK_FALSE(report.greeted);
    REQUIRE(report.greeting);
    CHECK(report.greeting->scopes == greeting.scopes);
    CHECK(one.status().online);
    CHECK(one.status().last_complete_at == one.clock.now_ms());
}

TEST_CASE_FIXTURE(Asking, "what another terminal sent is read at the next question") {
    SimTerminal second(hub, "S001", 5);
    second.enrol();
    const auto greeting = greeting_of(one);
    const auto member = second.register_member("王小明", "13800000001");
    second.sync_well();
    const auto report = run(one, greeting);
    CHECK(report.ok());
    CHECK(paths.front() == "/v1/news");
    CHECK(one.load("member", *member));
    // Another greeting, from which the next one goes on.
    REQUIRE(report.greeting);
    CHECK(run(one, report.greeting).ok());
    CHECK(paths == k_only_asked);
}

TEST_CASE_FIXTURE(Asking, "who has something to send does not ask") {
    const auto greeting = greeting_of(one);
    REQUIRE(one.register_member("王小明", "13800000001"));
    CHECK(run(one, greeting).sent == 3);
    CHECK(paths.front() == "/v1/hello");
    CHECK(hub.rows_of("member").size() == 1);
}

TEST_CASE_FIXTURE(Asking,
                  "a hub that went back to a backup is greeted, and gets everything again") {
    hub.back_up();
    const auto member = sent_member();
    const auto greeting = greeting_of(one);
    hub.restore();
    REQUIRE(hub.rows_of("member").empty());
    CHECK(run(one, greeting).ok());
    CHECK(hub.load_row("member", member));
}

TEST_CASE_FIXTURE(Asking, "a failure is one, and leaves no greeting to go on from") {
    const auto greeting = greeting_of(one);
    instead = sync::HttpResponse{.status = 200, .content_type = "application/json", .body = "{}"};
    const auto strange = run(one, greeting);
    CHECK(error_code(strange) == sync::k_hub_answer_strange.code);
    CHECK_FALSE(strange.greeting);
    instead = sync::HttpResponse{.status = 503, .headers = {{"retry-after", "7"}}};
    const auto busy = run(one, greeting);
    CHECK(busy.asked_to_wait == 7000);
    instead.reset();
    CHECK(run(one, greeting).ok());
}

}  // namespace
}  // namespace qiantai::test

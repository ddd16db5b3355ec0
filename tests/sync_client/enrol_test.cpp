#include "sync/client/enrol.hpp"

#include "sync/client/certificate.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/core/tuning.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

using sync::IfEnrolled;

struct Fresh {
    SimHub hub;
    SimTerminal terminal{hub, "S001", 1};
    Fresh() {
        hub.add_store("S001");
        hub.add_store("S002");
    }
    std::string enrol_error(std::string_view code, IfEnrolled if_enrolled = IfEnrolled::fail) {
        const auto enrolled = terminal.try_enrol(code, if_enrolled);
        return enrolled ? "" : std::string(enrolled.error().code());
    }
};

TEST_CASE("a code is swapped for an identity, and the terminal can sync at once") {
    Fresh fresh;
    const auto enrolled =
        fresh.terminal.try_enrol(fresh.hub.make_code("S001"), IfEnrolled::fail).value();
    CHECK(enrolled.store_code == "S001");
    CHECK(enrolled.chain_name == "Test chain");
    CHECK(fresh.terminal.status().enrolled);
    CHECK(fresh.hub.load_device(enrolled.device_id)->terminal_code == enrolled.terminal_code);
    fresh.terminal.sync_well();
    CHECK(fresh.terminal.count("SELECT count(*) FROM store") == 3);
}

TEST_CASE("a code works once, and not after its time") {
    Fresh fresh;
    const auto code = fresh.hub.make_code("S001");
    const auto late = fresh.hub.make_code("S001");
    REQUIRE(fresh.enrol_error(code) == "");
    SimTerminal second(fresh.hub, "S001", 2);
    CHECK(second.try_enrol(code, IfEnrolled::fail).error().code() == "enrolment_code_wrong");
    fresh.hub.clock.advance(sync::tuning::k_enrolment_code_life_ms + 1);
    CHECK(second.try_enrol(late, IfEnrolled::fail).error().code() == "enrolment_code_wrong");
    CHECK_FALSE(second.status().enrolled);
}

TEST_CASE("the secret of a code is not said to a hub with another CA") {
    Fresh fresh;
    SimHub stranger;
    const auto code = stranger.make_code("HQ");
    bool posted = false;
    const sync::TransportFactory factory =
        [&](const sync::HubAddress&,
            const std::optional<std::string>&) -> Result<std::unique_ptr<sync::Transport>> {
        return std::unique_ptr<sync::Transport>(std::make_unique<HookLink>(
            fresh.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
                posted = posted || request.method == "POST";
                return {};
            }));
    };
    const auto enrolled = sync::enrol(fresh.terminal.database(), fresh.terminal.clock,
                                      fresh.terminal.random, factory, {"https://hub"}, code);
    CHECK(enrolled.error().code() == "wrong_hub");
    CHECK_FALSE(posted);
}

TEST_CASE("only the certificate that was checked is trusted afterwards") {
    Fresh fresh;
    SimHub stranger;
    std::optional<std::string> trusted;
    const sync::TransportFactory factory =
        [&](const sync::HubAddress&,
            const std::optional<std::string>& ca) -> Result<std::unique_ptr<sync::Transport>> {
        if (ca) trusted = ca;
        return std::unique_ptr<sync::Transport>(std::make_unique<HookLink>(
            fresh.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
                if (request.target != "/v1/ca") return {};
                auto response = fresh.hub.handle(request);
                response.body += stranger.authority().certificate_pem;
                return response;
            }));
    };
    REQUIRE(sync::enrol(fresh.terminal.database(), fresh.terminal.clock, fresh.terminal.random,
                        factory, {"https://hub"}, fresh.hub.make_code("S001"))
                .ok());
    CHECK(trusted == fresh.hub.authority().certificate_pem);
    CHECK(sync::require_device_facts(fresh.terminal.database()).value().hub_ca == *trusted);
}

TEST_CASE("an enrolled terminal is not enrolled again by mistake, nor into another store") {
    Fresh fresh;
    REQUIRE(fresh.enrol_error(fresh.hub.make_code("S001")) == "");
    const Uuid before = fresh.terminal.device_id();
    CHECK(fresh.enrol_error(fresh.hub.make_code("S001")) == "already_enrolled");
    CHECK(fresh.enrol_error(fresh.hub.make_code("S002"), IfEnrolled::replace) ==
          "enrolled_elsewhere");
    CHECK(fresh.terminal.device_id() == before);
}

TEST_CASE("a terminal the hub has forgotten gets a new identity and sends everything again") {
    Fresh fresh;
    fresh.hub.back_up();
    REQUIRE(fresh.enrol_error(fresh.hub.make_code("S001")) == "");
    const auto member = fresh.terminal.register_member("王", "13800000001");
    fresh.terminal.sync_well();
    fresh.hub.restore();
    CHECK(error_code(fresh.terminal.sync()) == "not_enrolled");
    REQUIRE(fresh.enrol_error(fresh.hub.make_code("S001"), IfEnrolled::replace) == "");
    CHECK(fresh.terminal.sync_well().sent == 3);
    CHECK(fresh.hub.load_row("member", *member));
}

TEST_CASE("a terminal in service for months gets a new identity with what it still keeps") {
    Fresh fresh;
    REQUIRE(fresh.enrol_error(fresh.hub.make_code("S001")) == "");
    auto& terminal = fresh.terminal;
    for (int week = 0; week < 8; ++week) {
        REQUIRE(terminal.register_member("王", "1380000000" + std::to_string(week)));
        terminal.sync_well();
        for (auto* clock : {&terminal.clock, &fresh.hub.clock}) clock->advance(7ll * 86'400'000);
        terminal.sync_well();
    }
    REQUIRE(terminal.count("SELECT min(seq) FROM outbox") > 1);
    const auto unsent = terminal.register_member("李", "13900000000");
    const auto kept = terminal.count("SELECT count(*) FROM outbox");
    REQUIRE(fresh.enrol_error(fresh.hub.make_code("S001"), IfEnrolled::replace) == "");
    CHECK(terminal.sync_well().sent == kept);
    CHECK(fresh.hub.load_row("member", *unsent));
    REQUIRE(terminal.register_member("张", "13900000001"));
    CHECK(terminal.sync_well().sent == 3);
    CHECK(terminal.status().waiting_count == 0);
}

TEST_CASE("a mistyped code is found before any network is used") {
    Fresh fresh;
    CHECK(fresh.enrol_error("12345") == "enrolment_code_malformed");
    CHECK(fresh.enrol_error("") == "enrolment_code_malformed");
}

}  // namespace
}  // namespace qiantai::test

#include "schema/base/encoding.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace json = boost::json;

namespace {

struct Enrolment {
    Enrolment() { hub.add_store("S001"); }

    sync::HttpResponse enrol(const std::string& code, std::string address = "10.0.0.9") {
        const json::object body{{"code", code},
                                {"bundle_public_key", to_base64url(std::string(32, 'p'))}};
        return hub.handle({"POST", "/v1/enrol", "", "application/json", "", json::serialize(body),
                           std::move(address)});
    }

    TestHub hub;
};

}  // namespace

TEST_CASE_FIXTURE(Enrolment, "a code works once") {
    const auto code = hub.make_code("S001");
    CHECK(enrol(code).status == 200);
    const auto again = enrol(code);
    CHECK(again.status == 403);
    CHECK(parse_object(again.body).at("code") == "enrolment_code_wrong");
}

TEST_CASE_FIXTURE(Enrolment, "a code expires") {
    const auto code = hub.make_code("S001");
    hub.clock.advance(sync::tuning::k_enrolment_code_life_ms);
    CHECK(enrol(code).status == 403);
}

TEST_CASE_FIXTURE(
    Enrolment, "codes can't be tried out from one address, and who sits behind it waits a moment") {
    const auto code = hub.make_code("S001");
    for (int i = 0; i < sync::tuning::k_enrolment_failures_max; ++i)
        CHECK(enrol("AAAAAAAA").status == 403);
    const auto limited = enrol(code);
    CHECK(limited.status == 429);
    CHECK(parse_object(limited.body).at("code") == "too_many_requests");
    CHECK(limited.headers.at("Retry-After") ==
          std::to_string(sync::tuning::k_enrolment_pace_ms / 1000));
    CHECK(enrol(hub.make_code("S001"), "10.0.0.10").status == 200);
    hub.clock.advance(sync::tuning::k_enrolment_pace_ms);
    CHECK(enrol("AAAAAAAA").status == 403);
    CHECK(enrol(code).status == 429);
    hub.clock.advance(sync::tuning::k_enrolment_pace_ms);
    CHECK(enrol(code).status == 200);
}

TEST_CASE_FIXTURE(Enrolment,
                  "terminals of a store are numbered on, whatever happened to those before") {
    TestDevice first(hub, "S001"), second(hub, "S001"), desk(hub, "HQ");
    CHECK(first.terminal_code == "T01");
    CHECK(second.terminal_code == "T02");
    CHECK(desk.terminal_code == "T01");
    desk.update("terminal", second.id, {{"status", "revoked"}});
    REQUIRE(desk.push().status == 200);
    CHECK(TestDevice(hub, "S001").terminal_code == "T03");
}

TEST_CASE_FIXTURE(Enrolment, "the new terminal's row is there for its store and headquarters") {
    TestDevice till(hub, "S001"), desk(hub, "HQ");
    const auto row = till.find("store/S001", till.id);
    REQUIRE(row);
    CHECK(row->state.columns.at("code") == "T01");
    CHECK(row->state.columns.at("name") == "Counter");
    CHECK(row->state.columns.at("status") == "active");
    CHECK(desk.find(sync::hq_scope("S001"), till.id));
}

TEST_CASE_FIXTURE(Enrolment, "the hub keeps no secret and no code, only their hashes") {
    const auto code = hub.make_code("S001");
    const auto answer = parse_object(enrol(code).body);
    const auto secret = *from_base64url(answer.at("secret").as_string());
    const auto device = *hub.load_device(*Uuid::parse(answer.at("device_id").as_string()));
    CHECK(device.secret_hash == blake2b_256(secret));
    auto reader = hub.store().begin_read();
    CHECK((*reader)->load_code(blake2b_256(code))->has_value());
    CHECK_FALSE((*reader)->load_code(code)->has_value());
    for (const auto& record : hub.log) {
        CHECK(record.failure.empty());
        CHECK(record.route.find(code) == std::string::npos);
    }
}

TEST_CASE_FIXTURE(Enrolment, "headquarters makes codes, for stores that exist and are open") {
    TestDevice desk(hub, "HQ"), till(hub, "S001");
    const auto ask = [&](TestDevice& device, std::string_view store) {
        const json::object body{{"store_code", store}, {"terminal_name", "二号台"}};
        return hub.handle({"POST", "/v1/enrolment-codes", device.authorization(),
                           "application/json", "", json::serialize(body), ""});
    };
    const auto made = ask(desk, "S001");
    REQUIRE(made.status == 200);
    const auto answer = parse_object(made.body);
    CHECK(answer.at("expires_at") == hub.clock.now_ms() + sync::tuning::k_enrolment_code_life_ms);
    const auto code = sync::parse_enrolment_code(answer.at("code").as_string());
    REQUIRE(code.ok());
    CHECK(code->fingerprint == sync::ca_fingerprint("test ca"));
    CHECK(enrol(code->secret).status == 200);
    CHECK(ask(desk, "HQ").status == 200);
    CHECK(ask(desk, "S999").status == 400);
    CHECK(ask(till, "S001").status == 403);
    const auto store = hub.rows_of("store");
    for (const auto& row : store) {
        if (row.state.columns.at("code") == "S001")
            desk.update("store", row.state.id, {{"status", "closed"}});
    }
    REQUIRE(desk.push().answer.rejections.empty());
    CHECK(ask(desk, "S001").status == 400);
}

TEST_CASE_FIXTURE(Enrolment,
                  "a new hub has headquarters' store and an administrator who can sign in there") {
    TestDevice desk(hub, "HQ");
    const auto stores = desk.read("chain");
    REQUIRE(stores.size() == 2);
    CHECK(stores[0].state.columns.at("code") == "HQ");
    const auto staff = hub.rows_of("staff");
    REQUIRE(staff.size() == 1);
    const auto row = desk.find("store/HQ", staff[0].state.id);
    REQUIRE(row);
    CHECK(row->state.columns.at("role") == "admin");
    CHECK(row->state.columns.contains("pin_hash"));
    CHECK_FALSE(hub.load_fact("generation").empty());
}

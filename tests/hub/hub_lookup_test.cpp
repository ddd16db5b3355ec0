#include <set>

#include "schema/sqlite/migrations.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/audit_check.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace json = boost::json;

namespace {

constexpr std::string_view k_phone = "13900000007", k_card = "C-2222";

json::object card_columns(std::string_view store_code, const Uuid& member,
                          std::string_view number = k_card) {
    return {{"store_code", store_code}, {"member_id", member.text()}, {"number", number},
            {"status", "active"},       {"issued_on", "2026-11-21"},  {"created_by", "1001"},
            {"created_at", 1}};
}

json::object consent_columns(std::string_view store_code, const Uuid& member) {
    return {{"store_code", store_code}, {"member_id", member.text()},
            {"purpose", "marketing"},   {"decision", "given"},
            {"text_version", "1"},      {"channel", "counter"},
            {"created_by", "1001"},     {"created_at", 1}};
}

/// A member with card and consent at S001, another one beside it, and a terminal of S002.
struct Roaming {
    Roaming() {
        hub.add_store("S001");
        hub.add_store("S002");
        home.emplace(hub, "S001");
        away.emplace(hub, "S002");
        member = home->insert("member", member_columns("S001", k_phone));
        card = home->insert("member_card", card_columns("S001", member));
        consent = home->insert("consent", consent_columns("S001", member));
        other = home->insert("member", member_columns("S001", "13900000008"));
        REQUIRE(home->push().status == 200);
    }

    sync::HttpResponse ask(const TestDevice& device, const json::object& body) {
        return hub.handle({"POST", "/v1/lookup", device.authorization(), "application/json", "",
                           json::serialize(body), "10.0.0.1"});
    }
    json::array look_up(const json::object& body) {
        const auto response = ask(*away, body);
        REQUIRE_MESSAGE(response.status == 200, response.body);
        return parse_object(response.body).at("members").as_array();
    }
    std::set<Uuid> shown_to_away() {
        std::set<Uuid> shown;
        for (const auto& row : away->read("store/S002")) {
            if (!row.gone && row.state.entity != "terminal") shown.insert(row.state.id);
        }
        return shown;
    }
    std::int64_t version_of(const std::string& scope) {
        auto reader = *hub.store().begin_read();
        return reader->load_counters(std::span(&scope, 1))->at(scope);
    }

    TestHub hub;
    std::optional<TestDevice> home, away;
    Uuid member, card, consent, other;
};

}  // namespace

TEST_CASE_FIXTURE(Roaming,
                  "a member looked up at another store joins its scope with what belongs "
                  "to the person, and nobody else does") {
    CHECK(shown_to_away().empty());
    const auto found = look_up({{"phone", k_phone}});
    REQUIRE(found.size() == 1);
    CHECK(found[0].at("member_id").as_string() == member.text());
    CHECK(found[0].at("store_code") == "S001");
    CHECK(found[0].at("until") == hub.clock.now_ms() + sync::tuning::k_stay_ms);
    CHECK(shown_to_away() == std::set<Uuid>{member, card, consent});
    CHECK(away->find("store/S002", member)->state.columns.at("phone").as_string() == k_phone);
}

TEST_CASE_FIXTURE(Roaming, "a card's number finds its member; part of a number finds nobody") {
    CHECK(look_up({{"phone", "1390000000"}}).empty());
    CHECK(look_up({{"card_number", "C-222"}}).empty());
    CHECK(shown_to_away().empty());
    CHECK(look_up({{"phone", k_card}, {"card_number", k_card}}).size() == 1);
    CHECK(shown_to_away() == std::set<Uuid>{member, card, consent});
}

TEST_CASE_FIXTURE(Roaming, "looking up tells the owning store and headquarters nothing new") {
    const auto before = version_of("store/S001");
    look_up({{"phone", k_phone}});
    CHECK(version_of("store/S001") == before);
    // The audit event goes to a bucket; the member's rows do not go there again.
    const auto after_first = version_of("store/S002");
    look_up({{"phone", k_phone}});
    CHECK(version_of("store/S002") == after_first);
}

TEST_CASE_FIXTURE(Roaming, "while a member stays, later changes and new cards reach that store") {
    look_up({{"phone", k_phone}});
    home->update("member", member, {{"name", "新名字"}});
    const Uuid second = home->insert("member_card", card_columns("S001", member, "C-3333"));
    REQUIRE(home->push().status == 200);
    CHECK(away->find("store/S002", member)->state.columns.at("name") == "新名字");
    CHECK(away->find("store/S002", second));
    home->erase("member", member);
    REQUIRE(home->push().status == 200);
    CHECK_FALSE(away->find("store/S002", member)->state.columns.contains("phone"));
}

TEST_CASE_FIXTURE(Roaming, "after its time a member leaves the store again, and comes no more") {
    look_up({{"phone", k_phone}});
    hub.clock.advance(sync::tuning::k_stay_ms - 1);
    away->hello();
    CHECK(shown_to_away().size() == 3);
    hub.clock.advance(1);
    home->hello();
    CHECK(shown_to_away().size() == 3);
    away->hello();
    CHECK(shown_to_away().empty());
    CHECK(away->find("store/S002", member)->gone);
    CHECK(away->find("store/S002", card)->gone);
    home->update("member", member, {{"name", "新名字"}});
    REQUIRE(home->push().status == 200);
    CHECK(shown_to_away().empty());
    CHECK(home->find("store/S001", member)->state.columns.at("name") == "新名字");
}

TEST_CASE_FIXTURE(Roaming, "looking up again begins the stay anew") {
    look_up({{"phone", k_phone}});
    hub.clock.advance(sync::tuning::k_stay_ms - 1);
    look_up({{"phone", k_phone}});
    hub.clock.advance(sync::tuning::k_stay_ms - 1);
    away->hello();
    CHECK(shown_to_away().size() == 3);
}

TEST_CASE_FIXTURE(Roaming, "the asking store may not change the member") {
    look_up({{"phone", k_phone}});
    away->update("member", member, {{"name", "别人"}});
    const auto reply = away->push();
    REQUIRE(reply.answer.rejections.size() == 1);
    CHECK(reply.answer.rejections[0].code == "other_store");
}

TEST_CASE_FIXTURE(Roaming,
                  "a merged record brings the one that stands, an erased one is not found") {
    home->update("member", member, {{"merged_into", other.text()}});
    REQUIRE(home->push().status == 200);
    CHECK(look_up({{"phone", k_phone}}).size() == 2);
    CHECK(shown_to_away().contains(other));
    home->erase("member", other);
    REQUIRE(home->push().status == 200);
    CHECK(look_up({{"phone", "13900000008"}}).empty());
}

TEST_CASE_FIXTURE(Roaming, "a store's own member is named without a stay") {
    const auto response = ask(*home, {{"phone", k_phone}});
    const auto members = parse_object(response.body).at("members").as_array();
    REQUIRE(members.size() == 1);
    CHECK_FALSE(members[0].as_object().contains("until"));
    auto reader = *hub.store().begin_read();
    CHECK(reader->load_stays(std::span(&member, 1))->empty());
}

TEST_CASE_FIXTURE(Roaming,
                  "every question is in the hub's audit chain, also one without an answer") {
    look_up({{"phone", k_phone}, {"staff_number", "1002"}});
    hub.clock.advance(1);
    look_up({{"card_number", "NOBODY"}});
    std::vector<json::object> events;
    for (const auto& row : hub.rows_of("audit_event")) events.push_back(row.state.columns);
    REQUIRE(events.size() == 2);
    CHECK(events[0].at("action") == "hub.look_up");
    CHECK(events[0].at("store_code") == "S002");
    CHECK(events[0].at("terminal_code").as_string() == away->terminal_code);
    CHECK(events[0].at("staff_number") == "1002");
    CHECK(events[0].at("subject_id").as_string() == member.text());
    CHECK_FALSE(events[1].contains("subject_id"));
    for (const auto& event : events) {
        CHECK(json::serialize(event).find(k_phone) == std::string::npos);
        CHECK(json::serialize(event).find("NOBODY") == std::string::npos);
    }
    auto reader = *hub.store().begin_read();
    const auto report = *hub::check_audit_trail(*reader, hub.manifest);
    CHECK(report.events == 2);
    CHECK(report.findings.empty());
}

TEST_CASE_FIXTURE(Roaming, "one terminal can't try out numbers, and others are not held up") {
    for (std::size_t i = 0; i < sync::tuning::k_lookups_per_hour_max; ++i) {
        look_up({{"phone", "13900000009"}});
    }
    const auto limited = ask(*away, {{"phone", k_phone}});
    CHECK(limited.status == 429);
    CHECK(limited.headers.at("Retry-After") == "3600");
    CHECK(shown_to_away().empty());
    TestDevice second(hub, "S002");
    CHECK(ask(second, {{"phone", k_phone}}).status == 200);
    hub.clock.advance(3'600'000);
    CHECK(look_up({{"phone", k_phone}}).size() == 1);
}

TEST_CASE_FIXTURE(Roaming, "headquarters, strangers and malformed questions are refused") {
    TestDevice desk(hub, "HQ");
    CHECK(ask(desk, {{"phone", k_phone}}).status == 403);
    auto stranger = *away;
    stranger.secret = std::string(32, 'x');
    CHECK(ask(stranger, {{"phone", k_phone}}).status == 401);
    for (const json::object& body :
         {json::object{}, json::object{{"phone", ""}}, json::object{{"phone", 5}},
          json::object{{"name", "欧"}}, json::object{{"phone", std::string(65, '1')}}}) {
        CHECK(ask(*away, body).status == 400);
    }
    CHECK(hub.rows_of("audit_event").empty());
}

TEST_CASE("rows stored before stays existed are found and follow their member") {
    TempFolder folder;
    const Uuid member = Uuid::derive("member"), card = Uuid::derive("card");
    {
        auto database = sqlite::Database::open(folder / "hub.db", TestHub::database_options());
        REQUIRE(sqlite::migrate(*database, sqlite::ApplicationId::hub,
                                sqlite::hub_sqlite_migrations().first(1))
                    .ok());
        auto statement = *database->prepare(
            "INSERT INTO row (scope, entity, id, data, row_hlc, feed_places) "
            "VALUES ('store/S001', 'member_card', ?, ?, 1, 'store/S001:1')");
        REQUIRE(statement.bind(card, json::serialize(card_columns("S001", member))).run().ok());
    }
    auto store = *hub::SqliteHubStore::open({folder / "hub.db", TestHub::database_options()});
    auto reader = *store->begin_read();
    const auto dependents = *reader->load_dependents(std::span(&member, 1));
    REQUIRE(dependents.size() == 1);
    CHECK(dependents[0].state.id == card);
    const hub::DuplicateKey number{"member_card", "number", std::string(k_card), {}};
    CHECK(reader->load_duplicates(std::span(&number, 1), 5)->size() == 1);
}

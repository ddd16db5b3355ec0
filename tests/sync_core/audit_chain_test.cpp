#include <doctest/doctest.h>

#include "schema/base/encoding.hpp"
#include "sync/core/audit_chain.hpp"
#include "tests/sync_core/random_rows.hpp"

namespace qiantai::sync::test {
namespace {

namespace json = boost::json;

json::value shuffled(const json::value& value, Random& random) {
    if (value.is_array()) {
        json::array array;
        for (const auto& element : value.get_array()) array.push_back(shuffled(element, random));
        return array;
    }
    if (!value.is_object()) return value;
    std::vector<std::pair<std::string, json::value>> members;
    for (const auto& member : value.get_object()) {
        members.emplace_back(member.key(), shuffled(member.value(), random));
    }
    for (std::size_t i = members.size(); i > 1; --i)
        std::swap(members[i - 1], members[random.below(i)]);
    json::object object;
    for (auto& [key, member] : members) object.emplace(key, std::move(member));
    if (chance(random, 50)) object.emplace("zz_null", nullptr);
    return object;
}

TEST_CASE("canonical JSON is sorted, without white space and without null members") {
    const json::value value{
        {"b", 1}, {"a", {{"z", nullptr}, {"y", json::array{nullptr, true}}}}, {"n", nullptr}};
    CHECK(canonical_json(value) == R"({"a":{"y":[null,true]},"b":1})");
    CHECK(canonical_json(json::value(5.0)) == "5");
    CHECK(canonical_json(json::value(-0.0)) == "0");
    CHECK(canonical_json(json::value(1.5)) == "1.5");
    CHECK(canonical_json(json::value(1.0 / 3.0)) == "0.333333333333333");
    CHECK(canonical_json(json::value(UINT64_MAX)) == "18446744073709551615");
    CHECK(canonical_json(json::value("a\"\\\n\x01é王")) == "\"a\\\"\\\\\\n\\u0001é王\"");
    CHECK(canonical_json(json::value(nullptr)) == "null");
    CHECK(canonical_json(json::object()) == "{}");
}

TEST_CASE("canonical JSON does not depend on the members' order and is stable when read again") {
    with_seeds(2'000, [](Random& random) {
        const json::value value = random_value(random, 4);
        const std::string text = canonical_json(value);
        REQUIRE(canonical_json(shuffled(value, random)) == text);
        REQUIRE(canonical_json(json::parse(text)) == text);
        REQUIRE(canonical_json(json::parse(json::serialize(value))) == text);
    });
}

struct Event {
    Uuid id;
    json::object columns;
};

std::vector<Event> make_chain(const Uuid& incarnation) {
    std::vector<Event> events;
    std::string previous = audit_chain_start(incarnation);
    for (int i = 1; i <= 5; ++i) {
        Event event{.id = Uuid::derive("event" + std::to_string(i)), .columns = {}};
        event.columns = {{"chain_seq", i},
                         {"action", "members.reveal_contact"},
                         {"detail", {{"reason", "call"}}},
                         {"staff_role", nullptr}};
        previous = audit_hash(previous, event.id, event.columns);
        event.columns["hash"] = to_base64url(previous);
        events.push_back(std::move(event));
    }
    return events;
}

/// Number of events whose hash follows from the one before.
int count_valid(const std::vector<Event>& events, const Uuid& incarnation) {
    std::string previous = audit_chain_start(incarnation);
    int valid = 0;
    for (const Event& event : events) {
        previous = audit_hash(previous, event.id, event.columns);
        if (event.columns.at("hash").as_string() != to_base64url(previous)) return valid;
        ++valid;
    }
    return valid;
}

TEST_CASE("an untouched audit chain holds") {
    const Uuid incarnation = Uuid::derive("incarnation");
    CHECK(count_valid(make_chain(incarnation), incarnation) == 5);
    CHECK(audit_chain_start(incarnation).size() == 16);
}

TEST_CASE("an audit event that is changed, missing, exchanged or of another chain breaks it") {
    const Uuid incarnation = Uuid::derive("incarnation");
    auto events = make_chain(incarnation);
    SUBCASE("changed value") {
        events[2].columns["action"] = "members.get";
    }
    SUBCASE("changed detail") {
        events[2].columns["detail"] = {{"reason", "none"}};
    }
    SUBCASE("added column") {
        events[2].columns["subject_id"] = "x";
    }
    SUBCASE("changed id") {
        events[2].id = Uuid::derive("forged");
    }
    SUBCASE("missing") {
        events.erase(events.begin() + 2);
    }
    SUBCASE("reordered") {
        std::swap(events[2], events[3]);
    }
    SUBCASE("own hash made to fit") {
        events[2].columns["action"] = "members.get";
        const auto previous =
            *from_base64url(std::string(events[1].columns.at("hash").as_string()));
        events[2].columns["hash"] =
            to_base64url(audit_hash(previous, events[2].id, events[2].columns));
        CHECK(count_valid(events, incarnation) == 3);
        return;
    }
    CHECK(count_valid(events, incarnation) == 2);
    CHECK(count_valid(make_chain(incarnation), Uuid::derive("other")) == 0);
}

TEST_CASE("a column that is null or absent gives the same audit hash") {
    const std::string start = audit_chain_start(Uuid());
    CHECK(audit_hash(start, Uuid(), {{"a", 1}, {"b", nullptr}}) ==
          audit_hash(start, Uuid(), {{"a", 1}}));
    CHECK(audit_hash(start, Uuid(), {{"a", 1}, {"hash", "x"}}) ==
          audit_hash(start, Uuid(), {{"a", 1}}));
}

}  // namespace
}  // namespace qiantai::sync::test

// JSON that may be damaged is read without an exception.

#include "schema/base/json_values.hpp"

#include <doctest/doctest.h>

namespace qiantai {
namespace {

TEST_CASE("text that is no JSON value, or none of the kind asked for, gives nothing") {
    for (const auto* damaged : {"", "{", "{\"a\":", "nul", "{} x", "\xFF", "{\"a\":\"\xC3\"}"}) {
        CAPTURE(damaged);
        CHECK_FALSE(parse_json(damaged));
        CHECK_FALSE(parse_json_object(damaged));
        CHECK(json_or_text(damaged) == boost::json::value(boost::json::string(damaged)));
    }
    CHECK_FALSE(parse_json_object("[1]"));
    CHECK(parse_json("[1]") == boost::json::value(boost::json::array{1}));
    CHECK(json_or_text("{\"a\":1}") == boost::json::value(boost::json::object{{"a", 1}}));
}

TEST_CASE("JSON nested deeper than allowed gives nothing") {
    CHECK(parse_json(std::string(32, '[') + std::string(32, ']')));
    CHECK_FALSE(parse_json(std::string(33, '[') + std::string(33, ']')));
    CHECK_FALSE(parse_json("[[[1]]]", 2));
    CHECK_FALSE(parse_json(std::string(100'000, '[')));
}

TEST_CASE("a member that is absent, of another type or out of range is nothing") {
    const auto json =
        parse_json_object(R"({"text":"王","number":7,"half":0.5,"yes":true,"list":[1],"in":{},
                             "id":"01a1f151-4e80-732b-afc0-411c18fb0367","none":null})")
            .value();
    CHECK(find_text(json, "text") == "王");
    CHECK(find_integer(json, "number") == 7);
    CHECK(find_bool(json, "yes") == true);
    CHECK(find_uuid(json, "id").has_value());
    REQUIRE(find_array(json, "list") != nullptr);
    CHECK(find_array(json, "list")->size() == 1);
    CHECK(find_object(json, "in") != nullptr);
    for (const auto* name : {"absent", "none", "half"}) {
        CAPTURE(name);
        CHECK_FALSE(find_text(json, name));
        CHECK_FALSE(find_integer(json, name));
        CHECK_FALSE(find_bool(json, name));
        CHECK_FALSE(find_uuid(json, name));
        CHECK(find_array(json, name) == nullptr);
        CHECK(find_object(json, name) == nullptr);
    }
    CHECK_FALSE(find_uuid(json, "text"));
    CHECK_FALSE(find_integer(json, "number", 8));
    CHECK_FALSE(find_integer(json, "number", 0, 6));
}

}  // namespace
}  // namespace qiantai

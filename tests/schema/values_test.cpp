#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <limits>

#include "schema/manifest/values.hpp"

namespace qiantai {
namespace {

namespace json = boost::json;

std::string code_of(const Column& column, const json::value& value) {
    const Status status = check_value(column, value);
    if (!status) CHECK(status.error().field == column.name);
    return status ? "" : std::string(status.error().code());
}

TEST_CASE("values of a column's type are taken and others refused") {
    struct Case {
        ColumnType type;
        json::value good, bad;
    };
    const Case cases[] = {
        {ColumnType::id, "01a1f151-4e80-732b-afc0-411c18fb0367", "01a1f151"},
        {ColumnType::text, "王", 7},
        {ColumnType::integer, -7, 1.5},
        {ColumnType::fen, 100, "100"},
        {ColumnType::time, 1'795'000'000'000, true},
        {ColumnType::date, "2024-02-29", "2026-02-29"},
        {ColumnType::boolean, true, 1},
        {ColumnType::bytes, "AAEC", "??"},
        {ColumnType::attachment, json::value(std::string(64, 'a')), "a1"},
    };
    for (const auto& [type, good, bad] : cases) {
        const Column column{.name = "column", .type = type};
        CAPTURE(name_of(type));
        CHECK(code_of(column, good).empty());
        CHECK(code_of(column, bad) == "value_wrong_type");
    }
}

TEST_CASE("a required value may not be missing, an optional one may") {
    CHECK(code_of({.name = "c", .type = ColumnType::text, .presence = Presence::required},
                  nullptr) == "value_missing");
    CHECK(code_of({.name = "c", .type = ColumnType::text}, nullptr).empty());
}

TEST_CASE("texts are limited by their characters and to the values allowed") {
    const Column column{.name = "c", .type = ColumnType::text, .length_max = 3};
    CHECK(code_of(column, "欧阳𠮷").empty());
    CHECK(code_of(column, "欧阳娜娜") == "value_too_long");
    const Column gender{.name = "c", .type = ColumnType::text, .values = "female|male"};
    CHECK(code_of(gender, "male").empty());
    for (const char* other : {"ma", "female|male", "", "Male"})
        CHECK(code_of(gender, other) == "value_not_allowed");
}

TEST_CASE("what some database or reader could not keep is refused") {
    const Column text{.name = "c", .type = ColumnType::text},
        any{.name = "c", .type = ColumnType::json};
    const json::string with_nul("a\0b", 3), broken("\xff");
    for (const json::value& bad : {json::value(with_nul), json::value(broken)}) {
        CHECK(code_of(text, bad) == "value_wrong_type");
        CHECK(code_of(any, json::value{{"reason", json::array{bad}}}) == "value_wrong_type");
    }
    CHECK(code_of(any, json::object{{std::string_view("k\0", 2), 1}}) == "value_wrong_type");
    CHECK(code_of(any, json::array{std::numeric_limits<double>::infinity()}) == "value_wrong_type");
    json::value nested = 1;
    for (int level = 0; level < k_json_levels_max; ++level)
        nested = json::value(json::array{std::move(nested)});
    CHECK(code_of(any, nested).empty());
    CHECK(code_of(any, json::object{{"one_more", nested}}) == "value_wrong_type");
}

}  // namespace
}  // namespace qiantai

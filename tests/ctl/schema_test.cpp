// The operations' JSON Schemas: well formed, closed, and what they refuse.

#include <doctest/doctest.h>

#include <set>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;

const std::set<std::string_view> k_types = {"object",  "array",   "string",
                                            "integer", "boolean", "null"};
const std::set<std::string_view> k_keywords = {
    "type",     "description", "properties", "additionalProperties",
    "required", "items",       "maxItems",   "enum",
    "minimum",  "maximum",     "minLength",  "maxLength",
    "format"};

void check_schema(const boost::json::object& schema);

void check_type(const boost::json::object& schema) {
    const auto* type = schema.if_contains("type");
    if (type == nullptr) return;
    if (type->is_array()) {
        for (const auto& one : type->as_array()) CHECK(k_types.contains(one.as_string()));
    } else {
        CHECK(k_types.contains(type->as_string()));
    }
}

void check_object(const boost::json::object& schema) {
    const auto* more = schema.if_contains("additionalProperties");
    REQUIRE(more != nullptr);  // every object says what else it takes
    if (more->is_object())
        check_schema(more->as_object());
    else
        CHECK_FALSE(more->as_bool());
    const auto* properties = schema.if_contains("properties");
    if (properties == nullptr) return;
    for (const auto& property : properties->as_object()) check_schema(property.value().as_object());
    if (const auto* required = schema.if_contains("required")) {
        for (const auto& name : required->as_array())
            CHECK(properties->as_object().contains(name.as_string()));
    }
}

void check_schema(const boost::json::object& schema) {
    for (const auto& member : schema) {
        CAPTURE(std::string(member.key()));
        CHECK(k_keywords.contains(std::string_view(member.key())));
    }
    check_type(schema);
    const auto* type = schema.if_contains("type");
    if (type == nullptr || !type->is_string()) return;
    if (type->as_string() == "object") check_object(schema);
    if (type->as_string() == "array") check_schema(schema.at("items").as_object());
    if (type->as_string() == "string")
        CHECK((schema.contains("maxLength") || schema.contains("enum")));
    if (type->as_string() == "integer")
        CHECK((schema.contains("minimum") && schema.contains("maximum")));
}

std::string detail(TestCounter& counter, std::string_view name, std::string_view input) {
    const auto result = counter.call(name, boost::json::parse(input));
    if (result) return "ok";
    return std::string(result.error().code()) + "|" + result.error().field + "|" +
           result.error().detail;
}

constexpr std::string_view k_id = "0190a8a0-0000-7000-8000-000000000001";

}  // namespace

TEST_CASE("all schemas are well formed, closed and bounded") {
    const OperationTable table(make_qiantai_manifest());
    for (const auto& operation : table.operations()) {
        CAPTURE(operation.name);
        CHECK(operation.input.at("type").as_string() == "object");
        CHECK(operation.output.at("type").as_string() == "object");
        check_schema(operation.input);
        check_schema(operation.output);
        SchemaCheck compiles_input(operation.input), compiles_output(operation.output);
        CHECK(describe(operation).at("input").as_object().at("$schema").as_string() ==
              "https://json-schema.org/draft/2020-12/schema");
    }
}

TEST_CASE("operations are named capability.verb and described in both languages") {
    const OperationTable table(make_qiantai_manifest());
    std::set<std::string_view> names;
    for (const auto& operation : table.operations()) {
        CAPTURE(operation.name);
        CHECK(names.insert(operation.name).second);
        CHECK(std::ranges::count(operation.name, '.') == 1);
        CHECK(std::ranges::all_of(
            operation.name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '.'; }));
        CHECK(operation.summary_en.ends_with("."));
        CHECK(operation.summary_zh.ends_with("。"));
    }
}

TEST_CASE("every error says in both languages what to do, and one code means one thing") {
    const OperationTable table(make_qiantai_manifest());
    std::map<std::string, std::string> words;
    for (const auto& operation : table.operations()) {
        const auto described = describe(operation);
        for (const auto& item : described.at("errors").as_array()) {
            const auto& error = item.as_object();
            const std::string code(error.at("code").as_string()),
                english(error.at("words_en").as_string());
            CAPTURE(operation.name);
            CAPTURE(code);
            CHECK(english.size() > 20);
            CHECK(std::string(error.at("words_zh").as_string()).find("。") != std::string::npos);
            if (code != "not_permitted")
                CHECK(words.emplace(code, english).first->second == english);
        }
    }
}

TEST_CASE("inputs that don't fit are refused with the field and the reason") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    CHECK(detail(counter, "members.find", "{}") == "input_invalid||missing field query");
    CHECK(detail(counter, "members.find", R"({"query":"x","limit":3})") ==
          "input_invalid||unknown field limit");
    CHECK(detail(counter, "members.find", R"({"query":5})")
              .starts_with("input_invalid|query|query: "));
    CHECK(detail(counter, "members.find", "[]").starts_with("input_invalid|"));
    CHECK(detail(counter, "members.find", R"({"query":")" + std::string(201, 'x') + R"("})")
              .starts_with("input_invalid|query|"));
    CHECK(detail(counter, "members.get", R"({"member_id":"x"})")
              .starts_with("input_invalid|member_id|"));
    CHECK(detail(counter, "members.get", R"({"member_id":"0190a8a0-0000-7000-8000-00000000000g"})")
              .starts_with("input_invalid|member_id|"));
    CHECK(detail(counter, "members.get", R"({"member_id":null})")
              .starts_with("input_invalid|member_id|"));
    CHECK(
        detail(
            counter, "members.register",
            R"({"name":"王","phone":"13812345678","consents":[{"purpose":"x","text_version":"1","channel":"phone"}]})")
            .starts_with("input_invalid|consents.0.purpose|"));
    CHECK(
        detail(
            counter, "members.register",
            R"({"name":"王","phone":"13812345678","consents":[{"purpose":"marketing","channel":"phone"}]})") ==
        "input_invalid|consents.0|consents.0: missing field text_version");
    CHECK(detail(counter, "members.register", R"({"name":"王","phone":"13812345678","gender":"f"})")
              .starts_with("input_invalid|gender|"));
    CHECK(detail(counter, "members.register",
                 R"({"name":"王","phone":"13812345678","accept_duplicate":1})")
              .starts_with("input_invalid|accept_duplicate|"));
    CHECK(detail(counter, "sync.outbox", R"({"limit":0})").starts_with("input_invalid|limit|"));
    CHECK(detail(counter, "sync.outbox", R"({"limit":1.5})").starts_with("input_invalid|limit|"));
    CHECK(detail(counter, "sync.outbox", R"({"limit":99999999999999999999})")
              .starts_with("input_invalid|limit|"));
    CHECK(detail(counter, "members.burn", "{}") == "operation_unknown|op|members.burn");
    CHECK(counter.desk.number("SELECT count(*) FROM member") == 0);
}

TEST_CASE("null empties an optional field and is refused for one that must be there") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto id = test::text_at(
        counter.ok("members.register", R"({"name":"王","phone":"13812345678","notes":"x"})"),
        "/member/id");
    CHECK(counter.ok("members.update", R"({"member_id":")" + id + R"(","notes":null})")
              .at("member")
              .as_object()
              .contains("notes") == false);
    CHECK(counter.code("members.update", R"({"member_id":")" + id + R"(","name":null})") ==
          "input_invalid");
    CHECK(counter.code("members.update", R"({"member_id":")" + std::string(k_id) +
                                             R"(","notes":null})") == "member_not_found");
}

}  // namespace qiantai::ctl

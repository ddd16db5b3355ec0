#include <doctest/doctest.h>

#include "tests/sync_core/random_rows.hpp"
#include "tests/sync_core/wire_lines_of.hpp"

namespace qiantai::sync::test {
namespace {

const std::string k_header =
    R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,)"
    R"("first_seq":5,"previous_hlc":0,"count":2})";
const std::string k_insert_shape =
    R"({"entity":"member","op":"insert","columns":["name",["birthday","date"],["created_at","time"],)"
    R"(["member_id","id"]],"same":{"store_code":"S001"}})";
const std::string k_update =
    R"({"entity":"member","op":"update","columns":["name","notes"],"same":{}})";
const std::string k_line = R"([0,1795000000000,1,"ZFDnpBahdIZZu","王",-9000,-2,"ZFDnpBahdIZZu-1"])";
const std::string k_update_line = R"([1,1000,1,"ZFDnpBahdIZZu",-1000,"李"])";
const std::vector<std::string> k_push{k_header, k_insert_shape, k_line, k_update, k_update_line};

const std::string k_feed_header =
    R"({"v":1,"schema":1,"hub_time":1,"generation":"g","sections":1})";
const std::string k_section = R"({"scope":"chain","from":0,"to":9,"count":2,"more":false})";
const std::string k_feed_shape = R"({"entity":"member","columns":["name"],"same":{}})";
const std::vector<std::string> k_feed{
    k_feed_header, k_section, k_feed_shape, R"([0,1795000000000,"ZFDnpBahdIZZu","王"])",
    R"([-1,5,"ZFDnpBahdIZZu",{"later":{"name":7},"erased":9,"gone":true}])"};

void check_refused(const Result<PushBatch>& decoded, std::string_view code = "wire_malformed") {
    REQUIRE_FALSE(decoded.ok());
    CHECK(decoded.error().code() == code);
}

/// The push with line `number` (from 1) replaced.
std::vector<std::string> with_line(std::vector<std::string> lines, std::size_t number,
                                   std::string line) {
    lines.at(number - 1) = std::move(line);
    return lines;
}

TEST_CASE("the well-formed messages that the following tests break are read") {
    const auto push = decode_push(packed(k_push));
    REQUIRE(push.ok());
    CHECK(push->changes[0].columns.at("birthday") == "2002-03-29");
    CHECK(push->changes[0].columns.at("store_code") == "S001");
    CHECK(push->changes[1].columns.at("notes").is_null());
    CHECK(push->changes[1].seen.at("notes") == Hlc::at(1'795'000'000'000));
    const auto feed = decode_feed(packed(k_feed));
    REQUIRE(feed.ok());
    CHECK(feed->sections[0].rows[1].gone);
    CHECK(feed->sections[0].rows[1].state.clocks.later.at("name") == Hlc::at(1'795'000'000'012));
}

TEST_CASE("a malformed header of a push is refused and named") {
    for (
        const char* header :
        {"{}",
         "[]",
         "1",
         "null",
         "\"v\"",
         R"({"v":"1"})",
         R"({"v":1})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":5,"previous_hlc":0})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":5,"previous_hlc":0,"count":2,"x":1})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151","restored_from":null,"first_seq":5,"previous_hlc":0,"count":2})",
         R"({"v":1,"schema":1,"incarnation":null,"restored_from":null,"first_seq":5,"previous_hlc":0,"count":2})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":7,"first_seq":5,"previous_hlc":0,"count":2})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":"x","first_seq":5,"previous_hlc":0,"count":2})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":0,"previous_hlc":0,"count":2})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":-5,"previous_hlc":0,"count":2})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":9223372036854775807,"previous_hlc":0,"count":2})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":5.0,"previous_hlc":0,"count":2})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":5,"previous_hlc":-1,"count":2})",
         R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":5,"previous_hlc":0,"count":-1})",
         R"({"v":1,"schema":-1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":5,"previous_hlc":0,"count":2})",
         R"({"v":1,"schema":4294967296,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,"first_seq":5,"previous_hlc":0,"count":2})"}) {
        CAPTURE(header);
        const auto decoded = decode_push(packed(with_line(k_push, 1, header)));
        check_refused(decoded);
        CHECK(decoded.error().detail.starts_with("line 1: "));
    }
}

TEST_CASE("another wire version is refused by its own error, whatever else the header says") {
    for (const char* header : {R"({"v":0})", R"({"v":3,"new":"header"})", R"({"v":-1})",
                               R"({"v":9223372036854775807})"}) {
        CAPTURE(header);
        check_refused(decode_push(packed(with_line(k_push, 1, header))), "wire_version_unknown");
        const auto feed = decode_feed(packed(with_line(k_feed, 1, header)));
        REQUIRE_FALSE(feed.ok());
        CHECK(feed.error().code() == "wire_version_unknown");
    }
}

TEST_CASE("a count that is not kept is refused") {
    auto lines = k_push;
    lines.push_back(k_update_line);
    check_refused(decode_push(packed(lines)));
    lines.resize(4);
    check_refused(decode_push(packed(lines)));
    check_refused(decode_push(packed(std::vector{k_header})));
    auto feed = k_feed;
    feed.push_back(feed.back());
    CHECK_FALSE(decode_feed(packed(feed)).ok());
    feed.resize(4);
    CHECK_FALSE(decode_feed(packed(feed)).ok());
    CHECK_FALSE(decode_feed(packed(std::vector{k_feed_header})).ok());
}

TEST_CASE("a malformed shape is refused and named") {
    for (const char* shape :
         {"{}",
          "true",
          R"({"entity":"member","op":"insert","columns":["name"]})",
          R"({"entity":"member","op":"insert","columns":["name"],"same":{},"more":1})",
          R"({"entity":"member","op":"delete","columns":["name"],"same":{}})",
          R"({"entity":"member","op":1,"columns":["name"],"same":{}})",
          R"({"entity":"","op":"insert","columns":["name"],"same":{}})",
          R"({"entity":"Member","op":"insert","columns":["name"],"same":{}})",
          R"({"entity":"member; drop","op":"insert","columns":["name"],"same":{}})",
          R"({"entity":7,"op":"insert","columns":["name"],"same":{}})",
          R"({"entity":"member","op":"insert","columns":{"name":1},"same":{}})",
          R"({"entity":"member","op":"insert","columns":["name","name"],"same":{}})",
          R"({"entity":"member","op":"insert","columns":["name"],"same":{"name":1}})",
          R"({"entity":"member","op":"insert","columns":["name"],"same":[]})",
          R"({"entity":"member","op":"insert","columns":["name"],"same":{"notes":null}})",
          R"({"entity":"member","op":"insert","columns":["name"],"same":{"notes":1e999}})",
          R"({"entity":"member","op":"insert","columns":["name"],"same":{"No tes":1}})",
          R"({"entity":"member","op":"insert","columns":[["name"]],"same":{}})",
          R"({"entity":"member","op":"insert","columns":[["name","plain"]],"same":{}})",
          R"({"entity":"member","op":"insert","columns":[["name","colour"]],"same":{}})",
          R"({"entity":"member","op":"insert","columns":[["name","time",1]],"same":{}})",
          R"({"entity":"member","op":"insert","columns":[["!","time"]],"same":{}})",
          R"({"entity":"member","op":"insert","columns":[5],"same":{}})",
          R"({"entity":"member","op":"insert","columns":["x)"
          "\\\""
          R"("],"same":{}})",
          R"({"entity":"member","op":"erase","columns":["name"],"same":{}})",
          R"({"entity":"member","op":"erase","columns":[],"same":{"name":1}})"}) {
        CAPTURE(shape);
        const auto decoded = decode_push(packed(with_line(k_push, 2, shape)));
        check_refused(decoded);
        CHECK(decoded.error().detail.starts_with("line 2: "));
    }
    const std::string long_name(65, 'a');
    check_refused(decode_push(packed(with_line(
        k_push, 2,
        R"({"entity":")" + long_name + R"(","op":"insert","columns":["name"],"same":{}})"))));
}

TEST_CASE("a malformed change is refused and named") {
    for (const char* line : {"[]",
                             "[0]",
                             "[0,1,1]",
                             "7",
                             "\"x\"",
                             "[0,1,1,\"ZFDnpBahdIZZu\"",
                             "[0,1,1,\"ZFDnpBahdIZZu\"]]",
                             R"([1,1795000000000,1,"ZFDnpBahdIZZu"])",
                             R"([2,1795000000000,1,"ZFDnpBahdIZZu"])",
                             R"([-1,1795000000000,1,"ZFDnpBahdIZZu"])",
                             R"([9223372036854775807,1795000000000,1,"ZFDnpBahdIZZu"])",
                             R"(["0",1795000000000,1,"ZFDnpBahdIZZu"])",
                             R"([0.0,1795000000000,1,"ZFDnpBahdIZZu"])",
                             R"([0,null,1,"ZFDnpBahdIZZu"])",
                             R"([0,-5,1,"ZFDnpBahdIZZu"])",
                             R"([0,"5",1,"ZFDnpBahdIZZu"])",
                             R"([0,[5],1,"ZFDnpBahdIZZu"])",
                             R"([0,[5,-1],1,"ZFDnpBahdIZZu"])",
                             R"([0,[5,65536],1,"ZFDnpBahdIZZu"])",
                             R"([0,[0,0],1,"ZFDnpBahdIZZu"])",
                             R"([0,140737488355328,1,"ZFDnpBahdIZZu"])",
                             R"([0,9223372036854775807,1,"ZFDnpBahdIZZu"])",
                             R"([0,-9223372036854775808,1,"ZFDnpBahdIZZu"])",
                             R"([0,1795000000000,0,"ZFDnpBahdIZZu"])",
                             R"([0,1795000000000,2,"ZFDnpBahdIZZu"])",
                             R"([0,1795000000000,true,"ZFDnpBahdIZZu"])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZ"])",
                             R"([0,1795000000000,1,""])",
                             R"([0,1795000000000,1,7])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu0"])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu-"])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu+1"])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu10000000"])",
                             R"([0,1795000000000,1,"ZF~npBahdIZZu"])",
                             R"([0,1795000000000,1,"ZFznpBahdIZZu1.5"])",
                             R"([0,1795000000000,1,"ZF9npBahdIZZu"])",
                             R"([0,1795000000000,1,"01a1f151-4e80-732b-afc0-411c18fb0367"])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a",1,1,"ZFDnpBahdIZZu",5])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu",1e999])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu",[{"a":-1e999}]])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a",1.5])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a",5000000])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a",9223372036854775807])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a",1,"x"])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a",1,9223372036854775807])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a",1,-9223372036854775808])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a",1,1,"x"])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a",1,1,5])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu",])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu","a"],)",
                             "[0,1795000000000,1,\"ZFDnpBahdIZZu\",\"\xff\"]",
                             "[0,1795000000000,1,\"ZFDnpBahdIZZu\",\"\xed\xa0\x80\"]",
                             "[0,1795000000000,1,\"ZFDnpBahdIZZu\",\"\\ud800\"]",
                             "[0,1795000000000,1,\"ZFDnpBahdIZZu\",\"\x01\"]",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu",01])",
                             R"([0,1795000000000,1,"ZFDnpBahdIZZu",NaN])",
                             "",
                             " "}) {
        CAPTURE(line);
        const auto decoded = decode_push(packed(with_line(k_push, 3, line)));
        check_refused(decoded);
        CHECK(decoded.error().detail.starts_with("line 3: "));
        // Lines hold contact data, and errors are logged.
        CHECK(decoded.error().detail.find("ZFDnp") == std::string::npos);
    }
}

TEST_CASE("malformed seen clocks of an update are refused") {
    for (const char* line :
         {R"([1,1000,1,"ZFDnpBahdIZZu"])", R"([1,1000,1,"ZFDnpBahdIZZu",{"name":5}])",
          R"([1,1000,1,"ZFDnpBahdIZZu",{"name":5,"phone":5}])",
          R"([1,1000,1,"ZFDnpBahdIZZu",{"name":5,"notes":"5"}])",
          R"([1,1000,1,"ZFDnpBahdIZZu",{"name":5,"notes":5,"phone":5}])",
          R"([1,1000,1,"ZFDnpBahdIZZu","x"])", R"([1,1000,1,"ZFDnpBahdIZZu",-1795000001001])",
          R"([1,1000,1,"ZFDnpBahdIZZu",[1]])", R"([1,1000,1,"ZFDnpBahdIZZu",1.5])"}) {
        CAPTURE(line);
        const auto decoded = decode_push(packed(with_line(k_push, 5, line)));
        check_refused(decoded);
        CHECK(decoded.error().detail.starts_with("line 5: "));
    }
}

TEST_CASE("a malformed feed is refused and named") {
    const std::vector<std::pair<std::size_t, const char*>> changes{
        {1, R"({"v":1,"schema":1,"hub_time":1,"generation":"g"})"},
        {1, R"({"v":1,"schema":1,"hub_time":-1,"generation":"g","sections":1})"},
        {1, R"({"v":1,"schema":1,"hub_time":1,"generation":7,"sections":1})"},
        {1, R"({"v":1,"schema":1,"hub_time":1,"generation":"g","sections":-1})"},
        {1, R"({"v":1,"schema":1,"hub_time":1,"generation":"g","sections":1000})"},
        {2, R"({"scope":"chain","from":0,"to":9,"count":2})"},
        {2, R"({"scope":"","from":0,"to":9,"count":2,"more":false})"},
        {2, R"({"scope":5,"from":0,"to":9,"count":2,"more":false})"},
        {2, R"({"scope":"chain","from":-1,"to":9,"count":2,"more":false})"},
        {2, R"({"scope":"chain","from":0,"to":"9","count":2,"more":false})"},
        {2, R"({"scope":"chain","from":0,"to":9,"count":-2,"more":false})"},
        {2, R"({"scope":"chain","from":0,"to":9,"count":2,"more":0})"},
        {3, R"({"entity":"member","op":"insert","columns":["name"],"same":{}})"},
        {4, R"([0,1795000000000])"},
        {4, R"([1,1795000000000,"ZFDnpBahdIZZu","王"])"},
        {4, R"([-2,1795000000000,"ZFDnpBahdIZZu",{"gone":true},"王"])"},
        {4, R"([-9223372036854775808,1795000000000,"ZFDnpBahdIZZu",{"gone":true},"王"])"},
        {4, R"([0,-1,"ZFDnpBahdIZZu","王"])"},
        {4, R"([0,1795000000000,"x","王"])"},
        {4, R"([0,1795000000000,"ZFDnpBahdIZZu","王",5])"},
        {4, R"({"scope":"x","from":0,"to":9,"count":0,"more":false})"},
        {5, R"([-1,5,"ZFDnpBahdIZZu"])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",{}])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",5])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",{"gone":false}])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",{"erased":null}])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",{"later":5}])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",{"later":{}}])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",{"later":{"!":5}}])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",{"later":{"name":null}}])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",{"later":{"name":"5"}}])"},
        {5, R"([-1,5,"ZFDnpBahdIZZu",{"gone":true,"more":1}])"}};
    for (const auto& [number, line] : changes) {
        CAPTURE(number);
        CAPTURE(line);
        const auto decoded = decode_feed(packed(with_line(k_feed, number, line)));
        REQUIRE_FALSE(decoded.ok());
        CHECK(decoded.error().code() == "wire_malformed");
        CHECK(decoded.error().detail.starts_with("line " + std::to_string(number) + ": "));
    }
}

TEST_CASE("a row before any section and a message without lines are refused") {
    CHECK_FALSE(decode_feed(packed({k_feed_header, k_feed_shape, k_feed[3]})).ok());
    check_refused(decode_push(packed(std::string_view())));
    check_refused(decode_push(packed("\n")));
    CHECK_FALSE(decode_feed(packed(std::string_view())).ok());
}

}  // namespace
}  // namespace qiantai::sync::test

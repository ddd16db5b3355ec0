#include <doctest/doctest.h>

#include "sync/core/wire.hpp"
#include "tests/sync_core/random_rows.hpp"

namespace qiantai::sync::test {
namespace {

FeedPage through_wire(const FeedPage& page) {
    auto decoded = decode_feed(encode_feed(page));
    if (!decoded) FAIL(decoded.error().message());
    return std::move(*decoded);
}

TEST_CASE("random feed pages arrive as they were sent") {
    with_seeds(150, [](Random& random) {
        const FeedPage page = random_page(random, between(random, 0, 120));
        check_equal(page, through_wire(page));
    });
}

TEST_CASE("a page without sections and a section without rows arrive") {
    FeedPage page{.wire_version = 1,
                  .schema_version = 1,
                  .hub_time_ms = 5,
                  .generation = "g",
                  .sections = {}};
    check_equal(page, through_wire(page));
    page.sections.push_back(
        {.scope = "chain", .from_version = 7, .to_version = 7, .more = false, .rows = {}});
    page.sections.push_back(
        {.scope = "store/S001", .from_version = 0, .to_version = 9, .more = true, .rows = {}});
    check_equal(page, through_wire(page));
}

TEST_CASE("a row that left the scope arrives as gone and nothing else does") {
    FeedPage page{.wire_version = 1,
                  .schema_version = 1,
                  .hub_time_ms = 5,
                  .generation = "g",
                  .sections = {}};
    FeedSection section{
        .scope = "chain", .from_version = 0, .to_version = 2, .more = false, .rows = {}};
    for (const bool gone : {true, false}) {
        FeedSection::Row row;
        row.state.entity = "member";
        row.state.id = Uuid::derive(gone ? "gone" : "here");
        row.state.clocks.base = Hlc(1);
        row.gone = gone;
        section.rows.push_back(row);
    }
    page.sections.push_back(section);
    const auto received = through_wire(page);
    CHECK(received.sections[0].rows[0].gone);
    CHECK_FALSE(received.sections[0].rows[1].gone);
}

// One poisoned row must not keep a terminal from all that follow.
TEST_CASE("a row that can't be read is set aside, and those around it arrive") {
    const auto row = [](std::string_view name, boost::json::object columns, std::int64_t clock) {
        FeedSection::Row made;
        made.state.entity = "member";
        made.state.id = Uuid::derive(std::string(name));
        made.state.columns = std::move(columns);
        made.state.clocks.base = Hlc(clock);
        return made;
    };
    FeedPage page{.wire_version = 1,
                  .schema_version = 1,
                  .hub_time_ms = 5,
                  .generation = "g",
                  .sections = {}};
    FeedSection section{
        .scope = "chain", .from_version = 0, .to_version = 4, .more = false, .rows = {}};
    const std::string half(200'000, 'x');
    section.rows.push_back(row("first", {{"name", "one"}, {"notes", "a"}}, 1 << 20));
    section.rows.push_back(row("long", {{"name", half}, {"notes", half}}, 5 << 20));
    section.rows.push_back(row("last", {{"name", "two"}, {"notes", "b"}}, 5 << 20));
    page.sections = {section, section};
    const auto bytes = encode_feed(page);
    CHECK(decode_feed(bytes).error().code() == k_wire_too_large.code);
    const auto read = decode_feed(bytes, BadRow::set_aside);
    REQUIRE(read.ok());
    for (const auto& got : read->sections) {
        REQUIRE(got.unreadable.size() == 1);
        CHECK(got.unreadable[0].entity == "member");
        CHECK(got.unreadable[0].id == section.rows[1].state.id);
        REQUIRE(got.rows.size() == 2);
        CHECK(got.rows[0].state.columns == section.rows[0].state.columns);
        CHECK(got.rows[0].state.clocks == section.rows[0].state.clocks);
        CHECK(got.rows[1].state.columns == section.rows[2].state.columns);
        CHECK(got.rows[1].state.clocks == section.rows[2].state.clocks);
    }
    // A value that does not fit its shape, as a poisoned store would send it.
    const std::string head =
        R"({"v":1,"schema":1,"hub_time":1,"generation":"g","sections":1})"
        "\n"
        R"({"scope":"chain","from":0,"to":3,"count":3,"more":false})"
        "\n"
        R"({"entity":"member","columns":["name",["birthday","date"]],"same":{}})"
        "\n";
    const std::string id = "\"AAAAAAAAAAAAAAAAAAAAAA\"";
    const auto lines = head + "[0,[5,1]," + id + ",\"one\"]\n[0,[3,0]," + id +
                       ",\"two\",{}]\n[0,0," + id + ",\"three\"]\n";
    const auto poisoned = compress(lines, 1);
    CHECK_FALSE(decode_feed(poisoned).ok());
    const auto around = decode_feed(poisoned, BadRow::set_aside);
    REQUIRE(around.ok());
    REQUIRE(around->sections[0].unreadable.size() == 1);
    CHECK(around->sections[0].unreadable[0].entity == "member");
    // What can't even be told is set aside all the same.
    const auto nameless = compress(
        head + "[0,[5,1]," + id + ",\"one\"]\n[7,[3,0],{}]\n[0,0," + id + ",\"three\"]\n", 1);
    const auto rest = decode_feed(nameless, BadRow::set_aside);
    REQUIRE(rest.ok());
    REQUIRE(rest->sections[0].unreadable.size() == 1);
    CHECK(rest->sections[0].unreadable[0].entity.empty());
    REQUIRE(around->sections[0].rows.size() == 2);
    CHECK(around->sections[0].rows[1].state.clocks.base == Hlc::at(8, 1));
}

TEST_CASE("an answer to a push arrives as it was sent") {
    PushAnswer answer{
        .acked_seq = 12, .hub_time_ms = 1'795'000'000'000, .generation = "g1", .rejections = {}};
    answer.rejections.push_back({.seq = 9,
                                 .code = "value_missing",
                                 .actor = "clerk",
                                 .field = "phone",
                                 .words_en = "A required value is missing.",
                                 .words_zh = "缺少必填内容。"});
    const auto received = decode_push_answer(encode_push_answer(answer));
    REQUIRE(received.ok());
    CHECK(received->acked_seq == 12);
    CHECK(received->hub_time_ms == 1'795'000'000'000);
    CHECK(received->generation == "g1");
    REQUIRE(received->rejections.size() == 1);
    CHECK(received->rejections[0].seq == 9);
    CHECK(received->rejections[0].code == "value_missing");
    CHECK(received->rejections[0].actor == "clerk");
    CHECK(received->rejections[0].field == "phone");
    CHECK(received->rejections[0].words_zh == "缺少必填内容。");
}

TEST_CASE("an answer that is cut or of another form is refused") {
    PushAnswer answer{.acked_seq = 1, .hub_time_ms = 2, .generation = "g", .rejections = {}};
    answer.rejections.emplace_back().seq = 1;
    const std::string whole = encode_push_answer(answer);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CHECK_FALSE(decode_push_answer(std::string_view(whole).substr(0, length)).ok());
    }
    for (const char* text :
         {"[]", "{}", "null", R"({"acked_seq":-1,"hub_time":1,"generation":"g","rejections":[]})",
          R"({"acked_seq":1,"hub_time":1,"generation":1,"rejections":[]})",
          R"({"acked_seq":1,"hub_time":1,"generation":"g","rejections":[{}]})",
          R"({"acked_seq":"1","hub_time":1,"generation":"g","rejections":[]})"}) {
        CAPTURE(text);
        CHECK_FALSE(decode_push_answer(text).ok());
    }
    CHECK(decode_push_answer(
              R"({"acked_seq":1,"hub_time":1,"generation":"g","rejections":[],"news":1})")
              .ok());
}

}  // namespace
}  // namespace qiantai::sync::test

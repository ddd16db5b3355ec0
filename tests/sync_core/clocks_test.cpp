#include <doctest/doctest.h>

#include "sync/core/row_state.hpp"
#include "tests/sync_core/random_rows.hpp"

namespace qiantai::sync::test {
namespace {

TEST_CASE(
    "a hybrid clock never goes back and never gives a value twice, whatever the machine's clock "
    "does") {
    with_seeds(200, [](Random& random) {
        Hlc clock;
        TimeMs now_ms = 1'795'000'000'000;
        for (int i = 0; i < 500; ++i) {
            now_ms += between(random, -100'000, 100'000) * (chance(random, 50) ? 0 : 1);
            const Hlc next = clock.next(now_ms);
            REQUIRE(next > clock);
            REQUIRE(next.time_ms() >= clock.time_ms());
            REQUIRE(next.time_ms() >= now_ms);
            clock = next;
        }
    });
}

TEST_CASE("a hybrid clock follows the machine's clock when that is ahead") {
    CHECK(Hlc::at(1'000, 7).next(2'000) == Hlc::at(2'000));
    CHECK(Hlc::at(1'000, 7).next(1'000) == Hlc::at(1'000, 8));
    CHECK(Hlc::at(1'000, 7).next(500) == Hlc::at(1'000, 8));
    CHECK(Hlc::at(1'000, 65'535).next(500) == Hlc::at(1'001));
}

TEST_CASE("a column's clock is its own or the row's") {
    const Clocks clocks{.base = Hlc(5), .later = {{"phone", Hlc(9)}}, .erased = {}};
    CHECK(clocks.of("phone") == Hlc(9));
    CHECK(clocks.of("name") == Hlc(5));
}

TEST_CASE("normalizing drops what says the same as the row") {
    Clocks clocks{.base = Hlc(5), .later = {{"phone", Hlc(9)}, {"name", Hlc(5)}}, .erased = {}};
    clocks.normalize();
    CHECK(clocks.later == std::map<std::string, Hlc, std::less<>>{{"phone", Hlc(9)}});
}

TEST_CASE("the text of clocks is empty if there is nothing to say, and is read back") {
    const Clocks plain{.base = Hlc(5), .later = {}, .erased = {}};
    CHECK(plain.later_text().empty());
    const Clocks full{
        .base = Hlc(5), .later = {{"name", Hlc(INT64_MAX)}, {"phone", Hlc(9)}}, .erased = Hlc(11)};
    CHECK(full.later_text() == R"({"name":9223372036854775807,"phone":9,"!":11})");
    for (const Clocks& clocks : {plain, full}) {
        const auto parsed = Clocks::parse(clocks.base, clocks.later_text());
        REQUIRE(parsed.ok());
        CHECK(*parsed == clocks);
    }
}

TEST_CASE("malformed clocks are refused") {
    for (const char* text :
         {"{", "[]", "1", "null", R"({"a":"1"})", R"({"a":0})", R"({"a":-1})", R"({"a":1.5})",
          R"({"a":null})", R"({"!":true})", R"({"a":9223372036854775808})", "{}x"}) {
        CAPTURE(text);
        const auto parsed = Clocks::parse(Hlc(1), text);
        REQUIRE_FALSE(parsed.ok());
        CHECK(parsed.error().code() == "clocks_malformed");
    }
}

}  // namespace
}  // namespace qiantai::sync::test

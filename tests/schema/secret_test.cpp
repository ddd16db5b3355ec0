#include "schema/base/secret.hpp"

#include <doctest/doctest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "schema/base/json_values.hpp"
#include "tests/support/process_memory.hpp"

using namespace qiantai;
using qiantai::test::count_in_memory;
using qiantai::test::Needle;

namespace {

constexpr int k_digits = 24;

/// A number that stands nowhere else: made of what is known only now.
std::string make_number(Needle& needle) {
    std::string number;
    number.reserve(k_digits);
    auto state = static_cast<unsigned>(::getpid());
    for (int i = 0; i < k_digits; ++i) {
        state = state * 1'103'515'245u + 12'345u;
        number += static_cast<char>('0' + (state >> 16) % 10);
        needle.append(number.back());
    }
    return number;
}

}  // namespace

TEST_CASE("a secret lies in memory once, however often it is copied, and then no more") {
    Needle needle;
    auto number = make_number(needle);
    REQUIRE(count_in_memory(::getpid(), needle) == 1);
    {
        auto secret = Secret::taken_from(number);
        const auto copies = std::vector<Secret>(5, secret);
        CHECK(copies.back() == secret);
        CHECK(secret.size() == k_digits);
        CHECK(count_in_memory(::getpid(), needle) == 1);
    }
    CHECK(count_in_memory(::getpid(), needle) == 0);
}

TEST_CASE("JSON in wiped storage leaves nothing") {
    Needle needle;
    auto number = make_number(needle);
    std::string text;
    text.reserve(100);  // no shorter one stays behind
    for (const std::string_view part :
         {R"({"pin":")", number.c_str(), R"(","list":[")", number.c_str(), R"("]})"}) {
        text += part;
    }
    wipe(number);
    {
        const auto parsed = parse_json_object(text, wiped_storage());
        REQUIRE(parsed);
        CHECK(*count_in_memory(::getpid(), needle) > 2);
    }
    wipe(text);
    wipe_stack();
    CHECK(count_in_memory(::getpid(), needle) == 0);
}

TEST_CASE("secrets are equal by their bytes") {
    CHECK(Secret(std::string("1234")) == Secret(std::string("1234")));
    CHECK(Secret(std::string("1234")) != Secret(std::string("1235")));
    CHECK(Secret(std::string("1234")) != Secret(std::string("123")));
    CHECK(Secret() == Secret(std::string()));
    CHECK(Secret().view().empty());
}

TEST_CASE("a process that forbids dumps has none") {
    const pid_t child = ::fork();
    if (child == 0) {
        forbid_dumps();
        rlimit core{1, 1};
        const bool none = ::getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0;
        ::_exit(none && ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
}

#include "sync/core/steady_time.hpp"

#include <doctest/doctest.h>

namespace qiantai::sync::test {
namespace {

constexpr TimeMs k_steady_minute = 60'000, k_steady_day = 1440 * k_steady_minute;
constexpr TimeMs k_now = 1'795'000'000'000;

}  // namespace

TEST_CASE("a clock that was set since headquarters was met moves nothing, whichever way") {
    const SteadyTime steady{k_now, k_now};
    for (const TimeMs by :
         {k_steady_day, -k_steady_day, 6 * k_steady_minute, -6 * k_steady_minute}) {
        CAPTURE(by);
        const auto time = held_steady({k_now + by}, steady);
        CHECK(time.at == k_now);
        CHECK(time.overruled == k_now + by);
    }
    // What the clock said is kept, whatever had overruled it before.
    CHECK(held_steady({k_now - k_steady_day, TimeMs{8}}, steady).overruled == 8);
}

TEST_CASE("clocks drift by minutes, and without a steady time the clock is believed") {
    for (const TimeMs by : {TimeMs{0}, 5 * k_steady_minute, -5 * k_steady_minute}) {
        CHECK(held_steady({k_now + by}, SteadyTime{k_now, k_now}).at == k_now + by);
    }
    CHECK(held_steady({k_now + k_steady_day}, std::nullopt).at == k_now + k_steady_day);
}

TEST_CASE("who sets the clock to what headquarters had said is right") {
    // Headquarters alone said that this clock was a day behind, and was not believed.
    const SteadyTime steady{k_now, k_now + k_steady_day};
    const auto set = held_steady({k_now + k_steady_day + k_steady_minute}, steady);
    CHECK(set.at == k_now + k_steady_day + k_steady_minute);
    CHECK_FALSE(set.overruled);
    CHECK(held_steady({k_now + 2 * k_steady_day}, steady).at == k_now);
}

}  // namespace qiantai::sync::test

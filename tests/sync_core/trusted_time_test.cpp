#include "sync/core/trusted_time.hpp"

#include <doctest/doctest.h>

namespace qiantai::sync::test {
namespace {

constexpr TimeMs k_minute_ms = 60'000, k_hour_ms = 60 * k_minute_ms, k_day_ms = 24 * k_hour_ms;
constexpr TimeMs k_met = 1'795'000'000'000;
constexpr TimeMs k_1970 = 8 * k_hour_ms, k_2038 = 2'147'483'647'000;

TimeMs at(const KnownTimes& known, TimeMs now_ms) {
    const auto time = trusted_time(known, now_ms);
    // What is not the clock's says what the clock said.
    CHECK(time.overruled.value_or(time.at) == now_ms);
    return time.at;
}

}  // namespace

TEST_CASE("a clock that can be right is taken, also where nothing is known") {
    CHECK(at({}, k_1970) == k_1970);
    const KnownTimes known{k_met, 0, k_met + k_hour_ms};
    for (const TimeMs later : {TimeMs{0}, k_hour_ms, k_day_ms, 399 * k_day_ms})
        CHECK(at(known, k_met + later) == k_met + later);
    CHECK(at(known, k_met - 4 * k_minute_ms) == k_met - 4 * k_minute_ms);
}

TEST_CASE("a clock before or far beyond what is known gives the newest time that is known") {
    const KnownTimes known{k_met, 0, k_met + k_hour_ms};
    for (const TimeMs wrong : {k_1970, TimeMs{946'684'800'000}, k_2038, k_met - k_day_ms,
                               k_met - 6 * k_minute_ms, k_met + 401 * k_day_ms}) {
        CAPTURE(wrong);
        CHECK(at(known, wrong) == k_met + k_hour_ms);
    }
    CHECK(at({k_met, 0, std::nullopt}, k_1970) == k_met);
}

TEST_CASE("a record speaks against the clock by more than a day, one of a far future never") {
    CHECK(at({k_met, 0, k_met + 20 * k_hour_ms}, k_met + 1) == k_met + 1);
    CHECK(at({k_met, 0, k_met + 3 * k_day_ms}, k_met + 1) == k_met + 3 * k_day_ms);
    const KnownTimes far{k_met, 0, k_met + 4'400 * k_day_ms};
    CHECK(at(far, k_met + k_day_ms) == k_met + k_day_ms);
    CHECK(at(far, k_1970) == k_met);
}

TEST_CASE("what headquarters said of the clock counts until somebody sets it") {
    const TimeMs behind = k_met - 40 * k_day_ms, ahead = k_met + 40 * k_day_ms;
    const KnownTimes slow{behind, 40 * k_day_ms, std::nullopt};
    CHECK(at(slow, behind + k_hour_ms) == k_met + k_hour_ms);
    CHECK(at(slow, k_met + k_hour_ms) == k_met + k_hour_ms);
    CHECK(at(slow, k_1970) == k_met);
    const KnownTimes fast{ahead, -40 * k_day_ms, std::nullopt};
    CHECK(at(fast, ahead + k_hour_ms) == k_met + k_hour_ms);
    CHECK(at(fast, k_met + k_hour_ms) == k_met + k_hour_ms);
    CHECK(at(fast, k_1970) == k_met);
}

}  // namespace qiantai::sync::test

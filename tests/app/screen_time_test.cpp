// The time on the screens goes on evenly where somebody sets the computer's clock.

#include "terminal/app/screen_time.hpp"

#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

constexpr TimeMs k_screen_day = 86'400'000, k_screen_minute = 60'000;

}  // namespace

TEST_CASE("the clock is followed where nothing is known, and as far as it drifts") {
    FakeClock clock;
    CHECK(screen_time({}, clock) == clock.now_ms());
    const KnownTime known{clock.now_ms(), clock.now_ms(), clock.boot_ms()};
    clock.advance(10 * k_screen_minute);
    clock.jump(2 * k_screen_minute);
    CHECK(screen_time(known, clock) == clock.now_ms());
}

TEST_CASE(
    "a clock that is set moves nothing on the screen, and one that was wrong stays overruled") {
    FakeClock clock;
    const TimeMs right = clock.now_ms() - k_screen_day;
    const KnownTime known{right, clock.now_ms(), clock.boot_ms()};
    CHECK(screen_time(known, clock) == right);
    for (const TimeMs by : {3 * k_screen_day, -9 * k_screen_day}) {
        clock.jump(by);
        CHECK(screen_time(known, clock) == right);
    }
    clock.advance(k_screen_minute);
    CHECK(screen_time(known, clock) == right + k_screen_minute);
}

TEST_CASE("the program shows the time by which its records are kept") {
    AppWindow window;
    const TimeMs before = window.scene().shop.now_ms;
    CHECK(before == window.desk.clock.now_ms());
    window.desk.clock.jump(5 * k_screen_day);
    window.settle();
    CHECK(window.scene().shop.now_ms == before);
}

}  // namespace qiantai::app::test

#include "terminal/kit/core/display_scale.hpp"

#include <doctest/doctest.h>

using namespace qiantai::ui;

TEST_CASE("every large screen shows the same layout, upright or not; a small one is not shrunk") {
    CHECK(suggested_scale(1920, 1080) == doctest::Approx(1.25));
    CHECK(suggested_scale(1080, 1920) == doctest::Approx(1.25));
    CHECK(suggested_scale(2560, 1440) == doctest::Approx(1.6667).epsilon(0.001));
    CHECK(suggested_scale(3840, 2160) == doctest::Approx(2.5));
    CHECK(suggested_scale(2160, 3840) == doctest::Approx(2.5));
    CHECK(suggested_scale(1366, 768) == 1);
    CHECK(suggested_scale(1024, 768) == 1);
}

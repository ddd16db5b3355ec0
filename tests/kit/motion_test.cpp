#include <doctest/doctest.h>

#include "terminal/kit/core/frame_pacer.hpp"
#include "terminal/kit/core/scroll_physics.hpp"
#include "terminal/kit/core/toast_queue.hpp"

using namespace qiantai::ui;

namespace {

// How far content runs on after the finger left.
float run_out(ScrollPhysics& physics, float end) {
    for (int i = 0; i < 600 && physics.moving(); ++i) physics.step(0.016f, end);
    CHECK_FALSE(physics.moving());
    return physics.offset();
}

}  // namespace

TEST_CASE("content follows the finger and runs on with its speed") {
    ScrollPhysics physics;
    for (int i = 0; i < 5; ++i) physics.drag(-20, 0.016f, 1000);
    CHECK(physics.offset() == doctest::Approx(100));
    physics.release(0);
    const auto end = run_out(physics, 1000);
    CHECK(end > 150);
    CHECK(end <= 1000);
}

TEST_CASE("a finger that rests before it leaves throws nothing") {
    ScrollPhysics physics;
    physics.drag(-50, 0.016f, 1000);
    physics.release(0.2f);
    CHECK(run_out(physics, 1000) == doctest::Approx(50));
}

TEST_CASE("content drawn over its end comes back to it") {
    ScrollPhysics physics;
    for (int i = 0; i < 10; ++i) physics.drag(30, 0.016f, 500);
    CHECK(physics.offset() < 0);
    CHECK(physics.offset() > -300);
    physics.release(0.2f);
    CHECK(run_out(physics, 500) == doctest::Approx(0));
}

TEST_CASE("an idle window draws nothing, an event brings three frames") {
    FramePacer pacer;
    for (int i = 0; i < 3; ++i) {
        CHECK(pacer.wants_frame(0));
        pacer.on_frame(false, std::nullopt);
    }
    CHECK_FALSE(pacer.wants_frame(100));
    CHECK(pacer.sleep_s(100) == std::nullopt);
    pacer.on_event();
    CHECK(pacer.sleep_s(100) == 0.0);
    for (int i = 0; i < 3; ++i) pacer.on_frame(false, std::nullopt);
    CHECK_FALSE(pacer.wants_frame(100));
}

TEST_CASE("what moves keeps the frames coming, what waits wakes the window in time") {
    FramePacer pacer;
    for (int i = 0; i < 10; ++i) pacer.on_frame(true, std::nullopt);
    CHECK(pacer.wants_frame(0));
    pacer.on_frame(false, 4.5);
    CHECK_FALSE(pacer.wants_frame(4));
    CHECK(*pacer.sleep_s(4) == doctest::Approx(0.5));
    CHECK(pacer.wants_frame(4.5));
}

TEST_CASE("toasts are shown one after the other, each for its time") {
    ToastQueue toasts;
    toasts.push({Text::data("a")});
    toasts.push({Text::data("b"), Tone::info, Text::data("undo"), "undo"});
    toasts.step(0);
    REQUIRE(toasts.shown() != nullptr);
    CHECK(toasts.shown()->text.utf8() == "a");
    toasts.step(3.9);
    CHECK(toasts.shown()->text.utf8() == "a");
    toasts.step(4.0);
    CHECK(toasts.shown()->text.utf8() == "b");
    toasts.step(11.9);
    CHECK(toasts.shown() != nullptr);
    toasts.step(12.0);
    CHECK(toasts.shown() == nullptr);
}

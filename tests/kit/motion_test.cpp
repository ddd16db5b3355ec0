#include <doctest/doctest.h>

#include "terminal/kit/core/frame_pacer.hpp"
#include "terminal/kit/core/scanner_filter.hpp"
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

std::string typed(const std::vector<ScannerFilter::Event>& events) {
    std::string text;
    for (const auto& event : events) {
        if (const auto* key = std::get_if<ScannerFilter::Typed>(&event)) {
            text += static_cast<char>(key->character);
        } else if (const auto* scan = std::get_if<ScannerFilter::Scanned>(&event)) {
            text += "[" + scan->code + "]";
        } else {
            text += "\n";
        }
    }
    return text;
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

TEST_CASE("a scanner's burst with Enter is one code and no typing") {
    ScannerFilter filter;
    double now = 10;
    for (const char c : std::string("6600012345678")) {
        CHECK(filter.on_character(static_cast<char32_t>(c), now).empty());
        now += 0.004;
    }
    CHECK(typed(filter.on_enter(now)) == "[6600012345678]");
    CHECK_FALSE(filter.deadline_s());
}

TEST_CASE("what a person types comes through in order, with its Enter") {
    ScannerFilter filter;
    std::string text;
    double now = 10;
    for (const char c : std::string("zhang123")) {
        text += typed(filter.on_character(static_cast<char32_t>(c), now));
        now += 0.09;
        text += typed(filter.on_time(now));
    }
    text += typed(filter.on_enter(now));
    CHECK(text == "zhang123\n");
}

TEST_CASE("a held character is let go when no scanner goes on") {
    ScannerFilter filter;
    filter.on_character('7', 1.0);
    REQUIRE(filter.deadline_s());
    CHECK(filter.on_time(1.01).empty());
    CHECK(typed(filter.on_time(*filter.deadline_s() + 0.001)) == "7");
}

TEST_CASE("a fast burst without Enter, and one too short for a code, is typing") {
    ScannerFilter filter;
    for (const char c : std::string("ok")) filter.on_character(static_cast<char32_t>(c), 1.0);
    CHECK(typed(filter.on_enter(1.01)) == "ok\n");
    for (const char c : std::string("123456789"))
        filter.on_character(static_cast<char32_t>(c), 2.0);
    CHECK(typed(filter.on_enter(3.0)) == "123456789\n");
}

TEST_CASE("words from an input method come at once and are never a code") {
    ScannerFilter filter;
    const auto events = filter.on_character(U'张', 1.0);
    REQUIRE(events.size() == 1);
    CHECK(std::get<ScannerFilter::Typed>(events[0]).character == U'张');
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

#include "sync/hub/http/work_lanes.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <set>

namespace qiantai::hub {
namespace {

/// One thread and so many places in every lane.
LaneSizes narrow(int waiting_max) {
    LaneSizes sizes;
    sizes.fill({1, waiting_max});
    return sizes;
}

/// Work that goes on until it is let go.
struct LongWork {
    std::promise<void> begun, let_go;
    WorkLanes::Work work() {
        return [this] {
            begun.set_value();
            let_go.get_future().wait();
        };
    }
};

}  // namespace

TEST_CASE("work is done in the order it came, and what has no place is not taken") {
    std::vector<int> done;
    LongWork first;
    {
        WorkLanes lanes(narrow(2));
        REQUIRE(lanes.post(Lane::pushes, first.work()));
        first.begun.get_future().wait();
        CHECK(lanes.post(Lane::pushes, [&] { done.push_back(1); }));
        CHECK(lanes.post(Lane::pushes, [&] { done.push_back(2); }));
        CHECK_FALSE(lanes.post(Lane::pushes, [&] { done.push_back(3); }));
        CHECK(lanes.waiting(Lane::pushes) == 2);
        // Another lane knows nothing of that.
        std::promise<void> other;
        CHECK(lanes.post(Lane::door, [&] { other.set_value(); }));
        other.get_future().wait();
        first.let_go.set_value();
    }
    CHECK(done == std::vector{1, 2});
}

TEST_CASE(
    "the wait is told by what waits and what such work took, and everybody a time of his own") {
    WorkLanes lanes(narrow(1'000));
    CHECK(lanes.expected_wait_ms(Lane::reads) == 0);
    LongWork slow, next;
    REQUIRE(lanes.post(Lane::reads, slow.work()));
    slow.begun.get_future().wait();
    REQUIRE(lanes.post(Lane::reads, next.work()));
    const auto begun = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(50)) {
    }
    slow.let_go.set_value();
    next.begun.get_future().wait();
    for (int i = 0; i < 500; ++i) REQUIRE(lanes.post(Lane::reads, [] {}));
    CHECK(lanes.expected_wait_ms(Lane::reads) > 0);
    CHECK(lanes.expected_wait_ms(Lane::pushes) == 0);
    std::set<TimeMs> times;
    for (int i = 0; i < 100; ++i) times.insert(lanes.come_back_after_ms(Lane::door));
    CHECK(times.size() > 90);
    CHECK(*times.begin() >= 2'000);
    CHECK(*times.rbegin() < 4'000);
    next.let_go.set_value();
}

}  // namespace qiantai::hub

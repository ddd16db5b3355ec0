#include "sync/hub/http/work_lanes.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "sync/core/tuning.hpp"

namespace qiantai::hub {
namespace {

/// How much the newest work counts in the mean: it follows a change within some tens of requests.
constexpr double k_newest_share = 0.05;

}  // namespace

LaneSizes lane_sizes(int processors) {
    constexpr int k_pushes_waiting_a_thread = 4, k_others_waiting_a_thread = 16;
    const int many = std::max(2, processors);
    LaneSizes sizes;
    // One thread decodes while another one has the database's writer.
    sizes[static_cast<std::size_t>(Lane::pushes)] = {many, k_pushes_waiting_a_thread * many};
    sizes[static_cast<std::size_t>(Lane::reads)] = {many, k_others_waiting_a_thread * many};
    // What takes a moment waits for a moment: a chain that comes back greets all at once.
    constexpr int k_greetings_waiting = 1'000;
    sizes[static_cast<std::size_t>(Lane::door)] = {many, k_greetings_waiting};
    sizes[static_cast<std::size_t>(Lane::people)] = {2, 2 * k_others_waiting_a_thread};
    return sizes;
}

WorkLanes::WorkLanes(const LaneSizes& sizes) {
    for (std::size_t i = 0; i < k_lane_count; ++i) {
        auto& lane = m_lanes[i];
        lane.size = sizes[i];
        for (int n = 0; n < lane.size.threads; ++n) m_threads.emplace_back([&lane] { run(lane); });
    }
}

WorkLanes::~WorkLanes() {
    for (auto& lane : m_lanes) {
        const MutexLock lock(lane.mutex);
        lane.ending = true;
        lane.changed.notify_all();
    }
    for (auto& thread : m_threads) thread.join();
}

bool WorkLanes::post(Lane which, Work work) {
    auto& lane = lane_of(which);
    const MutexLock lock(lane.mutex);
    if (lane.queue.size() >= static_cast<std::size_t>(lane.size.waiting_max)) return false;
    lane.queue.push_back(std::move(work));
    lane.changed.notify_one();
    return true;
}

TimeMs WorkLanes::expected_wait_ms(Lane which) const {
    const auto& lane = lane_of(which);
    const MutexLock lock(lane.mutex);
    return static_cast<TimeMs>(static_cast<double>(lane.queue.size()) * lane.mean_ms /
                               lane.size.threads);
}

/// Multiples of the golden ratio's fraction lie evenly in one interval, however many there are.
TimeMs WorkLanes::come_back_after_ms(Lane lane) {
    constexpr double k_golden = 0.6180339887498949;
    const double place = k_golden * m_sent_away++;
    const auto wait = std::max(expected_wait_ms(lane), sync::tuning::k_no_room_wait_ms);
    return wait + static_cast<TimeMs>((place - std::floor(place)) * static_cast<double>(wait));
}

std::size_t WorkLanes::waiting(Lane which) const {
    const auto& lane = lane_of(which);
    const MutexLock lock(lane.mutex);
    return lane.queue.size();
}

/// Nothing once the lane ends and all that waited is done.
std::optional<WorkLanes::Work> WorkLanes::take(OneLane& lane) {
    const MutexLock lock(lane.mutex);
    while (lane.queue.empty() && !lane.ending) lane.changed.wait(lane.mutex);
    if (lane.queue.empty()) return std::nullopt;
    auto work = std::move(lane.queue.front());
    lane.queue.pop_front();
    return work;
}

void WorkLanes::run(OneLane& lane) {
    while (auto work = take(lane)) {
        const auto begun = std::chrono::steady_clock::now();
        (*work)();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begun;
        const MutexLock lock(lane.mutex);
        lane.mean_ms += k_newest_share * (took.count() - lane.mean_ms);
    }
}

}  // namespace qiantai::hub

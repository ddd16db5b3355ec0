#pragma once

// The threads that do what requests ask for. Nobody who waits for the database or decodes a body
// keeps connections from being read, and one kind of work does not wait for another kind: each has a
// lane with threads and a bounded queue of its own.

#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/mutex.hpp"
#include "schema/base/named_enum.hpp"

namespace qiantai::hub {

enum class Lane {
    door,    ///< who calls, and greetings: a look-up or two
    reads,   ///< feeds, photos and files
    pushes,  ///< changes: decoding, then the database's one writer
    people,  ///< what somebody stands and waits for, and writes: look-ups, enrolment
};
constexpr auto codes_of(Lane) {
    return std::to_array<CodedValue<Lane>>({{Lane::door, "door"},
                                            {Lane::reads, "reads"},
                                            {Lane::pushes, "pushes"},
                                            {Lane::people, "people"}});
}
inline constexpr std::size_t k_lane_count = k_codes<Lane>.size();

struct LaneSize {
    int threads = 1;
    int waiting_max = 1;  ///< requests that wait beyond those that are worked on
};
using LaneSizes = std::array<LaneSize, k_lane_count>;

/// For a machine of so many processors.
LaneSizes lane_sizes(int processors);

/// Thread-safe. The destructor does what waits and joins.
class WorkLanes {
  public:
    using Work = std::function<void()>;

    explicit WorkLanes(const LaneSizes& sizes);
    WorkLanes(const WorkLanes&) = delete;
    WorkLanes& operator=(const WorkLanes&) = delete;
    ~WorkLanes();

    /// False, and nothing is done, if the lane's queue is full. Work must not throw.
    bool post(Lane lane, Work work);
    /// How long work that came now would wait, by how many wait and what such work took lately.
    TimeMs expected_wait_ms(Lane lane) const;
    /// What to ask of whoever finds no place: to come back after about the time that is needed, each
    /// after another one.
    TimeMs come_back_after_ms(Lane lane);
    std::size_t waiting(Lane lane) const;

  private:
    struct OneLane {
        LaneSize size;
        mutable Mutex mutex;
        Condition changed;
        std::deque<Work> queue QIANTAI_GUARDED_BY(mutex);
        double mean_ms QIANTAI_GUARDED_BY(mutex) = 0;  ///< of the work done lately
        bool ending QIANTAI_GUARDED_BY(mutex) = false;
    };
    OneLane& lane_of(Lane lane) { return m_lanes[static_cast<std::size_t>(lane)]; }
    const OneLane& lane_of(Lane lane) const { return m_lanes[static_cast<std::size_t>(lane)]; }
    static void run(OneLane& lane);
    static std::optional<Work> take(OneLane& lane);

    std::atomic<unsigned> m_sent_away = 0;
    std::array<OneLane, k_lane_count> m_lanes;
    std::vector<std::thread> m_threads;
};

}  // namespace qiantai::hub

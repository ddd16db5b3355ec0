#pragma once

// One request at a time of each kind for every terminal: a terminal that asks for everything at once
// takes nobody else's place.

#include <optional>
#include <set>
#include <utility>

#include "schema/base/mutex.hpp"
#include "schema/base/uuid.hpp"
#include "sync/hub/http/work_lanes.hpp"

namespace qiantai::hub {

/// Thread-safe. Lives longer than its turns.
class DeviceTurns {
  public:
    /// Ends with its destruction.
    class Turn {
      public:
        Turn(Turn&& other) noexcept
            : m_turns(std::exchange(other.m_turns, nullptr)), m_key(other.m_key) {}
        Turn& operator=(Turn&& other) noexcept {
            std::swap(m_turns, other.m_turns);
            std::swap(m_key, other.m_key);
            return *this;
        }
        ~Turn() {
            if (m_turns != nullptr) m_turns->end(m_key);
        }

      private:
        friend class DeviceTurns;
        Turn(DeviceTurns& turns, std::pair<Uuid, Lane> key) : m_turns(&turns), m_key(key) {}
        DeviceTurns* m_turns;
        std::pair<Uuid, Lane> m_key;
    };

    /// Nothing while the device has one in this lane.
    std::optional<Turn> begin(const Uuid& device, Lane lane) {
        const MutexLock lock(m_mutex);
        if (!m_running.emplace(device, lane).second) return std::nullopt;
        return Turn(*this, {device, lane});
    }

  private:
    void end(const std::pair<Uuid, Lane>& key) {
        const MutexLock lock(m_mutex);
        m_running.erase(key);
    }

    Mutex m_mutex;
    std::set<std::pair<Uuid, Lane>> m_running QIANTAI_GUARDED_BY(m_mutex);
};

}  // namespace qiantai::hub

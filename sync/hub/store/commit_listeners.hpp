#pragma once

#include <algorithm>
#include <vector>

#include "schema/base/mutex.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// A store's listeners. Thread-safe; remove() waits for a call that runs.
class CommitListeners {
  public:
    void add(CounterListener& listener) {
        const MutexLock lock(m_mutex);
        m_listeners.push_back(&listener);
    }
    void remove(CounterListener& listener) {
        const MutexLock lock(m_mutex);
        std::erase(m_listeners, &listener);
    }
    void tell(const std::map<std::string, std::int64_t>& versions) {
        if (versions.empty()) return;
        const MutexLock lock(m_mutex);
        for (auto* listener : m_listeners) listener->counters_raised(versions);
    }

  private:
    Mutex m_mutex;
    std::vector<CounterListener*> m_listeners QIANTAI_GUARDED_BY(m_mutex);
};

}  // namespace qiantai::hub

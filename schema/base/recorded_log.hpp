#pragma once

#include <vector>

#include "schema/base/event_log.hpp"
#include "schema/base/mutex.hpp"

namespace qiantai {

/// A log that a test looks into.
class RecordedLog final : public EventLog {
  public:
    void write(LogLevel level, LogWord event, std::initializer_list<LogField> fields) override {
        std::string line(log_level_name(level));
        line += ' ';
        line += event.text();
        for (const auto& field : fields) {
            line += ' ';
            line += field.name();
            line += '=';
            line += field.json();
        }
        const MutexLock lock(m_mutex);
        m_lines.push_back(std::move(line));
    }
    /// "warning sync_session error="no_network" sent=0", oldest first.
    std::vector<std::string> lines() const {
        const MutexLock lock(m_mutex);
        return m_lines;
    }
    /// True if a line has all of this in it.
    bool has(std::initializer_list<std::string_view> parts) const {
        const MutexLock lock(m_mutex);
        for (const auto& line : m_lines) {
            bool all = true;
            for (const auto part : parts) all = all && line.find(part) != std::string::npos;
            if (all) return true;
        }
        return false;
    }

  private:
    mutable Mutex m_mutex;
    std::vector<std::string> m_lines QIANTAI_GUARDED_BY(m_mutex);
};

}  // namespace qiantai

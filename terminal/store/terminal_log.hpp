#pragma once

// The terminal's log: one JSON object a line in Home::logs, one file for each program, so that two
// that run at once don't rename each other's; a file that is full is kept as NAME.1.log and so on.

#include <memory>
#include <optional>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/event_log.hpp"
#include "schema/base/result.hpp"
#include "terminal/store/home.hpp"

namespace qiantai::store {

struct LogLimits {
    std::size_t file_bytes_max = 1 << 20;
    std::size_t old_files_max = 4;
};

class TerminalLog final : public EventLog {
  public:
    /// `program` names the file. Where it can't be made or written, lines are lost without a word.
    /// `clock` must outlive the log.
    TerminalLog(const Home& home, LogWord program, Clock& clock, LogLimits limits = {});
    ~TerminalLog() override;

    void write(LogLevel level, LogWord event, std::initializer_list<LogField> fields) override;

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

struct LogLine {
    std::string time;  ///< UTC, as format_utc() writes it
    std::string level;
    std::string event;
    boost::json::object fields;  ///< the others
    std::string text;            ///< as it stands in the file
};

struct LogQuery {
    /// Lines of this UTC time and later; a beginning of what format_utc() writes will do.
    std::string since{};
    LogLevel at_least = LogLevel::info;
    std::size_t newest_max = 50;
};

/// Lines of all programs in the order of their times, oldest first. A line that was cut off is left
/// out. Empty if there is no log. k_file_error.
Result<std::vector<LogLine>> read_log(const Home& home, const LogQuery& query);

}  // namespace qiantai::store

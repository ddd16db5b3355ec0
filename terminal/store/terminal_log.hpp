#pragma once

// The terminal's log: one JSON object a line in Home::logs, one file for each program, so that two
// that run at once don't rename each other's; a file that is full is kept as NAME.1.log and so on.

#include <map>
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

/// Reads the logs of all programs, and later what came to them since.
class LogReader {
  public:
    explicit LogReader(const Home& home) : m_folder(home.logs) {}

    /// What was written since the call before, at first everything: in the order of the times,
    /// oldest first. A line whose end is not there yet comes the next time, one that was cut off is
    /// left out. Empty if there is no log. k_file_error.
    Result<std::vector<LogLine>> read(const LogQuery& query);

  private:
    std::filesystem::path m_folder;
    /// How far each file was read, by its number on the disk: a full file is renamed.
    std::map<std::uint64_t, std::size_t> m_read;
};

}  // namespace qiantai::store

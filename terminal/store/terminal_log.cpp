#include "terminal/store/terminal_log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <sys/stat.h>

#include <algorithm>

#include "schema/base/file.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::store {

namespace fs = std::filesystem;

struct TerminalLog::Impl {
    explicit Impl(Clock& with_clock) : clock(with_clock) {}
    Clock& clock;
    std::shared_ptr<spdlog::logger> logger;  ///< null if the file can't be made
};

TerminalLog::TerminalLog(const Home& home, LogWord program, Clock& clock, LogLimits limits)
    : m_impl(std::make_unique<Impl>(clock)) {
    if (!make_private_directory(home.logs)) return;
    const auto file = home.logs / (std::string(program.text()) + ".log");
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            file.string(), limits.file_bytes_max, limits.old_files_max);
        sink->set_pattern("%v");
        auto logger = std::make_shared<spdlog::logger>("terminal", std::move(sink));
        logger->set_error_handler([](const std::string&) {});
        // A line that only stands in memory says nothing after a power cut.
        logger->flush_on(spdlog::level::info);
        m_impl->logger = std::move(logger);
    } catch (const spdlog::spdlog_ex&) {
        m_impl->logger.reset();
    }
}

TerminalLog::~TerminalLog() = default;

void TerminalLog::write(LogLevel level, LogWord event, std::initializer_list<LogField> fields) {
    if (!m_impl->logger) return;
    auto line =
        fmt::format(R"({{"time":"{}","level":"{}","event":"{}")",
                    format_utc(m_impl->clock.now_ms()), log_level_name(level), event.text());
    for (const auto& field : fields) {
        line += fmt::format(R"(,"{}":{})", field.name(), field.json());
    }
    m_impl->logger->info("{}", line + "}");
}

namespace {

constexpr LogLevel k_levels[] = {LogLevel::info, LogLevel::warning, LogLevel::error};

bool is_at_least(std::string_view level, LogLevel wanted) {
    for (const auto one : k_levels) {
        if (log_level_name(one) == level) return one >= wanted;
    }
    return true;
}

std::optional<LogLine> parse_log_line(std::string_view text) {
    auto json = parse_json_object(text);
    if (!json) return std::nullopt;
    LogLine line{.time = find_text(*json, "time").value_or(""),
                 .level = find_text(*json, "level").value_or(""),
                 .event = find_text(*json, "event").value_or(""),
                 .fields = {},
                 .text = std::string(text)};
    for (const auto& member : *json) {
        if (member.key() != "time" && member.key() != "level" && member.key() != "event") {
            line.fields.emplace(member.key(), member.value());
        }
    }
    return line;
}

void take_log_lines(std::string_view content, const LogQuery& query, std::vector<LogLine>& lines) {
    while (!content.empty()) {
        const auto end = std::min(content.find('\n'), content.size());
        auto line = parse_log_line(content.substr(0, end));
        content.remove_prefix(std::min(end + 1, content.size()));
        if (!line || line->time < query.since) continue;
        if (is_at_least(line->level, query.at_least)) lines.push_back(std::move(*line));
    }
}

Result<std::vector<fs::path>> list_log_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        if (at->path().extension() == ".log") files.push_back(at->path());
    }
    if (failed && failed != std::errc::no_such_file_or_directory) {
        return make_error(k_file_error, folder.string() + ": " + failed.message());
    }
    // NAME.2.log is older than NAME.1.log and that older than NAME.log: lines of one millisecond
    // stay in their order.
    std::ranges::sort(files, std::ranges::greater());
    std::ranges::stable_partition(files,
                                  [](const auto& file) { return file.stem().has_extension(); });
    return files;
}

}  // namespace

Result<std::vector<LogLine>> LogReader::read(const LogQuery& query) {
    QIANTAI_TRY(const auto files, list_log_files(m_folder));
    std::vector<LogLine> lines;
    for (const auto& file : files) {
        struct stat facts {};
        // Renamed or removed since they were listed: the next call finds it under its new name.
        if (::stat(file.c_str(), &facts) != 0) continue;
        auto& position = m_read[facts.st_ino];
        const auto size = static_cast<std::size_t>(facts.st_size);
        // The number was given to a new file.
        if (size < position) position = 0;
        if (size == position) continue;
        QIANTAI_TRY(const auto content, read_file(file));
        const auto whole = content.rfind('\n');
        if (whole == std::string::npos || whole < position) continue;
        take_log_lines(std::string_view(content).substr(position, whole - position), query, lines);
        position = whole + 1;
    }
    std::ranges::stable_sort(lines, {}, &LogLine::time);
    if (lines.size() > query.newest_max) {
        lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(query.newest_max));
    }
    return lines;
}

}  // namespace qiantai::store

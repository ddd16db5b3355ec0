// qiantaictl log: what the terminal's programs wrote down of their work.

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <limits>

#include "schema/base/date.hpp"
#include "terminal/ctl/command_line.hpp"
#include "terminal/ctl/stop_signal.hpp"
#include "terminal/store/terminal_log.hpp"

namespace qiantai::ctl {
namespace {

constexpr ErrorKind k_log_since_malformed{
    "log_since_malformed", Actor::clerk,
    "Since when is not understood. Give a span such as 90m, 24h or 7d, or a UTC time such as "
    "2026-11-28 or 2026-11-28T06:30.",
    "无法识别起始时间。请填写时长（如 90m、24h、7d）或 UTC 时间（如 "
    "2026-11-28、2026-11-28T06:30）。"};

constexpr TimeMs k_log_minute_ms = 60'000, k_log_hour_ms = 60 * k_log_minute_ms,
                 k_log_day_ms = 24 * k_log_hour_ms;

struct LogOptions {
    std::size_t lines = 50;
    std::string since;
    std::string level = "info";
    bool json = false;
    bool follow = false;
};

std::optional<TimeMs> log_span_of(const std::string& text) {
    std::int64_t count = 0;
    const char* const end = text.data() + text.size();
    const auto [unit, failed] = std::from_chars(text.data(), end, count);
    if (failed != std::errc() || unit + 1 != end || count < 0 || count > 100'000)
        return std::nullopt;
    switch (*unit) {
        case 'm':
            return count * k_log_minute_ms;
        case 'h':
            return count * k_log_hour_ms;
        case 'd':
            return count * k_log_day_ms;
        default:
            return std::nullopt;
    }
}

/// The beginning of a UTC time to compare with.
Result<std::string> log_since_of(const std::string& text, TimeMs now_ms) {
    if (text.empty()) return std::string();
    if (const auto span = log_span_of(text)) return format_utc(now_ms - *span);
    const bool only_date = text.size() == 10;
    if (!Date::parse(std::string_view(text).substr(0, 10)) || (!only_date && text[10] != 'T'))
        return make_error(k_log_since_malformed, text);
    return text;
}

LogLevel wanted_log_level(const std::string& name) {
    for (const auto level : {LogLevel::warning, LogLevel::error}) {
        if (log_level_name(level) == name) return level;
    }
    return LogLevel::info;
}

std::string log_line_text(const store::LogLine& line) {
    auto text = fmt::format("{}  {:<7}  {}", line.time, line.level, line.event);
    for (const auto& field : line.fields) {
        const auto& value = field.value();
        text += fmt::format(
            "  {}={}", std::string_view(field.key()),
            value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value));
    }
    return text;
}

Status say_log_lines(CommandLine& line, store::LogReader& reader, const store::LogQuery& query,
                     bool json) {
    QIANTAI_TRY(const auto found, reader.read(query));
    for (const auto& one : found) {
        const auto text = json ? one.text : log_line_text(one);
        line.say({text, text});
    }
    if (std::ferror(stdout) != 0) line.exit = Exit::output_closed;
    return {};
}

Status show_log(CommandLine& line, const LogOptions& options) {
    QIANTAI_TRY(const auto home, line.resolve_home());
    QIANTAI_TRY(auto since, log_since_of(options.since, line.clock.now_ms()));
    store::LogQuery query{.since = std::move(since),
                          .at_least = wanted_log_level(options.level),
                          .newest_max = options.lines};
    const auto stop = options.follow ? std::optional<StopSignal>(std::in_place) : std::nullopt;
    store::LogReader reader(home);
    QIANTAI_TRY_STATUS(say_log_lines(line, reader, query, options.json));
    if (!stop) return {};
    // Whatever came within a second is shown, however much it is.
    query.newest_max = std::numeric_limits<std::size_t>::max();
    while (line.exit == Exit::ok && !stop->is_given()) {
        QIANTAI_TRY_STATUS(say_log_lines(line, reader, query, options.json));
    }
    return {};
}

}  // namespace

void add_log_command(CLI::App& app, CommandLine& line) {
    const auto options = std::make_shared<LogOptions>();
    auto* command = app.add_subcommand(
        "log",
        "Shows what window and qiantaictl wrote down: opening, sync sessions, errors, upgrades, "
        "restores. Times are UTC; no names, numbers or texts of customers are in it.");
    command->add_option("-n,--lines", options->lines, "the newest so many lines")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command->add_option("--since", options->since,
                        "only since then: 90m, 24h, 7d, 2026-11-28 or 2026-11-28T06:30 (UTC)");
    command->add_option("--level", options->level, "only lines as grave as this")
        ->check(CLI::IsMember({"info", "warning", "error"}))
        ->capture_default_str();
    command->add_flag("--json", options->json, "the lines as they are kept, one JSON object each");
    command->add_flag("-f,--follow", options->follow,
                      "stay and show what is written from now on, until it is stopped");
    command->callback([options, &line] { line.run([&] { return show_log(line, *options); }); });
}

}  // namespace qiantai::ctl

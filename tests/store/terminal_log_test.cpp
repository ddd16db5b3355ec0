// The log's files: what is in them, how large they get, and what happens when they can't be
// written.

#include "terminal/store/terminal_log.hpp"

#include <doctest/doctest.h>

#include "tests/store/store_fixture.hpp"

namespace qiantai::store {
namespace {

namespace fs = std::filesystem;

struct LogFixture {
    qiantai::test::TempFolder folder;
    FakeClock clock{1'795'000'000'000};
    Home home = resolve_home(folder / "home", [](const char*) { return std::nullopt; }).value();

    std::vector<std::string> events(const LogQuery& query = {}) {
        std::vector<std::string> names;
        const auto lines = LogReader(home).read(query).value();
        for (const auto& line : lines) names.push_back(line.event);
        return names;
    }
};
using Events = std::vector<std::string>;

TEST_CASE("a log line is on disk at once, with its time, level and fields") {
    LogFixture f;
    TerminalLog log(f.home, "qiantai", f.clock);
    log.write(LogLevel::warning, "sync_session", {{"sent", 3}, {"complete", false}});
    const auto lines = LogReader(f.home).read({}).value();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].time == format_utc(f.clock.now_ms()));
    CHECK(lines[0].level == "warning");
    CHECK(lines[0].fields == boost::json::object{{"sent", 3}, {"complete", false}});
    const auto rights = fs::status(f.home.logs).permissions() & fs::perms::all;
    CHECK(rights == fs::perms::owner_all);
}

TEST_CASE("lines of both programs come in the order of their times") {
    LogFixture f;
    TerminalLog window(f.home, "qiantai", f.clock), ctl(f.home, "qiantaictl", f.clock);
    window.write(LogLevel::info, "first", {});
    f.clock.advance(1);
    ctl.write(LogLevel::info, "second", {});
    f.clock.advance(1);
    window.write(LogLevel::error, "third", {});
    CHECK(f.events() == Events{"first", "second", "third"});
    CHECK(f.events({.newest_max = 2}) == Events{"second", "third"});
    CHECK(f.events({.since = format_utc(f.clock.now_ms() - 1)}) == Events{"second", "third"});
    CHECK(f.events({.at_least = LogLevel::warning}) == Events{"third"});
}

TEST_CASE("a log goes on after a restart and never grows beyond its limit") {
    LogFixture f;
    constexpr LogLimits k_small{.file_bytes_max = 2000, .old_files_max = 2};
    for (int run = 0; run < 4; ++run) {
        TerminalLog log(f.home, "qiantai", f.clock, k_small);
        for (int i = 0; i < 50; ++i) log.write(LogLevel::info, "event", {{"n", run * 50 + i}});
    }
    std::uintmax_t bytes = 0;
    for (const auto& file : fs::directory_iterator(f.home.logs)) bytes += file.file_size();
    CHECK(bytes <= 3 * 2000);
    const auto lines = LogReader(f.home).read({.newest_max = 1000}).value();
    REQUIRE(lines.size() > 30);
    // None is missing between the oldest that is kept and the newest.
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CHECK(lines[i].fields.at("n").as_int64() ==
              200 - static_cast<std::int64_t>(lines.size() - i));
    }
}

TEST_CASE("a log that can't be made or written stops nobody") {
    LogFixture f;
    SUBCASE("its folder is a file") {
        store::test::write_bytes(f.home.logs, "x");
    }
    SUBCASE("its file is a folder") {
        fs::create_directories(f.home.logs / "qiantai.log");
    }
    SUBCASE("the disk is full") {
        fs::create_directories(f.home.logs);
        fs::create_symlink("/dev/full", f.home.logs / "qiantai.log");
    }
    TerminalLog log(f.home, "qiantai", f.clock, {.file_bytes_max = 500, .old_files_max = 2});
    for (int i = 0; i < 100; ++i) log.write(LogLevel::error, "event", {{"n", i}});
}

TEST_CASE("a line that was cut off is left out, and without a log there are no lines") {
    LogFixture f;
    CHECK(f.events().empty());
    TerminalLog(f.home, "qiantai", f.clock).write(LogLevel::info, "whole", {});
    store::test::write_bytes(f.home.logs / "qiantaictl.log", "{\"time\":\"2026-");
    CHECK(f.events() == Events{"whole"});
}

TEST_CASE("a reader goes on where it was, also over files that were full meanwhile") {
    LogFixture f;
    LogReader reader(f.home);
    CHECK(reader.read({})->empty());
    TerminalLog log(f.home, "qiantai", f.clock, {.file_bytes_max = 500, .old_files_max = 4});
    std::int64_t written = 0, next = 0;
    for (const int lines : {1, 3, 12, 0, 5}) {
        for (int i = 0; i < lines; ++i) log.write(LogLevel::info, "event", {{"n", written++}});
        const auto found = reader.read({.newest_max = 100}).value();
        for (const auto& line : found) CHECK(line.fields.at("n").as_int64() == next++);
        CHECK(next == written);
    }
    const auto half = f.home.logs / "qiantaictl.log";
    store::test::write_bytes(half, R"({"time":"2027","event":"la)");
    CHECK(reader.read({})->empty());
    store::test::write_bytes(half, "{\"time\":\"2027\",\"event\":\"late\"}\n");
    const auto late = reader.read({}).value();
    REQUIRE(late.size() == 1);
    CHECK(late.front().event == "late");
}

}  // namespace
}  // namespace qiantai::store

// What gets into a log, and what can't.

#include <doctest/doctest.h>

#include "schema/base/recorded_log.hpp"

namespace qiantai {
namespace {

// Text that was read, typed or received has no way in.
static_assert(!std::is_constructible_v<LogField, LogWord, std::string>);
static_assert(!std::is_constructible_v<LogField, LogWord, std::string_view>);
static_assert(!std::is_constructible_v<LogField, LogWord, const std::string&>);
static_assert(!std::is_constructible_v<LogField, LogWord, Error>);
static_assert(!std::is_constructible_v<LogField, LogWord, double>);
static_assert(!std::is_constructible_v<LogField, std::string, int>);
static_assert(!std::is_constructible_v<LogWord, std::string>);

constexpr ErrorKind k_slip{"slip", Actor::clerk, "A slip.", "填错了。"};
constexpr ErrorKind k_wait{"wait", Actor::itself, "Wait.", "请等待。"};
constexpr ErrorKind k_broken{"broken", Actor::administrator, "Broken.", "坏了。"};

TEST_CASE("a log line has a name, numbers, truths, ids, words and kinds of errors") {
    RecordedLog log;
    const auto id = Uuid::derive("x");
    log.write(LogLevel::info, "done",
              {{"sent", 3}, {"complete", true}, {"id", id}, {"how", "by-hand"}, {"why", k_slip}});
    CHECK(log.lines() == std::vector<std::string>{"info done sent=3 complete=true id=\"" +
                                                  id.text() + "\" how=\"by-hand\" why=\"slip\""});
}

TEST_CASE("an error is logged by its kind and never by what it is about") {
    RecordedLog log;
    log.write_error("failed", make_error(k_slip, "13812345678", "phone"));
    log.write_error("failed", make_error(k_wait));
    log.write_error("failed", make_error(k_broken, "王小明"));
    CHECK(log.lines() ==
          std::vector<std::string>{"info failed error=\"slip\" to_act=\"clerk\"",
                                   "warning failed error=\"wait\" to_act=\"itself\"",
                                   "error failed error=\"broken\" to_act=\"administrator\""});
}

}  // namespace
}  // namespace qiantai

#include "schema/base/clock.hpp"

#include <fmt/format.h>

#include <chrono>

namespace qiantai {
namespace {

using namespace std::chrono;

year_month_day date_of(sys_time<milliseconds> time) {
    return year_month_day(floor<days>(time));
}

int digits(const std::string& text, std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace

std::string format_utc(TimeMs time_ms) {
    const sys_time<milliseconds> time{milliseconds(time_ms)};
    const auto date = date_of(time);
    const hh_mm_ss clock(time - floor<days>(time));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int(date.year()),
                       unsigned(date.month()), unsigned(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

std::string format_date(TimeMs time_ms, int utc_offset_minutes) {
    const auto date =
        date_of(sys_time<milliseconds>{milliseconds(time_ms) + minutes(utc_offset_minutes)});
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()),
                       unsigned(date.day()));
}

bool is_calendar_date(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const int y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
    if (y < 1800 || y > 2199 || m < 1 || d < 1) return false;
    return (year(y) / m / d).ok();
}

}  // namespace qiantai

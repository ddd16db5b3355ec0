#include "terminal/imports/rules/sheet_dates.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstring>

#include "schema/base/date.hpp"

namespace qiantai::domain {

bool is_date_format(int id, std::string_view code) {
    // ECMA-376 18.8.30: dates and times of every language, and those of Chinese, Japanese, Korean.
    if (code.empty()) {
        return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 ||
               (id >= 50 && id <= 58);
    }
    bool quoted = false, bracketed = false, is_date = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '\\') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == '[') {
            // [h] counts hours on beyond a day: an amount of time, not a time.
            if (code.substr(i).starts_with("[h") || code.substr(i).starts_with("[m") ||
                code.substr(i).starts_with("[s")) {
                return false;
            }
            bracketed = true;
        } else if (c == ']') {
            bracketed = false;
        } else if (!quoted && !bracketed && std::strchr("ymdhsYMDHS", c) != nullptr) {
            is_date = true;
        }
    }
    return is_date && code != "General";
}

std::optional<std::string> date_of_serial(double serial, bool from_1904) {
    constexpr double k_serial_max = 2'958'466;  // the year 10000
    constexpr int k_seconds_a_day = 86'400;
    if (!(serial > 0) || serial >= k_serial_max) return std::nullopt;
    const auto seconds = std::llround(serial * k_seconds_a_day);
    auto day = seconds / k_seconds_a_day;
    const auto time = seconds % k_seconds_a_day;
    const auto clock = fmt::format("{:02}:{:02}:{:02}", time / 3600, time / 60 % 60, time % 60);
    if (day == 0 && !from_1904) return clock;
    if (from_1904) day += 1462;
    // Day 60 is the 29 February 1900 that there never was; before it all are one day off.
    if (day == 60) return std::nullopt;
    const Date first = Date::of_text(day < 60 ? "1899-12-31" : "1899-12-30");
    const auto date = first.plus_days(static_cast<int>(day));
    if (first.days_until(date) != day) return std::nullopt;
    return time == 0 ? date.text() : date.text() + " " + clock;
}

}  // namespace qiantai::domain

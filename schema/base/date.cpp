#include "schema/base/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "schema/base/error.hpp"

namespace qiantai {
namespace {

using namespace std::chrono;

constexpr int k_first_year = 1800, k_last_year = 2199;
constexpr sys_days k_first_day = year(k_first_year) / January / 1;
constexpr sys_days k_last_day = year(k_last_year) / December / 31;
/// Longer than the way from any of these days to any other.
constexpr int k_months_most = 12 * (k_last_year - k_first_year + 1);
constexpr TimeMs k_time_most = 10'000'000'000'000;

year_month_day parts(std::int32_t days_since_1970) {
    return year_month_day(sys_days(days(days_since_1970)));
}

/// The number of a day, or of the nearest one that there is.
std::int32_t nearest(std::int64_t days_since_1970) {
    const std::int64_t first = k_first_day.time_since_epoch().count();
    const std::int64_t last = k_last_day.time_since_epoch().count();
    return static_cast<std::int32_t>(std::clamp(days_since_1970, first, last));
}

std::int32_t nearest(const sys_days& day) {
    return nearest(day.time_since_epoch().count());
}

/// -1 if one of them is no digit.
int digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    return make(digits(text.substr(0, 4)), digits(text.substr(5, 2)), digits(text.substr(8, 2)));
}

std::optional<Date> Date::make(int year, int month, int day) {
    if (year < k_first_year || year > k_last_year || month < 1 || day < 1) return std::nullopt;
    const auto date = std::chrono::year(year) / month / day;
    return date.ok() ? std::optional(Date(nearest(sys_days(date)))) : std::nullopt;
}

Date Date::of_text(std::string_view text) {
    const auto date = parse(text);
    QIANTAI_ASSERT(date.has_value());
    return *date;
}

Date Date::of_time(TimeMs time_ms, int utc_offset_minutes) {
    const milliseconds time(std::clamp(time_ms, -k_time_most, k_time_most));
    const sys_time<milliseconds> there{time + minutes(utc_offset_minutes)};
    return Date(nearest(floor<std::chrono::days>(there)));
}

int Date::year() const {
    return int(parts(m_days).year());
}
int Date::month() const {
    return static_cast<int>(unsigned(parts(m_days).month()));
}
int Date::day() const {
    return static_cast<int>(unsigned(parts(m_days).day()));
}
int Date::weekday() const {
    return static_cast<int>(std::chrono::weekday(sys_days(days(m_days))).iso_encoding());
}

std::string Date::text() const {
    return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

Date Date::plus_days(int days) const {
    return Date(nearest(std::int64_t{m_days} + days));
}

Date Date::plus_months(int months) const {
    auto to =
        parts(m_days) + std::chrono::months(std::clamp(months, -k_months_most, k_months_most));
    if (!to.ok()) to = to.year() / to.month() / last;
    return Date(nearest(sys_days(to)));
}

Date Date::month_start() const {
    return plus_days(1 - day());
}

Date Date::week_start() const {
    return plus_days(1 - weekday());
}

TimeMs utc_day_start(Date date) {
    constexpr TimeMs k_day_ms = 86'400'000;
    return Date().days_until(date) * k_day_ms;
}

}  // namespace qiantai

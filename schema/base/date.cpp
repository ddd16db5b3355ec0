#include "schema/base/date.hpp"

#include <fmt/format.h>

#include <chrono>

#include "schema/base/error.hpp"

namespace qiantai {
namespace {

using namespace std::chrono;

constexpr int k_first_year = 1800, k_last_year = 2199;

year_month_day parts(std::int32_t days_since_1970) {
    return year_month_day(sys_days(days(days_since_1970)));
}

std::int32_t number_of(const year_month_day& date) {
    QIANTAI_ASSERT(date.ok() && int(date.year()) >= k_first_year &&
                   int(date.year()) <= k_last_year);
    return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
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
    return date.ok() ? std::optional(Date(number_of(date))) : std::nullopt;
}

Date Date::of_text(std::string_view text) {
    const auto date = parse(text);
    QIANTAI_ASSERT(date.has_value());
    return *date;
}

Date Date::of_time(TimeMs time_ms, int utc_offset_minutes) {
    const sys_time<milliseconds> there{milliseconds(time_ms) + minutes(utc_offset_minutes)};
    return Date(number_of(year_month_day(floor<days>(there))));
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
    return Date(number_of(parts(m_days + days)));
}

Date Date::plus_months(int months) const {
    auto to = parts(m_days) + std::chrono::months(months);
    if (!to.ok()) to = to.year() / to.month() / last;
    return Date(number_of(to));
}

Date Date::month_start() const {
    return plus_days(1 - day());
}

Date Date::week_start() const {
    return plus_days(1 - weekday());
}

}  // namespace qiantai

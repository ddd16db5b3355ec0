#pragma once

#include <optional>
#include <string>
#include <vector>

namespace qiantai::ui {

/// Which calendar a person counts a birthday in.
enum class CalendarKind : std::uint8_t { solar, lunar };

/// A day of the Gregorian calendar; month and day from 1.
struct SolarDate {
    int year = 0, month = 0, day = 0;
    bool operator==(const SolarDate&) const = default;
};

/// A day of the Chinese calendar. `year` is the Gregorian year in which that Chinese year begins.
struct LunarDate {
    int year = 0, month = 0, day = 0;
    bool leap_month = false;
    bool operator==(const LunarDate&) const = default;
};

/// The years for which the functions below are right and the date picker goes.
inline constexpr int k_calendar_year_min = 1901;
inline constexpr int k_calendar_year_max = 2100;

int days_in_solar_month(int year, int month);
/// 1 Monday to 7 Sunday.
int weekday_of(const SolarDate& date);
LunarDate lunar_of(const SolarDate& date);
/// Nothing if the Chinese year has no such month or day.
std::optional<SolarDate> solar_of(const LunarDate& date);

/// A month of a Chinese year.
struct LunarMonth {
    int month;
    bool leap;
    int days;
    SolarDate first_day;
};
/// The 12 or 13 months of a Chinese year in order. Astronomy: about a millisecond, so keep what it
/// returns.
using LunarYear = std::vector<LunarMonth>;
LunarYear lunar_year(int year);
/// Which month is followed by its leap month, 0 if none is.
int leap_month_of(const LunarYear& year);
/// 29 or 30; 0 if the year has no such month.
int days_in_lunar_month(const LunarYear& year, int month, bool leap_month);

/// 正月 to 腊月, with 闰 before a leap month.
std::string lunar_month_name(int month, bool leap_month);
/// 初一 to 三十.
std::string lunar_day_name(int day);
/// The year's name in the cycle of sixty, e.g. 丙午.
std::string lunar_year_name(int year);

}  // namespace qiantai::ui

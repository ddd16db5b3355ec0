#pragma once

#include <optional>

#include "schema/base/date.hpp"

namespace qiantai::domain {

inline constexpr int k_lunar_first_year = 1900;
inline constexpr int k_lunar_last_year = 2100;

/// The solar date of a day of the Chinese calendar, nothing if there is no such day.
/// From a table after the published calendars: ICU 72 computes 14 months from 1900 to 2100 a day or
/// a month wrong, among them the leap months of 1917, 1922 and 1987, and New Year 1954, 2027 and
/// 2030 (the test holds the list).
std::optional<Date> solar_date_of_lunar(int year, int month, bool leap_month, int day);

/// A day of the Chinese calendar with what has to be known of its month and year.
struct LunarDay {
    int year = 0;  ///< number of the solar year in which the lunar one begins
    int month = 0;
    bool leap_month = false;
    int day = 0;
    int month_days = 0;          ///< 29 or 30
    int leap_month_of_year = 0;  ///< the month that a leap month follows, 0 = none
};

/// The Chinese calendar's name of a solar date, nothing outside the table.
std::optional<LunarDay> lunar_day_of_solar(Date solar_date);

}  // namespace qiantai::domain

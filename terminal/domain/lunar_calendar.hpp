#pragma once

#include <optional>
#include <string>

namespace qiantai::domain {

inline constexpr int k_lunar_first_year = 1900;
inline constexpr int k_lunar_last_year = 2100;

/// The solar date (YYYY-MM-DD) of a day of the Chinese calendar, nothing if there is no such day.
/// From a table after the published calendars: ICU 72 computes 14 months from 1900 to 2100 a day or
/// a month wrong, among them the leap months of 1917, 1922 and 1987, and New Year 1954, 2027 and
/// 2030 (the test holds the list).
std::optional<std::string> solar_date_of_lunar(int year, int month, bool leap_month, int day);

}  // namespace qiantai::domain

#include "schema/base/lunar_calendar.hpp"

#include <chrono>

#include "schema/base/error.hpp"

namespace qiantai::domain {
namespace {

using namespace std::chrono;

/// The first day of the lunar year 1900.
constexpr sys_days k_first_day = January / 31 / 1900;

// One number per lunar year from 1900 on. Bits 15 to 4: months 1 to 12 have 30 days, else 29. Bits
// 3 to 0: the month that a leap month follows, 0 = none. Bit 16: the leap month has 30 days.
// clang-format off
constexpr std::uint32_t k_years[] = {
    0x04bd8, 0x04ae0, 0x0a570, 0x054d5, 0x0d260, 0x0d950, 0x16554, 0x056a0, 0x09ad0, 0x055d2,  // 1900
    0x04ae0, 0x0a5b6, 0x0a4d0, 0x0d250, 0x1d255, 0x0b540, 0x0d6a0, 0x0ada2, 0x095b0, 0x14977,  // 1910
    0x04970, 0x0a4b0, 0x0b4b5, 0x06a50, 0x06d40, 0x1ab54, 0x02b60, 0x09570, 0x052f2, 0x04970,  // 1920
    0x06566, 0x0d4a0, 0x0ea50, 0x16a95, 0x05ad0, 0x02b60, 0x186e3, 0x092e0, 0x1c8d7, 0x0c950,  // 1930
    0x0d4a0, 0x1d8a6, 0x0b550, 0x056a0, 0x1a5b4, 0x025d0, 0x092d0, 0x0d2b2, 0x0a950, 0x0b557,  // 1940
    0x06ca0, 0x0b550, 0x15355, 0x04da0, 0x0a5b0, 0x14573, 0x052b0, 0x0a9a8, 0x0e950, 0x06aa0,  // 1950
    0x0aea6, 0x0ab50, 0x04b60, 0x0aae4, 0x0a570, 0x05260, 0x0f263, 0x0d950, 0x05b57, 0x056a0,  // 1960
    0x096d0, 0x04dd5, 0x04ad0, 0x0a4d0, 0x0d4d4, 0x0d250, 0x0d558, 0x0b540, 0x0b6a0, 0x195a6,  // 1970
    0x095b0, 0x049b0, 0x0a974, 0x0a4b0, 0x0b27a, 0x06a50, 0x06d40, 0x0af46, 0x0ab60, 0x09570,  // 1980
    0x04af5, 0x04970, 0x064b0, 0x074a3, 0x0ea50, 0x06b58, 0x05ac0, 0x0ab60, 0x096d5, 0x092e0,  // 1990
    0x0c960, 0x0d954, 0x0d4a0, 0x0da50, 0x07552, 0x056a0, 0x0abb7, 0x025d0, 0x092d0, 0x0cab5,  // 2000
    0x0a950, 0x0b4a0, 0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930,  // 2010
    0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530,  // 2020
    0x05aa0, 0x076a3, 0x096d0, 0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45,  // 2030
    0x0b5a0, 0x056d0, 0x055b2, 0x049b0, 0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0,  // 2040
    0x14b63, 0x09370, 0x049f8, 0x04970, 0x064b0, 0x168a6, 0x0ea50, 0x06b20, 0x1a6c4, 0x0aae0,  // 2050
    0x092e0, 0x0d2e3, 0x0c960, 0x0d557, 0x0d4a0, 0x0da50, 0x05d55, 0x056a0, 0x0a6d0, 0x055d4,  // 2060
    0x052d0, 0x0a9b8, 0x0a950, 0x0b4a0, 0x0b6a6, 0x0ad50, 0x055a0, 0x0aba4, 0x0a5b0, 0x052b0,  // 2070
    0x0b273, 0x06930, 0x07337, 0x06aa0, 0x0ad50, 0x14b55, 0x04b60, 0x0a570, 0x054e4, 0x0d160,  // 2080
    0x0e968, 0x0d520, 0x0daa0, 0x16aa6, 0x056d0, 0x04ae0, 0x0a9d4, 0x0a2d0, 0x0d150, 0x0f252,  // 2090
    0x0d520,  // 2100
};
// clang-format on
constexpr int k_year_count = static_cast<int>(std::size(k_years));

constexpr int leap_month_of(std::uint32_t year) {
    return static_cast<int>(year & 0xF);
}

constexpr int days_of(std::uint32_t year, int month, bool leap) {
    const std::uint32_t bit = leap ? 0x10000u : 0x10000u >> month;
    return (year & bit) != 0 ? 30 : 29;
}

constexpr int days_of_year(std::uint32_t year) {
    int count = 0;
    for (int month = 1; month <= 12; ++month) count += days_of(year, month, false);
    return count + (leap_month_of(year) > 0 ? days_of(year, 0, true) : 0);
}

constexpr days days_before(int year) {
    int count = 0;
    for (int y = 0; y < year - k_lunar_first_year; ++y) count += days_of_year(k_years[y]);
    return days(count);
}

static_assert(k_lunar_first_year + k_year_count - 1 == k_lunar_last_year);
// The calendar's end, known from elsewhere: the lunar year 2101 begins on 29 January 2101.
static_assert(k_first_day + days_before(k_lunar_last_year) +
                  days(days_of_year(k_years[k_year_count - 1])) ==
              sys_days(January / 29 / 2101));

Date first_date() {
    const year_month_day first{k_first_day};
    const auto date = Date::make(int(first.year()), static_cast<int>(unsigned(first.month())),
                                 static_cast<int>(unsigned(first.day())));
    QIANTAI_ASSERT(date.has_value());
    return *date;
}

}  // namespace

std::optional<Date> solar_date_of_lunar(int year, int month, bool leap_month, int day) {
    if (year < k_lunar_first_year || year > k_lunar_last_year || month < 1 || month > 12) {
        return std::nullopt;
    }
    const auto lunar = k_years[year - k_lunar_first_year];
    const int leap = leap_month_of(lunar);
    if (leap_month && leap != month) return std::nullopt;
    if (day < 1 || day > days_of(lunar, month, leap_month)) return std::nullopt;
    days passed = days_before(year);
    for (int before = 1; before < month; ++before) {
        passed += days(days_of(lunar, before, false));
        if (before == leap) passed += days(days_of(lunar, before, true));
    }
    if (leap_month) passed += days(days_of(lunar, month, false));
    return first_date().plus_days(static_cast<int>(passed.count()) + day - 1);
}

std::optional<LunarDay> lunar_day_of_solar(Date solar_date) {
    int left = first_date().days_until(solar_date);
    if (left < 0) return std::nullopt;
    for (int y = 0; y < k_year_count; ++y) {
        const auto lunar = k_years[y];
        if (left >= days_of_year(lunar)) {
            left -= days_of_year(lunar);
            continue;
        }
        const int leap = leap_month_of(lunar);
        for (int m = 1; m <= 12; ++m) {
            for (const bool in_leap : {false, true}) {
                if (in_leap && m != leap) continue;
                const int length = days_of(lunar, m, in_leap);
                if (left < length) {
                    return LunarDay{k_lunar_first_year + y, m, in_leap, left + 1, length, leap};
                }
                left -= length;
            }
        }
    }
    return std::nullopt;
}

}  // namespace qiantai::domain

#include "terminal/ui/calendar.hpp"

#include <unicode/calendar.h>
#include <unicode/gregocal.h>

#include <array>
#include <chrono>
#include <memory>
#include <string_view>

#include "schema/base/error.hpp"

namespace qiantai::ui {
namespace {

// ICU counts Chinese years from 2637 BCE.
constexpr int k_icu_year_offset = 2637;
// Noon, so that no offset of a few hours changes the day.
constexpr double k_day_ms = 86'400'000, k_noon_ms = 43'200'000;

std::chrono::sys_days days_of(const SolarDate& date) {
    using namespace std::chrono;
    return year{date.year} / month{static_cast<unsigned>(date.month)} /
           day{static_cast<unsigned>(date.day)};
}

SolarDate solar_from(std::chrono::sys_days days) {
    const std::chrono::year_month_day date{days};
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day()))};
}

std::unique_ptr<icu::Calendar> chinese_calendar() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone("Asia/Shanghai"));
    std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(*zone, icu::Locale("zh@calendar=chinese"), status));
    QIANTAI_ASSERT(U_SUCCESS(status));
    return calendar;
}

LunarDate read(const icu::Calendar& calendar) {
    UErrorCode status = U_ZERO_ERROR;
    const LunarDate date{calendar.get(UCAL_EXTENDED_YEAR, status) - k_icu_year_offset,
                         calendar.get(UCAL_MONTH, status) + 1,
                         calendar.get(UCAL_DAY_OF_MONTH, status),
                         calendar.get(UCAL_IS_LEAP_MONTH, status) != 0};
    QIANTAI_ASSERT(U_SUCCESS(status));
    return date;
}

double ms_of(std::chrono::sys_days days) {
    return static_cast<double>(days.time_since_epoch().count()) * k_day_ms + k_noon_ms -
           8 * 3'600'000.0;
}

LunarDate lunar_on(icu::Calendar& calendar, std::chrono::sys_days days) {
    UErrorCode status = U_ZERO_ERROR;
    calendar.setTime(ms_of(days), status);
    QIANTAI_ASSERT(U_SUCCESS(status));
    return read(calendar);
}

}  // namespace

int days_in_solar_month(int year, int month) {
    using namespace std::chrono;
    const auto last = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                      std::chrono::last;
    return static_cast<int>(static_cast<unsigned>(year_month_day{last}.day()));
}

int weekday_of(const SolarDate& date) {
    return static_cast<int>(std::chrono::weekday{days_of(date)}.iso_encoding());
}

LunarDate lunar_of(const SolarDate& date) {
    return lunar_on(*chinese_calendar(), days_of(date));
}

// The months of the Chinese year: where each begins and how long it is.
LunarYear lunar_year(int year) {
    const auto calendar = chinese_calendar();
    // The new year falls between 21 January and 20 February; the month before it has at most 30
    // days.
    auto start = days_of({year, 1, 20});
    while (true) {
        const auto date = lunar_on(*calendar, start);
        if (date.day == 1 && date.month == 1 && !date.leap_month) break;
        start += std::chrono::days{date.day < 28 ? 28 - date.day : 1};
    }
    LunarYear months;
    for (auto date = lunar_on(*calendar, start); date.year == year;) {
        auto next = start + std::chrono::days{29};
        auto next_date = lunar_on(*calendar, next);
        if (next_date.day != 1) {
            next += std::chrono::days{1};
            next_date = lunar_on(*calendar, next);
        }
        const auto days = static_cast<int>((next - start).count());
        months.push_back({date.month, date.leap_month, days, solar_from(start)});
        start = next;
        date = next_date;
    }
    return months;
}

std::optional<SolarDate> solar_of(const LunarDate& date) {
    if (date.year < k_calendar_year_min || date.year > k_calendar_year_max) return std::nullopt;
    for (const auto& month : lunar_year(date.year)) {
        if (month.month != date.month || month.leap != date.leap_month) continue;
        if (date.day < 1 || date.day > month.days) return std::nullopt;
        return solar_from(days_of(month.first_day) + std::chrono::days{date.day - 1});
    }
    return std::nullopt;
}

int leap_month_of(const LunarYear& year) {
    const auto found = std::ranges::find(year, true, &LunarMonth::leap);
    return found == year.end() ? 0 : found->month;
}

int days_in_lunar_month(const LunarYear& year, int month, bool leap_month) {
    for (const auto& candidate : year) {
        if (candidate.month == month && candidate.leap == leap_month) return candidate.days;
    }
    return 0;
}

std::string lunar_month_name(int month, bool leap_month) {
    constexpr std::array<std::string_view, 12> k_names{"正月", "二月", "三月", "四月",
                                                       "五月", "六月", "七月", "八月",
                                                       "九月", "十月", "冬月", "腊月"};
    QIANTAI_ASSERT(month >= 1 && month <= 12);
    return std::string(leap_month ? "闰" : "") +
           std::string(k_names[static_cast<std::size_t>(month - 1)]);
}

std::string lunar_day_name(int day) {
    constexpr std::array<std::string_view, 10> k_units{"一", "二", "三", "四", "五",
                                                       "六", "七", "八", "九", "十"};
    QIANTAI_ASSERT(day >= 1 && day <= 30);
    if (day == 20) return "二十";
    if (day == 30) return "三十";
    const std::string_view tens = day <= 10 ? "初" : day < 20 ? "十" : "廿";
    return std::string(tens) + std::string(k_units[static_cast<std::size_t>((day - 1) % 10)]);
}

std::string lunar_year_name(int year) {
    constexpr std::array<std::string_view, 10> k_stems{"甲", "乙", "丙", "丁", "戊",
                                                       "己", "庚", "辛", "壬", "癸"};
    constexpr std::array<std::string_view, 12> k_branches{"子", "丑", "寅", "卯", "辰", "巳",
                                                          "午", "未", "申", "酉", "戌", "亥"};
    const auto place = static_cast<std::size_t>((year - 4) % 60);
    return std::string(k_stems[place % 10]) + std::string(k_branches[place % 12]);
}

}  // namespace qiantai::ui

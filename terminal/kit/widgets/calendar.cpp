#include "terminal/kit/widgets/calendar.hpp"

#include <array>
#include <string_view>

#include "schema/base/error.hpp"
#include "schema/base/lunar_calendar.hpp"

namespace qiantai::ui {
namespace {

Date date_of(const SolarDate& date) {
    const auto made = Date::make(date.year, date.month, date.day);
    QIANTAI_ASSERT(made.has_value());
    return *made;
}

SolarDate solar_of_date(Date date) {
    return {date.year(), date.month(), date.day()};
}

}  // namespace

int days_in_solar_month(int year, int month) {
    const auto first = date_of({year, month, 1});
    return first.days_until(first.plus_months(1));
}

int weekday_of(const SolarDate& date) {
    return date_of(date).weekday();
}

LunarDate lunar_of(const SolarDate& date) {
    const auto lunar = domain::lunar_day_of_solar(date_of(date));
    QIANTAI_ASSERT(lunar.has_value());
    return {lunar->year, lunar->month, lunar->day, lunar->leap_month};
}

// The months of the Chinese year: where each begins and how long it is.
LunarYear lunar_year(int year) {
    const auto new_year = domain::solar_date_of_lunar(year, 1, false, 1);
    QIANTAI_ASSERT(new_year.has_value());
    LunarYear months;
    auto first_day = *new_year;
    while (true) {
        const auto day = domain::lunar_day_of_solar(first_day);
        if (!day || day->year != year) return months;
        months.push_back({day->month, day->leap_month, day->month_days, solar_of_date(first_day)});
        first_day = first_day.plus_days(day->month_days);
    }
}

std::optional<SolarDate> solar_of(const LunarDate& date) {
    if (date.year < k_calendar_year_min || date.year > k_calendar_year_max) return std::nullopt;
    const auto solar =
        domain::solar_date_of_lunar(date.year, date.month, date.leap_month, date.day);
    return solar ? std::optional(solar_of_date(*solar)) : std::nullopt;
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

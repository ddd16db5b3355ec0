#include "terminal/kit/widgets/calendar.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <string_view>

#include "schema/base/error.hpp"
#include "schema/base/lunar_calendar.hpp"

namespace qiantai::ui {
namespace {

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

// As the domain writes a date.
std::string text_of(const SolarDate& date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

SolarDate solar_of_text(std::string_view text) {
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + count, value);
        return value;
    };
    return {number(0, 4), number(5, 2), number(8, 2)};
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
    const auto lunar = domain::lunar_day_of_solar(text_of(date));
    QIANTAI_ASSERT(lunar.has_value());
    return {lunar->year, lunar->month, lunar->day, lunar->leap_month};
}

// The months of the Chinese year: where each begins and how long it is.
LunarYear lunar_year(int year) {
    const auto new_year = domain::solar_date_of_lunar(year, 1, false, 1);
    QIANTAI_ASSERT(new_year.has_value());
    LunarYear months;
    auto first_day = solar_of_text(*new_year);
    while (true) {
        const auto day = domain::lunar_day_of_solar(text_of(first_day));
        if (!day || day->year != year) return months;
        months.push_back({day->month, day->leap_month, day->month_days, first_day});
        first_day = solar_from(days_of(first_day) + std::chrono::days{day->month_days});
    }
}

std::optional<SolarDate> solar_of(const LunarDate& date) {
    if (date.year < k_calendar_year_min || date.year > k_calendar_year_max) return std::nullopt;
    const auto solar =
        domain::solar_date_of_lunar(date.year, date.month, date.leap_month, date.day);
    return solar ? std::optional(solar_of_text(*solar)) : std::nullopt;
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

#include <doctest/doctest.h>

#include "terminal/kit/widgets/calendar.hpp"
#include "terminal/kit/widgets/widget_date.hpp"

using namespace qiantai::ui;

TEST_CASE("known days have their lunar dates") {
    CHECK(lunar_of({2026, 2, 17}) == LunarDate{2026, 1, 1, false});
    CHECK(lunar_of({1986, 9, 18}) == LunarDate{1986, 8, 15, false});
    CHECK(lunar_of({2024, 2, 9}) == LunarDate{2023, 12, 30, false});
    CHECK(lunar_of({2025, 7, 25}) == LunarDate{2025, 6, 1, true});
}

TEST_CASE("every day of many years goes to the lunar calendar and back") {
    for (const int year : {1901, 1950, 1987, 2023, 2033, 2100}) {
        for (int month = 1; month <= 12; ++month) {
            const SolarDate date{year, month, 13};
            const auto lunar = lunar_of(date);
            if (lunar.year < k_calendar_year_min) continue;
            CAPTURE(year);
            CAPTURE(month);
            CHECK(solar_of(lunar) == date);
        }
    }
}

TEST_CASE("months and days that a Chinese year lacks are no dates") {
    CHECK(leap_month_of(lunar_year(2025)) == 6);
    CHECK(leap_month_of(lunar_year(2026)) == 0);
    // Where computed calendars are wrong, the published one holds.
    CHECK(leap_month_of(lunar_year(1987)) == 6);
    CHECK(lunar_of({1987, 7, 26}) == LunarDate{1987, 6, 1, true});
    CHECK_FALSE(solar_of({2026, 6, 1, true}));
    CHECK_FALSE(solar_of({2026, 13, 1, false}));
    CHECK_FALSE(solar_of({2026, 1, 31, false}));
    CHECK(lunar_year(2025).size() == 13);
}

TEST_CASE("names of lunar days") {
    CHECK(lunar_day_name(1) == "初一");
    CHECK(lunar_day_name(10) == "初十");
    CHECK(lunar_day_name(15) == "十五");
    CHECK(lunar_day_name(20) == "二十");
    CHECK(lunar_day_name(21) == "廿一");
    CHECK(lunar_day_name(30) == "三十");
    CHECK(lunar_month_name(12, false) == "腊月");
    CHECK(lunar_month_name(6, true) == "闰六月");
    CHECK(lunar_year_name(2026) == "丙午");
    CHECK(lunar_year_name(1984) == "甲子");
}

TEST_CASE("changing the calendar keeps the day") {
    const DatePick solar{CalendarKind::solar, 1986, 9, false, 18};
    const auto lunar = converted(solar, CalendarKind::lunar);
    CHECK(lunar == DatePick{CalendarKind::lunar, 1986, 8, false, 15});
    CHECK(converted(lunar, CalendarKind::solar) == solar);
}

TEST_CASE("a pick outside of its month is brought back into it") {
    CHECK(corrected({CalendarKind::solar, 2023, 2, false, 31}).day == 28);
    CHECK(corrected({CalendarKind::lunar, 2026, 6, true, 1}).leap_month == false);
    CHECK(corrected({CalendarKind::solar, 1, 5, false, 1}).year == k_calendar_year_min);
}

#include "schema/base/date.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace qiantai;

namespace {

Date date(std::string_view text) {
    return Date::of_text(text);
}

}  // namespace

TEST_CASE("a date is read only as it is written") {
    for (const auto* text : {"2026-11-21", "1800-01-01", "2199-12-31", "2024-02-29"}) {
        CAPTURE(text);
        REQUIRE(Date::parse(text).has_value());
        CHECK(Date::parse(text)->text() == text);
    }
    for (const auto* text :
         {"", "2026-11-1", "2026/11/21", "2026-11-21 ", "2026-13-01", "2026-00-01", "2026-11-00",
          "2023-02-29", "2026-04-31", "1799-12-31", "2200-01-01", "-026-11-21", "20x6-11-21"}) {
        CAPTURE(text);
        CHECK_FALSE(Date::parse(text).has_value());
    }
    CHECK_FALSE(Date::make(2026, 2, 29).has_value());
    CHECK(Date::make(2024, 2, 29) == date("2024-02-29"));
}

TEST_CASE("a date knows its parts and its place in the week") {
    const auto saturday = date("2026-11-21");
    CHECK(saturday.year() == 2026);
    CHECK(saturday.month() == 11);
    CHECK(saturday.day() == 21);
    CHECK(saturday.weekday() == 6);
    CHECK(saturday.week_start() == date("2026-11-16"));
    CHECK(date("2026-11-16").week_start() == date("2026-11-16"));
    CHECK(date("2026-11-22").week_start() == date("2026-11-16"));
    CHECK(saturday.month_start() == date("2026-11-01"));
    CHECK(Date().text() == "1970-01-01");
    CHECK(date("1969-12-31").weekday() == 3);
}

TEST_CASE("days and months are counted over their ends") {
    CHECK(date("2026-12-31").plus_days(1) == date("2027-01-01"));
    CHECK(date("1970-01-01").plus_days(-1) == date("1969-12-31"));
    CHECK(date("2024-02-28").plus_days(2) == date("2024-03-01"));
    CHECK(date("2026-01-31").plus_months(1) == date("2026-02-28"));
    CHECK(date("2024-01-31").plus_months(1) == date("2024-02-29"));
    CHECK(date("2024-02-29").plus_months(12) == date("2025-02-28"));
    CHECK(date("2026-11-21").plus_months(-11) == date("2025-12-21"));
    CHECK(date("2026-11-21").days_until(date("2026-12-21")) == 30);
    CHECK(date("2026-11-21").days_until(date("2026-11-20")) == -1);
    CHECK(date("1969-12-31") < date("1970-01-01"));
}

TEST_CASE("the business date is the day at the store") {
    constexpr TimeMs k_evening = 1'795'000'000'000;  // 2026-11-18T11:06:40Z
    CHECK(Date::of_time(k_evening, 0) == date("2026-11-18"));
    CHECK(Date::of_time(k_evening, 480) == date("2026-11-18"));
    CHECK(Date::of_time(k_evening, 780) == date("2026-11-19"));
    CHECK(Date::of_time(-1, 0) == date("1969-12-31"));
}

TEST_CASE("beyond the calendar's years stands their nearest day") {
    constexpr auto k_most = std::numeric_limits<TimeMs>::max();
    CHECK(Date::of_time(k_most, 840) == date("2199-12-31"));
    CHECK(Date::of_time(-k_most, -720) == date("1800-01-01"));
    CHECK(Date::of_time(7'258'118'400'000, 0) == date("2199-12-31"));  // 2200-01-01
    CHECK(date("2199-12-31").plus_days(1) == date("2199-12-31"));
    CHECK(date("2026-11-21").plus_days(std::numeric_limits<int>::max()) == date("2199-12-31"));
    CHECK(date("2026-11-21").plus_days(std::numeric_limits<int>::min()) == date("1800-01-01"));
    CHECK(date("2026-11-21").plus_months(std::numeric_limits<int>::max()) == date("2199-12-31"));
    CHECK(date("2026-11-21").plus_months(std::numeric_limits<int>::min()) == date("1800-01-01"));
}

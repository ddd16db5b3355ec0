#include "schema/base/lunar_calendar.hpp"
#include "terminal/base/service_context.hpp"

#include <doctest/doctest.h>
#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <memory>
#include <set>
#include <string>

#include "schema/base/clock.hpp"

namespace qiantai::domain {
namespace {

/// The day by ICU's Chinese calendar as year/month/day, an L behind a leap month.
class IcuCalendar {
  public:
    IcuCalendar() {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone("Asia/Shanghai"));
        m_chinese.reset(
            icu::Calendar::createInstance(*zone, icu::Locale("zh@calendar=chinese"), status));
        m_solar.reset(icu::Calendar::createInstance(*zone, icu::Locale("en"), status));
        REQUIRE(U_SUCCESS(status));
    }
    std::string day_of(const std::string& solar) {
        UErrorCode status = U_ZERO_ERROR;
        m_solar->clear();
        m_solar->set(std::stoi(solar.substr(0, 4)), std::stoi(solar.substr(5, 2)) - 1,
                     std::stoi(solar.substr(8, 2)), 12, 0);
        m_chinese->setTime(m_solar->getTime(status), status);
        return fmt::format("{}/{}{}/{}", m_chinese->get(UCAL_EXTENDED_YEAR, status) - 2637,
                           m_chinese->get(UCAL_MONTH, status) + 1,
                           m_chinese->get(UCAL_IS_LEAP_MONTH, status) != 0 ? "L" : "",
                           m_chinese->get(UCAL_DATE, status));
    }

  private:
    std::unique_ptr<icu::Calendar> m_chinese, m_solar;
};

}  // namespace

TEST_CASE("New Year's days of the published calendar") {
    for (const auto& [year, day] : {std::pair(1900, "1900-01-31"), std::pair(1949, "1949-01-29"),
                                    std::pair(1954, "1954-02-03"), std::pair(1985, "1985-02-20"),
                                    std::pair(2000, "2000-02-05"), std::pair(2024, "2024-02-10"),
                                    std::pair(2025, "2025-01-29"), std::pair(2026, "2026-02-17"),
                                    std::pair(2027, "2027-02-06"), std::pair(2030, "2030-02-03")}) {
        CHECK(solar_date_of_lunar(year, 1, false, 1) == Date::of_text(day));
    }
}

TEST_CASE("days that don't exist have no solar date") {
    CHECK_FALSE(solar_date_of_lunar(1899, 1, false, 1));
    CHECK_FALSE(solar_date_of_lunar(2101, 1, false, 1));
    CHECK_FALSE(solar_date_of_lunar(2000, 0, false, 1));
    CHECK_FALSE(solar_date_of_lunar(2000, 13, false, 1));
    CHECK_FALSE(solar_date_of_lunar(2000, 1, false, 0));
    CHECK_FALSE(solar_date_of_lunar(2000, 1, false, 31));
    CHECK_FALSE(solar_date_of_lunar(2000, 1, true, 1));
}

TEST_CASE("every month begins as ICU says, but for the fourteen that ICU gets wrong") {
    const std::set<std::string> icu_is_wrong = {
        "1917/2L/1", "1917/3/1",  "1922/5L/1", "1922/6/1",  "1954/1/1", "1955/2/1", "1987/6L/1",
        "1987/7/1",  "1998/12/1", "2012/7/1",  "2018/10/1", "2027/1/1", "2030/1/1", "2070/2/1"};
    IcuCalendar icu;
    std::set<std::string> different;
    int month_count = 0;
    for (int year = k_lunar_first_year; year <= k_lunar_last_year; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (const bool leap : {false, true}) {
                const auto solar = solar_date_of_lunar(year, month, leap, 1);
                if (!solar) continue;
                ++month_count;
                const auto ours = fmt::format("{}/{}{}/1", year, month, leap ? "L" : "");
                if (icu.day_of(solar->text()) != ours) different.insert(ours);
            }
        }
    }
    CHECK(month_count == 201 * 12 + 74);
    CHECK(different == icu_is_wrong);
}

TEST_CASE("a solar date and its lunar day name each other through two centuries") {
    int days = 0;
    const auto end = Date::of_text("2101-01-29");
    for (auto date = Date::of_text("1900-01-31"); date < end; date = date.plus_days(1), ++days) {
        const auto lunar = lunar_day_of_solar(date);
        if (!lunar ||
            solar_date_of_lunar(lunar->year, lunar->month, lunar->leap_month, lunar->day) != date) {
            FAIL(date.text());
        }
        const bool month_has_30 =
            solar_date_of_lunar(lunar->year, lunar->month, lunar->leap_month, 30).has_value();
        if (month_has_30 != (lunar->month_days == 30)) FAIL(date.text());
    }
    CHECK(days > 73'000);
    CHECK_FALSE(lunar_day_of_solar(Date::of_text("1900-01-30")).has_value());
    CHECK_FALSE(lunar_day_of_solar(Date::of_text("2101-01-29")).has_value());
    CHECK(lunar_day_of_solar(Date::of_text("2025-07-29"))->leap_month_of_year == 6);
    CHECK(lunar_day_of_solar(Date::of_text("2026-07-29"))->leap_month_of_year == 0);
}

}  // namespace qiantai::domain

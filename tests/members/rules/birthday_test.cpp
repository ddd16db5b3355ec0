#include "terminal/members/rules/birthday_facts.hpp"

#include <doctest/doctest.h>

#include <string>

namespace qiantai::domain {
namespace {

const Date k_today = Date::of_text("2026-11-21");

std::string solar(std::string_view text) {
    const auto result = parse_birthday(text, BirthdayCalendar::solar, k_today);
    return result ? result->text() : std::string(result.error().code());
}
std::string lunar(std::string_view text) {
    const auto result = parse_birthday(text, BirthdayCalendar::lunar, k_today);
    return result ? result->text() : std::string(result.error().code());
}

}  // namespace

TEST_CASE("solar birthdays are real days up to today") {
    CHECK(solar("1988-05-03") == "1988-05-03");
    CHECK(solar("2000-02-29") == "2000-02-29");
    CHECK(solar("2026-11-21") == "2026-11-21");
    for (const auto* wrong :
         {"1899-12-31", "1999-02-29", "1988-13-01", "1988-00-10", "1988-04-31", "1988-05-00"}) {
        CAPTURE(wrong);
        CHECK(solar(wrong) == "birthday_impossible");
    }
    CHECK(solar("2026-11-22") == "birthday_in_future");
    for (const auto* wrong : {"", "1988-5-3", "19880503", "1988-05-03x", "88-05-03", "abcd-ef-gh",
                              "2020-04L-15", "1988/05/03"}) {
        CAPTURE(wrong);
        CHECK(solar(wrong) == "birthday_malformed");
    }
}

TEST_CASE("a birthday without a year is any day that some year has") {
    CHECK(solar("0000-02-29") == "0000-02-29");
    CHECK(solar("0000-12-31") == "0000-12-31");
    CHECK(solar("0000-02-30") == "birthday_impossible");
    CHECK(lunar("0000-12-30") == "0000-12-30");
    CHECK(lunar("0000-08-31") == "birthday_impossible");
    CHECK(lunar("0000-04L-15") == "0000-04L-15");
    CHECK(lunar("0000-12L-01") == "birthday_impossible");
}

// From the calendar tables of the Purple Mountain Observatory: leap months 1984/10, 1987/6, 2001/4,
// 2004/2, 2006/7, 2009/5, 2012/4, 2014/9, 2017/6, 2020/4, 2023/2, 2025/6.
TEST_CASE("leap months exist in the years that have them and in no others") {
    for (const auto* real : {"1984-10L-01", "1987-06L-01", "2001-04L-01", "2004-02L-01",
                             "2006-07L-01", "2009-05L-01", "2012-04L-01", "2014-09L-01",
                             "2017-06L-01", "2020-04L-01", "2023-02L-01", "2025-06L-01"}) {
        CAPTURE(real);
        CHECK(lunar(real) == real);
    }
    for (const auto* none : {"1984-09L-01", "2019-04L-01", "2021-04L-01", "2022-02L-01",
                             "2023-03L-01", "2024-06L-01", "2025-05L-01"}) {
        CAPTURE(none);
        CHECK(lunar(none) == "birthday_impossible");
    }
}

TEST_CASE("lunar months have 29 or 30 days as the year says") {
    CHECK(lunar("2023-12-30") == "2023-12-30");           // eve of the dragon year, 9 February 2024
    CHECK(lunar("2024-12-29") == "2024-12-29");           // eve of the snake year, 28 January 2025
    CHECK(lunar("2024-12-30") == "birthday_impossible");  // that month was short
    CHECK(lunar("2020-04L-29") == "2020-04L-29");
    CHECK(lunar("2020-04L-30") == "birthday_impossible");
    CHECK(lunar("1988-13-01") == "birthday_impossible");
}

TEST_CASE("a lunar birthday in the future is refused by its solar day") {
    // The 13th day of the 10th month of 2026 is 21 November 2026.
    CHECK(lunar("2026-10-13") == "2026-10-13");
    CHECK(lunar("2026-10-14") == "birthday_in_future");
    CHECK(lunar("2027-01-01") == "birthday_in_future");
}

}  // namespace qiantai::domain

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/base/date.hpp"
#include "schema/base/member_codes.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_birthday_malformed{
    "birthday_malformed", Actor::clerk,
    "A birthday is written YYYY-MM-DD, the year 0000 if unknown, a leap lunar month as MML "
    "(2020-04L-15).",
    "生日格式为 年-月-日（如 1988-05-03）；不知年份填 0000，农历闰月写作 04L（如 2020-04L-15）。"};
inline constexpr ErrorKind k_birthday_impossible{
    "birthday_impossible", Actor::clerk,
    "This date does not exist in that calendar or lies before 1900. Ask the customer again; "
    "choose solar or lunar.",
    "该日期在所选历法中不存在，或早于 1900 年。请与顾客核对，并确认是公历还是农历。"};
inline constexpr ErrorKind k_birthday_in_future{
    "birthday_in_future", Actor::clerk,
    "This day lies after this terminal's today. Check the date with the customer; if today is "
    "another day, this computer's clock is wrong: have it set right, or register without the "
    "birthday.",
    "该日期晚于本机的今天。请与顾客核对；若本机日期不对，请先校正本机时间，或暂不填生日。"};

/// A birthday as the customer says it, which is how it is kept. `year` 0 = not told; `leap_month`
/// only in the lunar calendar. A lunar year has the number of the solar year in which it begins.
struct Birthday {
    BirthdayCalendar calendar = BirthdayCalendar::solar;
    int year = 0;
    int month = 1;
    int day = 1;
    bool leap_month = false;

    /// The text kept in member.birthday; see the manifest.
    std::string text() const;
};

/// The form alone: nothing if it is no birthday's text, such as one that a person half typed.
std::optional<Birthday> read_birthday(std::string_view text, BirthdayCalendar calendar);

/// Reads and checks a birthday: the date exists (lunar dates by lunar_calendar.hpp, including
/// which month is the year's leap month and whether the month has 30 days) and is not after `today`
/// nor before 1900. Errors: k_birthday_malformed, k_birthday_impossible, k_birthday_in_future.
Result<Birthday> parse_birthday(std::string_view text, BirthdayCalendar calendar, Date today);

}  // namespace qiantai::domain

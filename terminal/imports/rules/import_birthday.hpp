#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "terminal/members/rules/birthday_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_import_birthday_unclear{
    "import_birthday_unclear", Actor::clerk,
    "It is not certain which day this is. Write it as 1988-05-03 or 05-03, a lunar one as 农历八月十五.",
    "无法确定是哪一天。请写作 1988-05-03 或 05-03；农历请写“农历八月十五”。"};

/// A birthday out of another system's file.
struct ImportedBirthday {
    std::string text{};  ///< as Registration::birthday; not yet checked whether the day exists
    BirthdayCalendar calendar = BirthdayCalendar::solar;
};

/// Takes the ways in which dates stand in spreadsheets, every character of them accounted for:
/// 1988/5/3, 1988.5.3, 1988年5月3日, 19880503, 5月3日, 05-03, 3-May-1988, May 5, 1988, with 农历, 阴历,
/// 公历 … before or behind, 闰, 正月 to 腊月 and 初一 to 三十, and a time of day that is midnight. `column` is
/// what a column of its own says about the calendar, nothing if it says nothing. Months in Chinese
/// numerals can mean either calendar and need one of the two to say which.
/// k_import_birthday_unclear for everything else: years of two digits, 5.1 (which 5.10 becomes in a
/// spreadsheet), 5/3/1988, a calendar that contradicts the column's.
Result<ImportedBirthday> read_birthday_text(std::string_view text,
                                            std::optional<BirthdayCalendar> column);

/// The day of a date or time out of another system's file: the ways of read_birthday_text() with a
/// year, by the solar calendar; a time of day behind it says nothing about the day. Nothing if it is
/// not certain which day it is, or there is none such.
std::optional<Date> read_day_text(std::string_view text);

}  // namespace qiantai::domain

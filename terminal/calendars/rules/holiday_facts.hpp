#pragma once

// A year of the State Council's notice as it is put in: what is wrong with it is said by day.

#include "schema/base/described.hpp"
#include "terminal/base/business_hours.hpp"

namespace qiantai::domain {

inline constexpr int k_holiday_source_length_max = 80, k_holiday_name_length_max = 20;

inline constexpr ErrorKind k_holidays_source_missing{
    "holidays_source_missing", Actor::administrator,
    "Name the notice that the days come from, such as its number and date.",
    "请写明依据的通知，例如文号和日期。"};
inline constexpr ErrorKind k_holidays_other_year{
    "holidays_other_year", Actor::administrator,
    "This day belongs to another year: a year's holidays begin on 25 December at the earliest and end "
    "with the year.",
    "这一天不属于该年：最早从上年 12 月 25 日算起，到当年年底为止。"};
inline constexpr ErrorKind k_holidays_doubled{
    "holidays_doubled", Actor::administrator,
    "This day is on the list already. Take it off first if it belongs elsewhere.",
    "这一天已经列过了；要改成别的，请先去掉原来的。"};
inline constexpr ErrorKind k_holidays_worked_too{
    "holidays_worked_too", Actor::administrator,
    "No day is both a holiday and a make-up workday. Take one of the two off.",
    "同一天不能既放假又补班，请去掉其中一项。"};

/// The policy's limits: 元旦 can begin in December, and nothing of a later year does.
bool belongs_to_year(int year, Date date);
/// The first thing that is wrong, with its day. k_holidays_malformed (no such year, an end before its
/// beginning), k_holidays_source_missing, k_holidays_other_year, k_holidays_doubled,
/// k_holidays_worked_too.
Status check_year(const StatutoryYear& year);

/// What headquarters has said of a year.
struct KnownYear {
    bool known = false;  ///< nothing yet
    StatutoryYear holidays{};
};
QIANTAI_DESCRIBE(KnownYear, "", known, holidays)

}  // namespace qiantai::domain

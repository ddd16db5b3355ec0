#pragma once

// On which day a birthday is celebrated, without its year. Every birthday has exactly one
// celebration a (solar or lunar) year:
// - 29 February in a common year: on 28 February, the last day of the month.
// - A lunar day 30 in a year whose month has 29 days: on day 29, the last day of the month.
// - A leap lunar month: in a year that has this leap month, in it; in all other years in the
//   ordinary month of the same number, as is the custom.
// - An ordinary lunar month in a year that has it twice: in the ordinary one, which comes first.

#include <string>
#include <vector>

#include "terminal/members/rules/birthday_facts.hpp"

namespace qiantai::domain {

/// A birthday as member.birthday keeps it, after the year: "05-03", leap lunar "04L-15".
struct BirthdayKey {
    BirthdayCalendar calendar;
    std::string month_day;
};

/// Every birthday that is celebrated on this day.
std::vector<BirthdayKey> birthdays_celebrated_on(Date day);

}  // namespace qiantai::domain

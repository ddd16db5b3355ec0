#include "terminal/members/rules/birthday_celebration.hpp"

#include "schema/base/lunar_calendar.hpp"

namespace qiantai::domain {
namespace {

void add_lunar(const LunarDay& today, bool leap, std::vector<BirthdayKey>& keys) {
    const auto add = [&](int day) {
        keys.push_back({BirthdayCalendar::lunar,
                        fmt::format("{:02}{}-{:02}", today.month, leap ? "L" : "", day)});
    };
    add(today.day);
    // Who was born on a day 30 celebrates on the last day of a month that has none.
    if (today.day == 29 && today.month_days == 29) add(30);
}

}  // namespace

std::vector<BirthdayKey> birthdays_celebrated_on(Date day) {
    const std::string month_day = day.text().substr(5);
    std::vector<BirthdayKey> keys{{BirthdayCalendar::solar, month_day}};
    const bool leap_year = Date::make(day.year(), 2, 29).has_value();
    if (month_day == "02-28" && !leap_year) keys.push_back({BirthdayCalendar::solar, "02-29"});
    const auto today = lunar_day_of_solar(day);
    if (!today) return keys;
    add_lunar(*today, today->leap_month, keys);
    // Ordinary month of a year without this leap month: those born in the leap month celebrate
    // here.
    if (!today->leap_month && today->leap_month_of_year != today->month) {
        add_lunar(*today, true, keys);
    }
    return keys;
}

}  // namespace qiantai::domain

#include "terminal/members/rules/birthday_facts.hpp"

#include "schema/base/lunar_calendar.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_first_year = 1900;

std::optional<int> number_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

bool exists_without_year(const Birthday& birthday) {
    const bool lunar = birthday.calendar == BirthdayCalendar::lunar;
    if (birthday.month < 1 || birthday.month > 12 || birthday.day < 1) return false;
    // From 1900 to 2100 every leap month follows one of the months 2 to 11.
    if (birthday.leap_month && (birthday.month < 2 || birthday.month > 11)) return false;
    if (lunar) return birthday.day <= 30;
    return Date::make(2000, birthday.month, birthday.day).has_value();
}

}  // namespace

std::optional<Birthday> read_birthday(std::string_view text, BirthdayCalendar calendar) {
    const bool leap = text.size() == 11 && text[7] == 'L';
    if (text.size() != (leap ? 11u : 10u) || text[4] != '-' || text[leap ? 8 : 7] != '-') {
        return std::nullopt;
    }
    const auto year = number_of(text.substr(0, 4)), month = number_of(text.substr(5, 2)),
               day = number_of(text.substr(text.size() - 2));
    if (!year || !month || !day || (leap && calendar == BirthdayCalendar::solar))
        return std::nullopt;
    return Birthday{calendar, *year, *month, *day, leap};
}

std::string Birthday::text() const {
    return fmt::format("{:04}-{:02}{}-{:02}", year, month, leap_month ? "L" : "", day);
}

Result<Birthday> parse_birthday(std::string_view text, BirthdayCalendar calendar, Date today) {
    const auto birthday = read_birthday(text, calendar);
    if (!birthday) return make_error(k_birthday_malformed, {}, "birthday");
    if (!exists_without_year(*birthday)) return make_error(k_birthday_impossible, {}, "birthday");
    if (birthday->year == 0) return *birthday;
    const auto solar = calendar == BirthdayCalendar::lunar
                           ? solar_date_of_lunar(birthday->year, birthday->month,
                                                 birthday->leap_month, birthday->day)
                           : Date::make(birthday->year, birthday->month, birthday->day);
    if (birthday->year < k_first_year || !solar) {
        return make_error(k_birthday_impossible, {}, "birthday");
    }
    if (*solar > today) return make_error(k_birthday_in_future, today.text(), "birthday");
    return *birthday;
}

}  // namespace qiantai::domain

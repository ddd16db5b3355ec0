#include "terminal/calendars/rules/holiday_facts.hpp"

#include <set>

namespace qiantai::domain {
namespace {

Status refuse_day(const ErrorKind& kind, Date date) {
    return make_error(kind, date.text(), "value");
}

}  // namespace

bool belongs_to_year(int year, Date date) {
    return date >= *Date::make(year - 1, 12, 25) && date <= *Date::make(year, 12, 31);
}

Status check_year(const StatutoryYear& year) {
    constexpr int k_first_year = 2000, k_last_year = 2199;
    if (year.year < k_first_year || year.year > k_last_year) {
        return make_error(k_holidays_malformed, std::to_string(year.year), "year");
    }
    if (year.source.empty()) return make_error(k_holidays_source_missing, {}, "source");
    std::set<Date> closed, workdays;
    for (const auto& days : year.closed) {
        if (days.until < days.from) {
            return make_error(k_holidays_malformed, days.from.text(), "value");
        }
        for (const Date end : {days.from, days.until}) {
            if (!belongs_to_year(year.year, end)) return refuse_day(k_holidays_other_year, end);
        }
        for (Date date = days.from; date <= days.until; date = date.plus_days(1)) {
            if (!closed.insert(date).second) return refuse_day(k_holidays_doubled, date);
        }
    }
    for (const Date date : year.workdays) {
        if (!belongs_to_year(year.year, date)) return refuse_day(k_holidays_other_year, date);
        if (!workdays.insert(date).second) return refuse_day(k_holidays_doubled, date);
        if (closed.contains(date)) return refuse_day(k_holidays_worked_too, date);
    }
    return {};
}

}  // namespace qiantai::domain

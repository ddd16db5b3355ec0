#include "terminal/base/business_hours.hpp"

#include <unicode/timezone.h>

#include <algorithm>
#include <memory>
#include <set>

namespace qiantai::domain {
namespace {

constexpr int k_minute = 60, k_hour = 3600, k_day = 86'400;

/// "09:00", to the second: "23:59:30".
std::optional<int> parse_time_of_day(std::string_view text) {
    constexpr std::size_t k_short = 5, k_long = 8;
    if (text.size() != k_short && text.size() != k_long) return std::nullopt;
    int parts[3] = {0, 0, 0};
    for (std::size_t at = 0, part = 0; at < text.size(); at += 3, ++part) {
        const char tens = text[at], ones = text[at + 1];
        if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return std::nullopt;
        if (at + 2 < text.size() && text[at + 2] != ':') return std::nullopt;
        parts[part] = (tens - '0') * 10 + (ones - '0');
    }
    const int seconds = parts[0] * k_hour + parts[1] * k_minute + parts[2];
    const bool exists = parts[1] < 60 && parts[2] < 60 && seconds <= k_day;
    return exists ? std::optional(seconds) : std::nullopt;
}

std::string time_of_day_text(int seconds) {
    const int second = seconds % k_minute;
    // The end of a day is 24:00, not 00:00; past it the next day's time.
    const int shown = seconds > k_day ? seconds - k_day : seconds;
    auto text = fmt::format("{:02}:{:02}", shown / k_hour, shown / k_minute % 60);
    return second == 0 ? text : text + fmt::format(":{:02}", second);
}

std::optional<std::vector<OpenPeriod>> parse_periods(const std::vector<std::string>& texts) {
    std::vector<OpenPeriod> periods;
    for (const auto& text : texts) {
        const auto period = parse_period(text);
        const bool in_order = period && (periods.empty() || periods.back().closes <= period->opens);
        if (!in_order) return std::nullopt;
        periods.push_back(*period);
    }
    return periods;
}

bool is_known_zone(const std::string& name) {
    const auto id = icu::UnicodeString::fromUTF8(name);
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
    return zone && *zone != icu::TimeZone::getUnknown();
}

}  // namespace

std::optional<OpenPeriod> parse_period(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto opens = parse_time_of_day(text.substr(0, dash));
    auto closes = parse_time_of_day(text.substr(dash + 1));
    if (!opens || !closes || *opens == k_day || *opens == *closes) return std::nullopt;
    if (*closes < *opens) *closes += k_day;
    return OpenPeriod{*opens, *closes};
}

std::string period_text(const OpenPeriod& period) {
    return time_of_day_text(period.opens) + "-" + time_of_day_text(period.closes);
}

Status check_hours(const BusinessHours& hours) {
    const auto wrong = [](std::string detail) {
        return make_error(k_hours_malformed, std::move(detail), "value");
    };
    if (!hours.time_zone.empty() && !is_known_zone(hours.time_zone)) return wrong(hours.time_zone);
    std::set<int> days;
    int earliest = k_day, latest = 0;
    const auto take = [&](const std::vector<std::string>& texts) {
        const auto periods = parse_periods(texts);
        if (periods && !periods->empty()) {
            earliest = std::min(earliest, periods->front().opens);
            latest = std::max(latest, periods->back().closes);
        }
        return periods.has_value();
    };
    for (const auto& week : hours.week) {
        for (const int day : week.days) {
            if (day < 1 || day > 7 || !days.insert(day).second) return wrong(std::to_string(day));
        }
        if (!take(week.periods)) return wrong(fmt::format("{}", fmt::join(week.periods, " ")));
    }
    for (const auto& exception : hours.exceptions) {
        if (exception.until < exception.from) return wrong(exception.from.text());
        if (!take(exception.periods)) return wrong(exception.from.text());
    }
    // Whatever day follows, the night before has ended.
    if (latest - k_day > earliest) return wrong(time_of_day_text(latest));
    if (!hours.round_the_clock && days.empty()) return wrong("week");
    return {};
}

Status check_holidays(const StatutoryYear& year) {
    const auto wrong = [](std::string detail) {
        return make_error(k_holidays_malformed, std::move(detail), "value");
    };
    constexpr int k_first_year = 2000, k_last_year = 2199;
    if (year.year < k_first_year || year.year > k_last_year) return wrong(std::to_string(year.year));
    if (year.source.empty()) return wrong("source");
    // 元旦 can begin in December, and 春节 of a later year never does.
    const auto belongs = [&](Date date) {
        return date >= *Date::make(year.year - 1, 12, 25) && date <= *Date::make(year.year, 12, 31);
    };
    for (const auto& days : year.closed) {
        if (days.until < days.from || !belongs(days.from) || !belongs(days.until)) {
            return wrong(days.from.text());
        }
        for (const Date workday : year.workdays) {
            if (workday >= days.from && workday <= days.until) return wrong(workday.text());
        }
    }
    for (const Date workday : year.workdays) {
        if (!belongs(workday)) return wrong(workday.text());
    }
    return {};
}

BusinessHours usual_store_hours() {
    return {.week = {{{1, 2, 3, 4, 5, 6, 7}, {"09:00-21:00"}}}};
}

BusinessHours usual_office_hours() {
    return {.statutory = true, .week = {{{1, 2, 3, 4, 5}, {"09:00-12:00", "13:30-18:00"}}}};
}

}  // namespace qiantai::domain

#include "terminal/base/business_calendar.hpp"

#include <unicode/timezone.h>

#include <algorithm>

namespace qiantai::domain {
namespace {

constexpr int k_second_ms = 1000, k_minute_ms = 60'000, k_day_seconds = 86'400;
constexpr TimeMs k_day_ms = 86'400'000;
/// Nobody waits longer for a door to open.
constexpr int k_days_looked_ahead = 3660;

std::vector<OpenPeriod> usable_periods(const std::vector<std::string>& texts) {
    std::vector<OpenPeriod> periods;
    for (const auto& text : texts) {
        const auto period = parse_period(text);
        if (period && (periods.empty() || periods.back().closes <= period->opens)) {
            periods.push_back(*period);
        }
    }
    return periods;
}

}  // namespace

/// Local time, by a zone's rules or by one offset.
struct BusinessCalendar::Zone {
    std::unique_ptr<icu::TimeZone> rules;
    TimeMs offset_ms = 0;

    TimeMs offset_at(TimeMs at, bool local) const {
        if (!rules) return offset_ms;
        std::int32_t raw = 0, saving = 0;
        UErrorCode error = U_ZERO_ERROR;
        rules->getOffset(static_cast<UDate>(at), local, raw, saving, error);
        return U_FAILURE(error) ? offset_ms : TimeMs{raw} + saving;
    }
};

BusinessCalendar::BusinessCalendar(const BusinessHours& hours, std::span<const StatutoryYear> years,
                                   int utc_offset_minutes)
    : m_round_the_clock(hours.round_the_clock),
      m_statutory(hours.statutory),
      m_exceptions(hours.exceptions) {
    auto zone = std::make_shared<Zone>();
    zone->offset_ms = TimeMs{utc_offset_minutes} * k_minute_ms;
    if (!hours.time_zone.empty()) {
        const auto name = icu::UnicodeString::fromUTF8(hours.time_zone);
        std::unique_ptr<icu::TimeZone> rules(icu::TimeZone::createTimeZone(name));
        if (rules && *rules != icu::TimeZone::getUnknown()) zone->rules = std::move(rules);
    }
    m_zone = std::move(zone);
    for (const auto& week : hours.week) {
        for (const int day : week.days) m_week[day] = usable_periods(week.periods);
    }
    for (const auto& year : years) {
        for (const auto& closed : year.closed) {
            for (Date date = closed.from; date <= closed.until; date = date.plus_days(1)) {
                m_holidays[date] = closed.name;
            }
        }
        for (const Date date : year.workdays) m_workdays[date] = true;
    }
}

std::vector<OpenPeriod> BusinessCalendar::week_periods(int weekday) const {
    const auto found = m_week.find(weekday);
    return found == m_week.end() ? std::vector<OpenPeriod>() : found->second;
}

CalendarDay BusinessCalendar::day(Date date) const {
    using Kind = CalendarDay::Kind;
    if (m_round_the_clock) return {.kind = Kind::usual, .periods = {{0, k_day_seconds}}};
    for (const auto& exception : m_exceptions) {
        if (date < exception.from || date > exception.until) continue;
        return {Kind::exception, usable_periods(exception.periods), exception.name};
    }
    if (m_statutory) {
        const auto holiday = m_holidays.find(date);
        if (holiday != m_holidays.end()) return {Kind::holiday, {}, holiday->second};
        if (m_workdays.contains(date)) return {Kind::workday, week_periods(1), {}};
    }
    return {Kind::usual, week_periods(date.weekday()), {}};
}

Date BusinessCalendar::date_of(TimeMs at) const {
    return Date::of_time(at + m_zone->offset_at(at, false), 0);
}

TimeMs BusinessCalendar::time_of(Date date, int second_of_day) const {
    const TimeMs local =
        Date().days_until(date) * k_day_ms + TimeMs{second_of_day} * k_second_ms;
    return local - m_zone->offset_at(local, true);
}

std::optional<BusinessCalendar::Span> BusinessCalendar::span_from(TimeMs at) const {
    // The night before may still be open.
    Date date = date_of(at).plus_days(-1);
    for (int i = 0; i < k_days_looked_ahead; ++i, date = date.plus_days(1)) {
        for (const auto& period : day(date).periods) {
            const Span span{date, time_of(date, period.opens), time_of(date, period.closes)};
            if (span.closes > at && span.closes > span.opens) return span;
        }
    }
    return std::nullopt;
}

bool BusinessCalendar::is_open(TimeMs at) const {
    const auto span = span_from(at);
    return span && span->opens <= at;
}

std::optional<TimeMs> BusinessCalendar::next_open(TimeMs at) const {
    const auto span = span_from(at);
    if (!span) return std::nullopt;
    return std::max(at, span->opens);
}

std::optional<TimeMs> BusinessCalendar::add_open_time(TimeMs from, TimeMs duration_ms) const {
    QIANTAI_ASSERT(duration_ms >= 0);
    TimeMs left = duration_ms;
    for (TimeMs at = from;;) {
        const auto span = span_from(at);
        if (!span) return std::nullopt;
        at = std::max(at, span->opens);
        if (left <= span->closes - at) return at + left;
        left -= span->closes - at;
        at = span->closes;
    }
}

std::optional<TimeMs> BusinessCalendar::add_open_days(TimeMs from, int days) const {
    QIANTAI_ASSERT(days >= 0);
    const auto span = span_from(from);
    if (!span) return std::nullopt;
    const TimeMs start = std::max(from, span->opens);
    if (days == 0) return start;
    // By the wall clock, also if that is put forward or back in between.
    const TimeMs local = start + m_zone->offset_at(start, false);
    const auto second = static_cast<int>((local - Date().days_until(span->day) * k_day_ms) / k_second_ms);
    const TimeMs part_ms = local % k_second_ms;
    Date date = span->day;
    for (int i = 0, open_days = 0; i < k_days_looked_ahead; ++i) {
        date = date.plus_days(1);
        const auto periods = day(date).periods;
        if (periods.empty() || ++open_days < days) continue;
        TimeMs at = time_of(date, periods.front().opens);
        for (const auto& period : periods) {
            if (second < period.opens) break;
            at = second < period.closes ? time_of(date, second) + part_ms : time_of(date, period.closes);
        }
        return at;
    }
    return std::nullopt;
}

TimeMs BusinessCalendar::open_time(TimeMs from, TimeMs until) const {
    TimeMs sum = 0;
    for (TimeMs at = from; at < until;) {
        const auto span = span_from(at);
        if (!span || span->opens >= until) break;
        sum += std::min(span->closes, until) - std::max(at, span->opens);
        at = span->closes;
    }
    return sum;
}

}  // namespace qiantai::domain

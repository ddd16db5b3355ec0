#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/clock.hpp"

namespace qiantai {

/// A day of the calendar, of the years 1800 to 2199, without a time or a place. The databases, the
/// wire and JSON keep it as text YYYY-MM-DD. 1970-01-01 unless made otherwise.
class Date {
  public:
    Date() = default;
    /// "2026-11-21"; nothing if it is written otherwise or there is no such day.
    static std::optional<Date> parse(std::string_view text);
    /// Nothing if there is no such day.
    static std::optional<Date> make(int year, int month, int day);
    /// Of text that was checked when it was written, such as a column of type date; anything else
    /// is a bug.
    static Date of_text(std::string_view text);
    /// The day of a time at an offset from UTC: a store's business date is this with the store's
    /// offset (China: 480 minutes all year, no daylight saving). A clock that stands outside those
    /// years gives their nearest day.
    static Date of_time(TimeMs time_ms, int utc_offset_minutes);

    int year() const;
    int month() const;  ///< 1 to 12
    int day() const;    ///< 1 to 31
    /// Monday 1 to Sunday 7 (ISO 8601).
    int weekday() const;
    /// "2026-11-21".
    std::string text() const;

    /// Negative counts go back. Beyond the years 1800 to 2199 it is their nearest day.
    Date plus_days(int days) const;
    /// The same day of another month, at most that month's last.
    Date plus_months(int months) const;
    Date month_start() const;
    /// The Monday of its week.
    Date week_start() const;
    /// How many days `later` is after this; negative if it is before.
    int days_until(Date later) const { return later.m_days - m_days; }

    auto operator<=>(const Date&) const = default;

  private:
    explicit Date(std::int32_t days) : m_days(days) {}
    std::int32_t m_days = 0;  ///< since 1970-01-01
};

/// The day's beginning in UTC: where ids that are derived of a day stand among the others, and with
/// a place's offset taken off, when the day begins there.
TimeMs utc_day_start(Date date);

}  // namespace qiantai

#pragma once

// Counting in the open time of one unit (DOMAIN.md, Rulings, "Business time"):
// 1. It is open from the opening second up to, not including, the closing one; a deadline that
//    falls exactly on closing is closing.
// 2. What starts while it is closed starts at the next opening.
// 3. A working day is an open day; "+2 working days" is the same time of day on the second open day
//    after. Where that day is closed at that time, it is the closing before, or its opening.
// 4. Seconds are kept, and where clocks are put forward or back, it is real time that counts.
// A pure value: what it says of a time never changes, so deadlines are kept, not counted again.

#include <map>
#include <memory>
#include <span>

#include "schema/base/clock.hpp"
#include "terminal/base/business_hours.hpp"


namespace qiantai::domain {

/// What a day is, and why.
struct CalendarDay {
    enum class Kind { usual, exception, holiday, workday } kind = Kind::usual;
    std::vector<OpenPeriod> periods{};
    std::string name{};  ///< of the exception or holiday
};

class BusinessCalendar {
  public:
    /// `hours` and `years` were checked when they were written; whatever of them is not usable is
    /// left out. `utc_offset_minutes` counts where the hours name no zone.
    BusinessCalendar(const BusinessHours& hours, std::span<const StatutoryYear> years,
                     int utc_offset_minutes);

    CalendarDay day(Date date) const;
    bool is_open(TimeMs at) const;
    /// `at` if it is open; nothing if it isn't open within ten years.
    std::optional<TimeMs> next_open(TimeMs at) const;
    /// `duration_ms` >= 0 of open time later; nothing as next_open().
    std::optional<TimeMs> add_open_time(TimeMs from, TimeMs duration_ms) const;
    /// `days` >= 0 working days later; nothing as next_open().
    std::optional<TimeMs> add_open_days(TimeMs from, int days) const;
    /// Open time in [from, until); 0 if `until` is not later.
    TimeMs open_time(TimeMs from, TimeMs until) const;

    Date date_of(TimeMs at) const;
    TimeMs time_of(Date date, int second_of_day) const;

  private:
    struct Zone;
    struct Span {
        Date day{};
        TimeMs opens = 0, closes = 0;
    };
    /// The span that `at` is in, or the first that begins later.
    std::optional<Span> span_from(TimeMs at) const;
    std::vector<OpenPeriod> week_periods(int weekday) const;

    bool m_round_the_clock;
    bool m_statutory;
    std::map<int, std::vector<OpenPeriod>> m_week;
    std::vector<HoursException> m_exceptions;
    std::map<Date, std::string> m_holidays;
    std::map<Date, bool> m_workdays;
    std::shared_ptr<const Zone> m_zone;
};

}  // namespace qiantai::domain

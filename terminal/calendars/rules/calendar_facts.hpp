#pragma once

// What people ask of the chain's calendars.

#include <optional>
#include <string>
#include <vector>

#include "terminal/base/business_calendar.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_calendar_store_unknown{"calendar_store_unknown", Actor::clerk,
                                                    "There is no store with this code.",
                                                    "没有这个门店编号。"};
inline constexpr ErrorKind k_calendar_range_malformed{
    "calendar_range_malformed", Actor::clerk, "Choose at most 366 days, the first one first.",
    "日期范围不对：最多 366 天，开始日期在前。"};
inline constexpr ErrorKind k_calendar_never_open{
    "calendar_never_open", Actor::administrator,
    "This unit has no opening hours within ten years. Headquarters has to set them.",
    "该单位十年内都没有营业时间，请总部设置。"};

/// Whose time runs: a shop's, headquarters' office, its duty roster.
enum class CalendarUnit { store, office, duty };
constexpr auto codes_of(CalendarUnit) {
    return std::to_array<CodedValue<CalendarUnit>>({{CalendarUnit::store, "store"},
                                                    {CalendarUnit::office, "office"},
                                                    {CalendarUnit::duty, "duty"}});
}

constexpr auto codes_of(CalendarDay::Kind) {
    using enum CalendarDay::Kind;
    return std::to_array<CodedValue<CalendarDay::Kind>>({{usual, "usual"},
                                                         {exception, "exception"},
                                                         {holiday, "holiday"},
                                                         {workday, "workday"}});
}

inline constexpr int k_calendar_days_max = 366, k_calendar_open_days_max = 366,
                     k_calendar_minutes_max = 525'600;

struct CalendarRange {
    CalendarUnit unit = CalendarUnit::store;
    std::string store_code{};  ///< of a store; empty = this one
    Date from{};
    Date until{};  ///< the last day
};
QIANTAI_DESCRIBE(CalendarRange, "", unit, store_code, from, until)
QIANTAI_NOTES(CalendarRange, {.field = "store_code",
                              .length_max = 8,
                              .presence = FieldNote::Presence::optional})

/// A day as people read it.
struct ShownDay {
    Date date{};
    CalendarDay::Kind kind = CalendarDay::Kind::usual;
    std::vector<std::string> periods{};  ///< "09:00-12:30"; none = closed
    std::string name{};
};
QIANTAI_DESCRIBE(ShownDay, "", date, kind, periods, name)
QIANTAI_NOTES(ShownDay, {.field = "periods", .length_max = 20},
              {.field = "name", .length_max = 40})

struct CalendarQuestion {
    CalendarUnit unit = CalendarUnit::store;
    std::string store_code{};         ///< of a store; empty = this one
    std::optional<std::int64_t> at{};  ///< absent = now
    int minutes = 0;                  ///< of open time
    int days = 0;                     ///< working days, before the minutes
};
QIANTAI_DESCRIBE(CalendarQuestion, "", unit, store_code, at, minutes, days)
QIANTAI_NOTES(CalendarQuestion,
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional},
              {.field = "minutes",
               .min = 0,
               .max = k_calendar_minutes_max,
               .presence = FieldNote::Presence::optional},
              {.field = "days",
               .min = 0,
               .max = k_calendar_open_days_max,
               .presence = FieldNote::Presence::optional})

struct CalendarAnswer {
    std::int64_t due_at = 0;
    bool open_now = false;  ///< at the question's time
};
QIANTAI_DESCRIBE(CalendarAnswer, "", due_at, open_now)

/// What headquarters has not said, and what counts until it does.
struct CalendarStatus {
    bool store_hours_set = false;
    bool office_hours_set = false;
    bool duty_hours_set = false;
    std::vector<int> years{};       ///< whose holidays are known
    std::vector<int> missing_years{};  ///< that matter now: this one, from 1 December the next
};
QIANTAI_DESCRIBE(CalendarStatus, "", store_hours_set, office_hours_set, duty_hours_set, years,
                 missing_years)
QIANTAI_NOTES(CalendarStatus, {.field = "years", .length_max = 200},
              {.field = "missing_years", .length_max = 10})

}  // namespace qiantai::domain

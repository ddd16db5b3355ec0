#pragma once

#include "terminal/ui/calendar.hpp"
#include "terminal/ui/widget_field.hpp"

namespace qiantai::ui {

/// A date while it is being chosen, in the calendar it is chosen in. Day 0: no day yet.
struct DatePick {
    CalendarKind calendar = CalendarKind::solar;
    int year = 1990;
    int month = 1;
    bool leap_month = false;
    int day = 0;
    bool operator==(const DatePick&) const = default;
};

/// The same in words, or empty without a day: 1986年9月18日, 农历1986年 八月十五.
Text date_text(const Ui& ui, const DatePick& pick);
/// The pick with year, month and day brought into what the calendar has.
DatePick corrected(DatePick pick);
/// The same day counted in the other calendar; without a day, the same year.
DatePick converted(const DatePick& pick, CalendarKind calendar);

/// A form field that shows a date and opens the sheet. True when pressed.
bool draw_date_field(Ui& ui, const Rect& rect, std::string_view name, const Field& field,
                     const DatePick& pick);

struct DateSheetResult {
    std::optional<DatePick> changed{};
    bool confirmed = false;
    bool dismissed = false;
    bool cleared = false;
};
enum class DateClear : std::uint8_t { never, offered };
/// Year, month and day in the solar or lunar calendar. Landscape: months beside days; portrait:
/// above them.
DateSheetResult draw_date_sheet(Ui& ui, const Rect& area, const DatePick& pick,
                                DateClear clear = DateClear::never);

}  // namespace qiantai::ui

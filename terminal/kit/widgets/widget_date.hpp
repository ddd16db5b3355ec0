#pragma once

#include "terminal/kit/widgets/calendar.hpp"
#include "terminal/kit/widgets/widget_field.hpp"

namespace qiantai::ui {

/// A date while it is being chosen, in the calendar it is chosen in. 0: not chosen yet; a
/// birthday's year may stay so.
struct DatePick {
    CalendarKind calendar = CalendarKind::solar;
    int year = 0;
    int month = 0;
    bool leap_month = false;
    int day = 0;
    int decade = 1990;  ///< whose years are offered
    bool operator==(const DatePick&) const = default;

    bool has_day() const { return month != 0 && day != 0; }
    bool is_whole() const { return year != 0 && has_day(); }
};

/// The same in words, or empty while something is missing: 1986年9月18日, 农历 1986 年八月十五.
Text date_text(const Ui& ui, const DatePick& pick);
/// The pick with year, month and day brought into what the calendar has.
DatePick corrected(DatePick pick);
/// The same day counted in the other calendar; without a day, the same year.
DatePick converted(const DatePick& pick, CalendarKind calendar);

/// A form field that shows a date and opens the sheet. Cuts itself off `rest`; true when pressed.
bool draw_date_field(Ui& ui, Rect& rest, std::string_view name, const Field& field,
                     const DatePick& pick);

struct DateSheetResult {
    std::optional<DatePick> changed{};
    bool confirmed = false;
    bool dismissed = false;
    bool cleared = false;
};
enum class DateClear : std::uint8_t { never, offered };
/// Decade and year, month, day in the solar or lunar calendar, with the same day in the other one.
/// Landscape: months and days beside the years; portrait: below them. `whom`: whose birthday.
DateSheetResult draw_date_sheet(Ui& ui, const Rect& area, const Text& whom, const DatePick& pick,
                                DateClear clear = DateClear::never);

/// A day of the Chinese calendar without its year: 八月十五, "month 8, day 15".
Text lunar_month_day_text(const Ui& ui, int month, bool leap_month, int day);
/// The short name of a month, 1 to 12.
Text month_text(const Ui& ui, int month);
Text month_text(Language language, int month);

}  // namespace qiantai::ui

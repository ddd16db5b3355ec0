// What touching a day does to the year's list.

#include <array>

#include "terminal/calendars/screens/screen_holidays.hpp"

#include "assets/words/holidays.hpp"

namespace qiantai::ui {

std::span<const HolidayMark> holiday_marks() {
    static constexpr std::array k_marks{HolidayMark{"", words::holiday_workday},
                                        HolidayMark{"元旦", words::holiday_new_year},
                                        HolidayMark{"春节", words::holiday_spring},
                                        HolidayMark{"清明", words::holiday_qingming},
                                        HolidayMark{"劳动节", words::holiday_labour},
                                        HolidayMark{"端午", words::holiday_dragon_boat},
                                        HolidayMark{"中秋", words::holiday_mid_autumn},
                                        HolidayMark{"国庆", words::holiday_national}};
    return k_marks;
}

domain::StatutoryYear year_of(const HolidaysState& state) {
    domain::StatutoryYear year{.year = state.year, .source = state.source};
    for (const auto& [date, name] : state.closed) {
        auto* last = year.closed.empty() ? nullptr : &year.closed.back();
        const bool goes_on = last && last->name == name && last->until.plus_days(1) == date;
        if (goes_on)
            last->until = date;
        else
            year.closed.push_back({date, date, name});
    }
    year.workdays.assign(state.workdays.begin(), state.workdays.end());
    return year;
}

void mark_day(HolidaysState& state, Date date) {
    const auto refuse = [&](const ErrorKind& kind) {
        state.refusal = make_error(kind, date.text(), "value");
    };
    state.refusal.reset();
    if (!domain::belongs_to_year(state.year, date)) return refuse(domain::k_holidays_other_year);
    const auto& mark = holiday_marks()[state.mark];
    const bool works = state.mark == k_workday_mark;
    const auto closed = state.closed.find(date);
    if (works && closed != state.closed.end()) return refuse(domain::k_holidays_worked_too);
    if (!works && state.workdays.contains(date)) return refuse(domain::k_holidays_worked_too);
    if (works) {
        if (state.workdays.erase(date) == 0) state.workdays.insert(date);
    } else if (closed == state.closed.end()) {
        state.closed.emplace(date, mark.name);
    } else if (closed->second == mark.name) {
        state.closed.erase(closed);
    } else {
        return refuse(domain::k_holidays_doubled);
    }
    state.touched = true;
}

}  // namespace qiantai::ui

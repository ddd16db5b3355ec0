#pragma once

// A year's public holidays and make-up workdays: days are marked with a finger, and stand beside the
// months as the list that the notice is. Headquarters puts them in, everybody else reads them.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "terminal/calendars/rules/holiday_facts.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_holidays_screen{"holidays"};

/// What a touched day becomes; the place in holiday_marks().
inline constexpr std::size_t k_workday_mark = 0;
struct HolidayMark {
    std::string_view name;  ///< as it is kept; empty: a make-up workday
    TextKey words;
};
std::span<const HolidayMark> holiday_marks();

struct HolidaysState {
    int year = 0;  ///< 0: not asked for yet
    bool loaded = false;
    bool known = false;  ///< headquarters has said it
    std::optional<Error> error{};
    std::map<Date, std::string> closed{};
    std::set<Date> workdays{};
    std::string source{};
    int month = 1;         ///< 0: the end of the year before
    std::size_t mark = 1;  ///< of holiday_marks()
    std::optional<Error> refusal{};
    bool touched = false;  ///< not saved as it is
    bool saving = false;
};
/// The list as it is saved.
domain::StatutoryYear year_of(const HolidaysState& state);
/// Marks the day, or takes the mark off it; a refusal is kept in the state.
void mark_day(HolidaysState& state, Date date);

namespace holidays {
struct Reload {};
struct ChooseYear {
    int year;
};
struct ChooseMonth {
    int month;
};
struct ChooseMark {
    std::size_t mark;
};
struct TouchDay {
    Date date;
};
struct DropDays {
    Date from, until;
};
struct TypeSource {
    std::string words;
};
struct Save {};
struct StartAgain {};
}  // namespace holidays
using HolidaysIntent = std::variant<holidays::Reload, holidays::ChooseYear, holidays::ChooseMonth,
                                    holidays::ChooseMark, holidays::TouchDay, holidays::DropDays,
                                    holidays::TypeSource, holidays::Save, holidays::StartAgain>;
using HolidaysIntents = Intents<HolidaysIntent>;

void draw_holidays(Ui& ui, const Rect& area, const Scene& scene, const HolidaysState& state,
                   HolidaysIntents& intents);

}  // namespace qiantai::ui

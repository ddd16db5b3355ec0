#include "terminal/kit/widgets/widget_date.hpp"

#include <array>

#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/members.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_cell_dp = k_target_min, k_low_cell_dp = 48, k_cell_gap = k_gap_xs;
constexpr int k_decade_first = 1930, k_decades = 10, k_years = 10, k_years_in_row = 5;
constexpr int k_month_rows = 2, k_day_rows = 4, k_days_in_row = 8;
/// Of a year that has every day there is.
constexpr int k_any_leap_year = 2000;

int days_in(const DatePick& pick) {
    if (pick.calendar == CalendarKind::solar) {
        const auto year = pick.year == 0 ? k_any_leap_year : pick.year;
        return pick.month == 0 ? 31 : days_in_solar_month(year, pick.month);
    }
    if (pick.year == 0 || pick.month == 0) return 30;
    return days_in_lunar_month(lunar_year(pick.year), pick.month, pick.leap_month);
}

enum class Cell : std::uint8_t {
    plain,
    open,  ///< what it leads to is shown, nothing is chosen by it
    chosen,
};

/// Cells of one size in rows; every one shows where it can be touched.
struct Grid {
    Ui& ui;
    Rect rect;
    int in_row;
    float cell_dp;

    bool cell(int index, std::string_view name, const Text& label, Cell look) {
        const auto high = ui.px(cell_dp), gap = ui.px(k_cell_gap);
        const auto top = rect.top + static_cast<float>(index / in_row) * (high + gap);
        const auto row = Rect::sized(rect.left, top, rect.width(), high);
        const auto place = row.column(index % in_row, in_row, gap);
        const auto press = press_area(ui, place, name, label, {.kind = ItemKind::key});
        if (look == Cell::chosen) fill(ui, place, Role::primary, k_radius_small);
        if (look == Cell::open) fill(ui, place, Role::primary_soft, k_radius_small);
        if (look != Cell::chosen) {
            border(ui, place, look == Cell::open ? Role::primary : Role::line, k_radius_small);
        }
        if (press.held) fill(ui, place, Role::ink, k_radius_small, 0.10f);
        const auto role = look == Cell::chosen ? Role::on_primary
                          : look == Cell::open ? Role::primary_text
                                               : Role::ink;
        draw_text(ui, place, label, look == Cell::plain ? TextStyle::body : TextStyle::body_strong,
                  role, Align::center);
        if (press.focused) focus_ring(ui, place, k_radius_small);
        return press.pressed;
    }
};

Cell chosen_if(bool on) {
    return on ? Cell::chosen : Cell::plain;
}

float rows_height(const Ui& ui, int rows, float cell_dp) {
    return static_cast<float>(rows) * ui.px(cell_dp + k_cell_gap) - ui.px(k_cell_gap);
}

constexpr int k_decade_rows = k_decades / k_years_in_row, k_year_rows = k_years / k_years_in_row;

// 90后, 1990s.
Text decade_text(const Ui& ui, int decade) {
    const bool zh = ui.settings().language == Language::zh;
    const auto number = zh ? fmt::format("{:02}", decade % 100) : fmt::format("{}", decade);
    return ui.tr(words::date_decade, number);
}

void draw_part_heading(Ui& ui, Rect& rest, TextKey words) {
    draw_text(ui, rest.cut_top(line_height(ui, TextStyle::caption)), ui.tr(words),
              TextStyle::caption, Role::ink2);
}

// The calendars, the decades, the years of one. Cuts itself off `rest`.
void draw_years(Ui& ui, Rect& rest, const DatePick& pick, DatePick& next, float cell_dp) {
    const auto gap = ui.px(k_gap_s);
    const std::array kinds{ui.tr(words::date_solar), ui.tr(words::date_lunar)};
    const auto kind = draw_segmented(ui, rest.cut_top(ui.px(k_target_min), gap), "calendar", kinds,
                                     static_cast<int>(pick.calendar));
    if (kind) next = converted(pick, static_cast<CalendarKind>(*kind));
    draw_part_heading(ui, rest, words::date_year);
    const auto decades_high = rows_height(ui, k_decade_rows, cell_dp);
    Grid decades{ui, rest.cut_top(decades_high, gap), k_years_in_row, cell_dp};
    for (int i = 0; i < k_decades; ++i) {
        const int decade = k_decade_first + 10 * i;
        if (decades.cell(i, fmt::format("decade {}", decade), decade_text(ui, decade),
                         pick.decade == decade ? Cell::open : Cell::plain)) {
            next.decade = decade;
        }
    }
    const auto years_high = rows_height(ui, k_year_rows, cell_dp);
    Grid years{ui, rest.cut_top(years_high), k_years_in_row, cell_dp};
    for (int i = 0; i < k_years; ++i) {
        const int year = pick.decade + i;
        if (years.cell(i, fmt::format("year {}", year), Text::data(fmt::format("{}", year)),
                       chosen_if(pick.year == year))) {
            next.year = year;
        }
    }
}

int leap_month_in(const DatePick& pick) {
    const bool lunar = pick.calendar == CalendarKind::lunar && pick.year != 0;
    return lunar ? leap_month_of(lunar_year(pick.year)) : 0;
}

Text lunar_month_short(const Ui& ui, int month, bool leap) {
    if (ui.settings().language == Language::zh) return Text::data(lunar_month_name(month, leap));
    return leap ? ui.tr(words::lunar_leap_short, month) : Text::data(fmt::format("{}", month));
}

// In two rows, also the thirteen of a leap year. Cuts itself off `rest`.
void draw_months(Ui& ui, Rect& rest, const DatePick& pick, DatePick& next, float cell_dp) {
    const bool lunar = pick.calendar == CalendarKind::lunar;
    const auto leap = leap_month_in(pick);
    draw_part_heading(ui, rest, words::date_month);
    const auto high = rows_height(ui, k_month_rows, cell_dp);
    Grid months{ui, rest.cut_top(high, ui.px(k_gap_s)), leap == 0 ? 6 : 7, cell_dp};
    int index = 0;
    const auto cell = [&](int month, bool is_leap) {
        const auto label = lunar ? lunar_month_short(ui, month, is_leap) : month_text(ui, month);
        const bool on = pick.month == month && pick.leap_month == is_leap;
        if (months.cell(index++, fmt::format("month {}{}", month, is_leap ? " leap" : ""), label,
                        chosen_if(on))) {
            next.month = month;
            next.leap_month = is_leap;
        }
    };
    for (int month = 1; month <= 12; ++month) {
        cell(month, false);
        if (month == leap) cell(month, true);
    }
}

// Cuts off as much as the longest month takes.
void draw_days(Ui& ui, Rect& rest, const DatePick& pick, DatePick& next, float cell_dp) {
    const bool lunar = pick.calendar == CalendarKind::lunar;
    draw_part_heading(ui, rest, words::date_day);
    const auto high = rows_height(ui, k_day_rows, cell_dp);
    Grid days{ui, rest.cut_top(high), k_days_in_row, cell_dp};
    for (int day = 1, last = days_in(pick); day <= last; ++day) {
        const bool named = lunar && ui.settings().language == Language::zh;
        const auto label = Text::data(named ? lunar_day_name(day) : fmt::format("{}", day));
        if (days.cell(day - 1, fmt::format("day {}", day), label, chosen_if(pick.day == day))) {
            next.day = day;
        }
    }
}

// The same day in the other calendar, so that nobody has to look it up.
Text other_calendar(const Ui& ui, const DatePick& pick) {
    const bool solar = pick.calendar == CalendarKind::solar;
    const auto other = converted(pick, solar ? CalendarKind::lunar : CalendarKind::solar);
    if (!solar) return ui.tr(words::date_solar_also, date_text(ui, other).utf8());
    const bool zh = ui.settings().language == Language::zh;
    return ui.tr(words::date_lunar_also,
                 zh ? lunar_year_name(other.year) : fmt::format("{}", other.year),
                 lunar_month_day_text(ui, other.month, other.leap_month, other.day).utf8());
}

Text result_text(const Ui& ui, const DatePick& pick) {
    if (pick.is_whole()) {
        return Text::data(
            ui.tr(words::with_note, date_text(ui, pick).utf8(), other_calendar(ui, pick).utf8())
                .utf8());
    }
    if (!pick.has_day()) return ui.tr(words::date_none);
    if (pick.calendar == CalendarKind::solar) {
        return ui.tr(words::birthday_month_day, month_text(ui, pick.month).utf8(), pick.day);
    }
    return ui.tr(words::birthday_lunar_month_day,
                 lunar_month_day_text(ui, pick.month, pick.leap_month, pick.day).utf8());
}

/// What is still to be chosen; a birthday's year need not be.
Text lacks_of(const Ui& ui, const DatePick& pick) {
    if (pick.has_day()) return {};
    if (pick.month != 0) return ui.tr(words::date_lacks_day);
    return ui.tr(pick.day != 0 ? words::date_lacks_month : words::date_lacks_both);
}

void draw_foot(Ui& ui, const Rect& rect, const DatePick& pick, DateClear clear,
               DateSheetResult& result) {
    auto rest = rect;
    const auto gap = ui.px(k_gap_m);
    const auto words = ui.portrait() ? rest.cut_top(ui.px(48), ui.px(k_gap_s))
                                     : rest.cut_left(rest.width() * 0.46f, gap);
    const bool chosen = pick.has_day();
    const auto text = result_text(ui, pick);
    const auto lines = wrapped_height(ui, text, TextStyle::body, words.width());
    draw_wrapped(ui, words.centered(words.width(), lines), text, TextStyle::body,
                 chosen ? Role::ink : Role::ink2);
    const bool clears = clear == DateClear::offered;
    const int buttons = clears ? 3 : 2;
    if (clears && draw_button(ui, rest.column(0, buttons, gap), "clear date", ui.tr(words::clear),
                              {.kind = ButtonKind::ghost})) {
        result.cleared = true;
    }
    if (draw_button(ui, rest.column(buttons - 2, buttons, gap), "cancel", ui.tr(words::cancel))) {
        result.dismissed = true;
    }
    if (draw_button(ui, rest.column(buttons - 1, buttons, gap), "confirm", ui.tr(words::confirm),
                    {.kind = ButtonKind::primary, .lacks = lacks_of(ui, pick)})) {
        result.confirmed = true;
    }
}

}  // namespace

Text date_text(const Ui& ui, const DatePick& pick) {
    if (!pick.is_whole()) return {};
    if (pick.calendar == CalendarKind::solar) {
        return ui.tr(words::date_full, pick.year, month_text(ui, pick.month).utf8(), pick.day);
    }
    return ui.tr(words::date_lunar_full, pick.year,
                 lunar_month_day_text(ui, pick.month, pick.leap_month, pick.day).utf8());
}

Text lunar_month_day_text(const Ui& ui, int month, bool leap_month, int day) {
    if (ui.settings().language == Language::zh) {
        return Text::data(lunar_month_name(month, leap_month) + lunar_day_name(day));
    }
    return ui.tr(leap_month ? words::lunar_leap_month_day : words::lunar_month_day, month, day);
}

DatePick corrected(DatePick pick) {
    if (pick.year != 0) {
        pick.year = std::clamp(pick.year, k_calendar_year_min, k_calendar_year_max);
    }
    pick.month = std::clamp(pick.month, 0, 12);
    if (pick.leap_month && leap_month_in(pick) != pick.month) pick.leap_month = false;
    pick.day = std::clamp(pick.day, 0, days_in(pick));
    return pick;
}

DatePick converted(const DatePick& pick, CalendarKind calendar) {
    if (pick.calendar == calendar) return pick;
    // A day without its year is another one in the other calendar every year.
    const auto anew = corrected({calendar, pick.year, 0, false, 0, pick.decade});
    if (!pick.is_whole()) return anew;
    if (calendar == CalendarKind::lunar) {
        const auto lunar = lunar_of({pick.year, pick.month, pick.day});
        return {calendar, lunar.year, lunar.month, lunar.leap_month, lunar.day, pick.decade};
    }
    const auto solar = solar_of({pick.year, pick.month, pick.day, pick.leap_month});
    if (!solar) return anew;
    return {calendar, solar->year, solar->month, false, solar->day, pick.decade};
}

bool draw_date_field(Ui& ui, Rect& rest, std::string_view name, const Field& field,
                     const DatePick& pick) {
    return draw_select(ui, rest, name, field, date_text(ui, pick), Icon::calendar);
}

DateSheetResult draw_date_sheet(Ui& ui, const Rect& area, const Text& whom, const DatePick& pick,
                                DateClear clear) {
    const IdScope scope("date sheet");
    DateSheetResult result;
    const bool portrait = ui.portrait();
    auto next = pick;
    const auto draw_parts = [&](Rect& rest, float cell_dp) {
        auto left = rest;
        if (!portrait)
            left = rest.cut_left((rest.width() - ui.px(k_gap_xl)) * 0.4f, ui.px(k_gap_xl));
        draw_years(ui, left, pick, next, cell_dp);
        if (portrait) rest.top = left.top + ui.px(k_gap);
        draw_months(ui, rest, pick, next, cell_dp);
        draw_days(ui, rest, pick, next, cell_dp);
        rest.top = std::max(rest.top, left.top);
    };
    const auto width = portrait ? 720.0f : 920.0f;
    const auto body = [&](float cell_dp) {
        return measured_height(ui, panel_inside_width(ui, area, width),
                               [&](Rect& rest) { draw_parts(rest, cell_dp); });
    };
    // On a low screen the cells give way, so that all of them are in sight.
    const auto foot = ui.px(k_button_height) + (portrait ? ui.px(56) : 0);
    const auto around = ui.px(k_target_min + 2 * (k_gap_xs + k_gap_m)) + foot;
    const bool low = around + ui.px(k_gap_s + k_gap) + body(k_cell_dp) > area.height();
    const auto cell_dp = low ? k_low_cell_dp : k_cell_dp;
    const auto below_title = low ? k_gap_xs : k_gap_s, above_foot = low ? k_gap_s : k_gap;
    const auto high = ui.px(k_target_min + below_title + above_foot) + body(cell_dp) + foot;
    const auto panel = draw_panel(ui, area, "panel", width, high);
    auto inside = panel.inside;
    const Heading heading{ui.tr(words::date_title), whom};
    result.dismissed = draw_sheet_title(ui, inside, heading, below_title) || panel.dismissed;
    draw_foot(ui, inside.cut_bottom(foot, ui.px(above_foot)), pick, clear, result);
    {
        ScrollArea scroll(ui, "parts", inside, Role::surface);
        auto rest = scroll.content();
        draw_parts(rest, cell_dp);
        scroll.finish(rest.top);
    }
    next = corrected(next);
    if (next != pick) result.changed = next;
    return result;
}

Text month_text(const Ui& ui, int month) {
    return month_text(ui.settings().language, month);
}

Text month_text(Language language, int month) {
    constexpr std::array k_names{words::month_1, words::month_2,  words::month_3,  words::month_4,
                                 words::month_5, words::month_6,  words::month_7,  words::month_8,
                                 words::month_9, words::month_10, words::month_11, words::month_12};
    return translate(language, k_names.at(static_cast<std::size_t>(month - 1)));
}

}  // namespace qiantai::ui

#include "terminal/ui/widget_date.hpp"

#include <array>

#include "terminal/ui/paint.hpp"
#include "terminal/ui/scroll_area.hpp"
#include "terminal/ui/widget_choice.hpp"
#include "terminal/ui/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_cell_dp = 56;
constexpr int k_weeks_max = 6;

int days_in(const DatePick& pick) {
    return pick.calendar == CalendarKind::solar
               ? days_in_solar_month(pick.year, pick.month)
               : days_in_lunar_month(lunar_year(pick.year), pick.month, pick.leap_month);
}

// One cell of the month or day grid.
bool draw_cell(Ui& ui, const Rect& place, std::string_view name, const Text& label, bool on) {
    const auto press = press_area(ui, place, name, label);
    const auto ground = place.inset(ui.px(2));
    if (on) fill(ui, ground, Role::primary, k_radius_small);
    if (press.held) fill(ui, ground, Role::ink, k_radius_small, 0.10f);
    draw_text(ui, place.inset(ui.px(2), 0), label, on ? TextStyle::body_strong : TextStyle::body,
              on ? Role::on_primary : Role::ink, Align::center);
    if (press.focused) focus_ring(ui, ground.inset(ui.px(2)), k_radius_small);
    return press.pressed;
}

void draw_year(Ui& ui, const Rect& rect, const DatePick& pick, DatePick& next) {
    auto rest = rect;
    const auto target = ui.px(k_cell_dp);
    const auto step = [&](const Rect& place, std::string_view name, TextKey key,
                          std::string_view sign, int by) {
        const bool can =
            pick.year + by >= k_calendar_year_min && pick.year + by <= k_calendar_year_max;
        const auto press =
            press_area(ui, place, name, ui.tr(key), {.enabled = can, .repeats = true});
        fill(ui, place.inset(ui.px(2)), Role::surface2, k_radius_small);
        if (press.held) fill(ui, place.inset(ui.px(2)), Role::ink, k_radius_small, 0.10f);
        if (press.held) ui.keep_moving();
        draw_text(ui, place, Text::data(std::string(sign)), TextStyle::body_strong,
                  can ? Role::ink : Role::ink3, Align::center);
        if (press.focused) focus_ring(ui, place.inset(ui.px(3)), k_radius_small);
        if (press.pressed) next.year = pick.year + by;
    };
    step(rest.cut_left(target), "decade down", TextKey::date_decade_down, "−10", -10);
    step(rest.cut_left(target), "year down", TextKey::date_year_down, "−1", -1);
    step(rest.cut_right(target), "decade up", TextKey::date_decade_up, "+10", 10);
    step(rest.cut_right(target), "year up", TextKey::date_year_up, "+1", 1);
    draw_text(ui, rest, Text::data(fmt::format("{}", pick.year)), TextStyle::title, Role::ink,
              Align::center);
}

void draw_months(Ui& ui, const Rect& rect, const DatePick& pick, int columns, DatePick& next) {
    const bool lunar = pick.calendar == CalendarKind::lunar;
    const auto leap = lunar ? leap_month_of(lunar_year(pick.year)) : 0;
    int index = 0;
    const auto cell = [&](int month, bool is_leap) {
        const auto place =
            Rect::sized(rect.left + static_cast<float>(index % columns) * rect.width() /
                                        static_cast<float>(columns),
                        rect.top + static_cast<float>(index / columns) * ui.px(k_cell_dp),
                        rect.width() / static_cast<float>(columns), ui.px(k_cell_dp));
        ++index;
        const auto label = lunar ? Text::data(lunar_month_name(month, is_leap))
                                 : ui.tr(TextKey::date_month_short, month);
        const bool on = pick.month == month && pick.leap_month == is_leap;
        if (draw_cell(ui, place, fmt::format("month {}{}", month, is_leap ? " leap" : ""), label,
                      on)) {
            next.month = month;
            next.leap_month = is_leap;
        }
    };
    for (int month = 1; month <= 12; ++month) {
        cell(month, false);
        if (month == leap) cell(month, true);
    }
}

void draw_weekdays(Ui& ui, const Rect& line) {
    constexpr std::array k_days{TextKey::weekday_1, TextKey::weekday_2, TextKey::weekday_3,
                                TextKey::weekday_4, TextKey::weekday_5, TextKey::weekday_6,
                                TextKey::weekday_7};
    for (int i = 0; i < 7; ++i) {
        draw_text(ui, line.column(i, 7, 0), ui.tr(k_days[static_cast<std::size_t>(i)]),
                  TextStyle::small, Role::ink2, Align::center);
    }
}

void draw_days(Ui& ui, const Rect& rect, const DatePick& pick, DatePick& next) {
    const bool lunar = pick.calendar == CalendarKind::lunar;
    const int columns = lunar ? 6 : 7;
    auto area = rect;
    int skip = 0;
    if (!lunar) {
        draw_weekdays(ui, area.cut_top(ui.px(28)));
        skip = weekday_of({pick.year, pick.month, 1}) - 1;
    }
    for (int day = 1, last = days_in(pick); day <= last; ++day) {
        const int at = day - 1 + skip;
        const auto wide = area.width() / static_cast<float>(columns);
        const auto place = Rect::sized(
            area.left + static_cast<float>(at % columns) * wide,
            area.top + static_cast<float>(at / columns) * ui.px(k_cell_dp), wide, ui.px(k_cell_dp));
        const auto label = Text::data(lunar ? lunar_day_name(day) : fmt::format("{}", day));
        if (draw_cell(ui, place, fmt::format("day {}", day), label, pick.day == day))
            next.day = day;
    }
}

// The same day in the other calendar, so that nobody has to look it up.
Text other_calendar(const Ui& ui, const DatePick& pick) {
    if (pick.day == 0) return ui.tr(TextKey::value_none);
    const bool solar = pick.calendar == CalendarKind::solar;
    const auto other = converted(pick, solar ? CalendarKind::lunar : CalendarKind::solar);
    if (!solar) return ui.tr(TextKey::date_solar_also, date_text(ui, other).utf8());
    return ui.tr(TextKey::date_lunar_also, lunar_year_name(other.year),
                 lunar_month_name(other.month, other.leap_month) + lunar_day_name(other.day));
}

void draw_foot(Ui& ui, const Rect& rect, const DatePick& pick, DateClear clear,
               DateSheetResult& result) {
    auto rest = rect;
    const auto gap = ui.px(k_gap_m);
    const auto words = ui.portrait() ? rest.cut_top(ui.px(32), ui.px(k_gap_s))
                                     : rest.cut_left(rest.width() * 0.46f, gap);
    const bool chosen = pick.day != 0;
    draw_text(ui, words, other_calendar(ui, pick), TextStyle::body, Role::ink2);
    const bool clears = clear == DateClear::offered;
    const int buttons = clears ? 3 : 2;
    if (clears && draw_button(ui, rest.column(0, buttons, gap), "clear date", ui.tr(TextKey::clear),
                              {.kind = ButtonKind::ghost})) {
        result.cleared = true;
    }
    if (draw_button(ui, rest.column(buttons - 2, buttons, gap), "cancel", ui.tr(TextKey::cancel))) {
        result.dismissed = true;
    }
    if (draw_button(ui, rest.column(buttons - 1, buttons, gap), "confirm", ui.tr(TextKey::confirm),
                    {.kind = ButtonKind::primary, .enabled = chosen})) {
        result.confirmed = true;
    }
}

}  // namespace

Text date_text(const Ui& ui, const DatePick& pick) {
    if (pick.day == 0) return {};
    if (pick.calendar == CalendarKind::solar) {
        return ui.tr(TextKey::date_full, pick.year, pick.month, pick.day);
    }
    return ui.tr(TextKey::date_lunar_full, pick.year,
                 lunar_month_name(pick.month, pick.leap_month) + lunar_day_name(pick.day));
}

DatePick corrected(DatePick pick) {
    pick.year = std::clamp(pick.year, k_calendar_year_min, k_calendar_year_max);
    pick.month = std::clamp(pick.month, 1, 12);
    const bool lunar = pick.calendar == CalendarKind::lunar;
    if (pick.leap_month && (!lunar || leap_month_of(lunar_year(pick.year)) != pick.month)) {
        pick.leap_month = false;
    }
    pick.day = std::clamp(pick.day, 0, days_in(pick));
    return pick;
}

DatePick converted(const DatePick& pick, CalendarKind calendar) {
    if (pick.calendar == calendar) return pick;
    if (pick.day == 0) return corrected({calendar, pick.year, pick.month, false, 0});
    if (calendar == CalendarKind::lunar) {
        const auto lunar = lunar_of({pick.year, pick.month, pick.day});
        return {calendar, lunar.year, lunar.month, lunar.leap_month, lunar.day};
    }
    const auto solar = solar_of({pick.year, pick.month, pick.day, pick.leap_month});
    if (!solar) return corrected({calendar, pick.year, pick.month, false, 0});
    return {calendar, solar->year, solar->month, false, solar->day};
}

bool draw_date_field(Ui& ui, const Rect& rect, std::string_view name, const Field& field,
                     const DatePick& pick) {
    return draw_select(ui, rect, name, field, date_text(ui, pick), Icon::calendar);
}

DateSheetResult draw_date_sheet(Ui& ui, const Rect& area, const DatePick& pick, DateClear clear) {
    const IdScope scope("date sheet");
    DateSheetResult result;
    const bool portrait = ui.portrait();
    const auto cell = ui.px(k_cell_dp), gap = ui.px(k_gap);
    const auto days = ui.px(28) + cell * k_weeks_max;
    const auto choices = cell + gap + cell + gap + cell * (portrait ? 3 : 5);
    const auto foot = ui.px(k_button_height) + (portrait ? ui.px(40) : 0);
    const auto body = portrait ? choices + gap + days : std::max(choices, days);
    const auto high = ui.px(40) + gap + body + gap + foot;
    const auto panel = draw_panel(ui, area, "panel", portrait ? 640 : 860, high);
    result.dismissed = panel.dismissed;
    auto inside = panel.inside;
    auto next = pick;
    draw_text(ui, inside.cut_top(ui.px(40), gap), ui.tr(TextKey::date_title), TextStyle::title,
              Role::ink);
    draw_foot(ui, inside.cut_bottom(foot, gap), pick, clear, result);
    auto left = portrait
                    ? inside.cut_top(choices, gap)
                    : inside.cut_left((inside.width() - ui.px(k_gap_xl)) * 0.46f, ui.px(k_gap_xl));
    const std::array kinds{ui.tr(TextKey::date_solar), ui.tr(TextKey::date_lunar)};
    const auto kind = draw_segmented(ui, left.cut_top(cell, gap), "calendar", kinds,
                                     static_cast<int>(pick.calendar));
    if (kind) next = converted(pick, static_cast<CalendarKind>(*kind));
    draw_year(ui, left.cut_top(cell, gap), pick, next);
    draw_months(ui, left, pick, portrait ? 6 : 3, next);
    draw_days(ui, inside, pick, next);
    next = corrected(next);
    if (next != pick) result.changed = next;
    return result;
}

}  // namespace qiantai::ui

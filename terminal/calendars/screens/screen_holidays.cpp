#include "terminal/calendars/screens/screen_holidays.hpp"

#include "assets/words/holidays.hpp"
#include "assets/words/kit.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_date.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_beside_months_dp = 880, k_year_list_width = 380, k_year_switch_height = 60,
                k_day_row_height = 64, k_day_cell_height = 60;
constexpr int k_week_days = 7, k_months = 12, k_december = 12;

bool puts_in(const Scene& scene) {
    return scene.has_right(domain::Right::admin_policies) &&
           scene.shop.store_code == k_headquarters_code;
}

Text holiday_name_text(const Ui& ui, const std::string& name) {
    for (const auto& mark : holiday_marks()) {
        if (!mark.name.empty() && mark.name == name) return ui.tr(mark.words);
    }
    return Text::data(name);
}

/// This year and the next, of which the notice comes in November.
void draw_year_switch(Ui& ui, Rect& rest, const Shop& shop, const HolidaysState& state,
                      HolidaysIntents& intents) {
    const int first = Date::of_text(shop.today).year();
    const std::array years{Text::data(std::to_string(first)),
                           Text::data(std::to_string(first + 1))};
    const auto chosen = draw_segmented(ui, rest.cut_top(ui.px(k_year_switch_height), ui.px(k_gap)),
                                       "year", years, state.year - first);
    if (chosen) intents.add(holidays::ChooseYear{first + *chosen});
}

void draw_months(Ui& ui, Rect& rest, const HolidaysState& state, HolidaysIntents& intents) {
    std::vector<Text> words{ui.tr(words::holidays_last_december)};
    for (int month = 1; month <= k_months; ++month) words.push_back(month_text(ui, month));
    const auto chosen =
        draw_choices(ui, rest, "month", words, static_cast<std::size_t>(state.month));
    if (chosen) intents.add(holidays::ChooseMonth{static_cast<int>(*chosen)});
    rest.cut_top(ui.px(k_gap_m));
}

void draw_marks(Ui& ui, Rect& rest, const HolidaysState& state, HolidaysIntents& intents) {
    std::vector<Text> words;
    for (const auto& mark : holiday_marks()) words.push_back(ui.tr(mark.words));
    draw_text(ui, rest.cut_top(line_height(ui, TextStyle::body_strong), ui.px(k_gap_s)),
              ui.tr(words::holidays_mark), TextStyle::body_strong, Role::ink2);
    if (const auto chosen = draw_choices(ui, rest, "mark", words, state.mark)) {
        intents.add(holidays::ChooseMark{*chosen});
    }
    rest.cut_top(ui.px(k_gap_m));
}

struct DayLook {
    Role ground = Role::surface;
    Role ink = Role::ink;
    Text note{};
};

DayLook day_look_of(const Ui& ui, const HolidaysState& state, Date date) {
    constexpr int k_saturday = 6;
    const auto closed = state.closed.find(date);
    if (closed != state.closed.end()) {
        return {Role::success_soft, Role::success, holiday_name_text(ui, closed->second)};
    }
    if (state.workdays.contains(date)) {
        return {Role::warning_soft, Role::warning, ui.tr(words::holidays_works)};
    }
    if (!domain::belongs_to_year(state.year, date)) return {Role::surface, Role::ink3, Text()};
    return {Role::surface, date.weekday() >= k_saturday ? Role::ink2 : Role::ink, Text()};
}

void draw_day(Ui& ui, const Rect& place, const HolidaysState& state, Date date, bool edits,
              HolidaysIntents& intents) {
    const auto look = day_look_of(ui, state, date);
    fill(ui, place, look.ground, k_radius_small);
    border(ui, place, Role::line, k_radius_small);
    const auto number = Text::data(std::to_string(date.day()));
    const auto note = look.note.empty() || text_width(ui, look.note.utf8(), TextStyle::caption) >
                                               place.width() - ui.px(k_gap_xs)
                          ? Text()
                          : look.note;
    const auto first = line_height(ui, TextStyle::body_strong);
    const auto second = note.empty() ? 0.0f : line_height(ui, TextStyle::caption);
    auto words = place.centered(place.width(), first + second);
    draw_text(ui, words.cut_top(first), number, TextStyle::body_strong, look.ink, Align::center);
    if (!note.empty()) draw_text(ui, words, note, TextStyle::caption, look.ink, Align::center);
    if (!edits) return;
    const auto press = press_area(ui, place, "day " + date.text(), number);
    if (press.held) fill(ui, place, Role::ink, k_radius_small, 0.06f);
    if (press.focused) focus_ring(ui, place, k_radius_small);
    if (press.pressed) intents.add(holidays::TouchDay{date});
}

void draw_month_days(Ui& ui, Rect& rest, const HolidaysState& state, bool edits,
                     HolidaysIntents& intents) {
    constexpr TextKey k_names[] = {words::weekday_1, words::weekday_2, words::weekday_3,
                                   words::weekday_4, words::weekday_5, words::weekday_6,
                                   words::weekday_7};
    const auto gap = ui.px(k_gap_xs);
    const auto heads = rest.cut_top(line_height(ui, TextStyle::small), gap);
    for (int i = 0; i < k_week_days; ++i) {
        draw_text(ui, heads.column(i, k_week_days, gap), ui.tr(k_names[i]), TextStyle::small,
                  Role::ink2, Align::center);
    }
    const bool before = state.month == 0;
    const Date first =
        *Date::make(before ? state.year - 1 : state.year, before ? k_december : state.month, 1);
    for (Date monday = first.week_start(); monday < first.plus_months(1);
         monday = monday.plus_days(k_week_days)) {
        const auto line = rest.cut_top(ui.px(k_day_cell_height), gap);
        for (int i = 0; i < k_week_days; ++i) {
            const Date date = monday.plus_days(i);
            if (date.month() != first.month()) continue;
            draw_day(ui, line.column(i, k_week_days, gap), state, date, edits, intents);
        }
    }
    rest.cut_top(ui.px(k_gap_m));
}

void draw_marking_card(Ui& ui, Rect& rest, const Scene& scene, const HolidaysState& state,
                       HolidaysIntents& intents) {
    const bool edits = puts_in(scene);
    Card card(ui, rest);
    draw_months(ui, card.inside, state, intents);
    if (edits) draw_marks(ui, card.inside, state, intents);
    if (state.refusal) {
        const auto day = Date::parse(state.refusal->detail);
        const auto words = error_text(ui, *state.refusal);
        draw_banner(
            ui, card.inside, "refusal",
            {.tone = Tone::danger,
             .text = day ? ui.tr(words::holidays_refused,
                                 full_date_text(ui.settings().language, *day).utf8(), words.utf8())
                         : words});
        card.inside.cut_top(ui.px(k_gap_m));
    }
    draw_month_days(ui, card.inside, state, edits, intents);
}

/// One line of the notice, with the way to take it off.
void draw_days_row(Ui& ui, Rect& rest, const Shop& shop, Date from, Date until, const Text& what,
                   Icon icon, bool edits, HolidaysIntents& intents) {
    auto line = rest.cut_top(ui.px(k_day_row_height));
    const int days = from.days_until(until) + 1;
    if (edits) {
        const auto place = line.cut_right(ui.px(k_target_min), ui.px(k_gap_s));
        if (draw_icon_button(ui, place.centered(ui.px(k_target_min), ui.px(k_target_min)),
                             "drop " + from.text(), ui.tr(words::holidays_drop),
                             Icon::close_circle)) {
            intents.add(holidays::DropDays{from, until});
        }
    }
    const auto when = days == 1 ? date_text(ui, shop, from)
                                : ui.tr(words::holidays_span, date_text(ui, shop, from).utf8(),
                                        date_text(ui, shop, until).utf8());
    draw_list_row_still(ui, line,
                        {.title = what,
                         .subtitle = when,
                         .icon = icon,
                         .icon_tone = icon == Icon::calendar ? Tone::success : Tone::warning,
                         .trailing = ui.tr(words::holidays_days, days)});
}

void draw_year_list(Ui& ui, Rect& rest, const Scene& scene, const HolidaysState& state,
                    HolidaysIntents& intents) {
    const bool edits = puts_in(scene);
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::holidays_of_year, state.year));
    if (edits) {
        // Not among what has to be filled in first: the days are touched, and nothing may lie over them.
        const auto typed = draw_field(
            ui, card.inside, "source", state.source,
            {.label = ui.tr(words::holidays_source),
             .hint = ui.tr(words::holidays_source_hint),
             .characters_max = static_cast<std::size_t>(domain::k_holiday_source_length_max)});
        if (typed.changed) intents.add(holidays::TypeSource{*typed.changed});
        card.inside.cut_top(ui.px(k_gap_s));
    } else if (!state.source.empty()) {
        draw_paragraph(ui, card.inside, Text::data(state.source), TextStyle::small, Role::ink2,
                       k_gap_s);
    }
    const auto year = year_of(state);
    if (year.closed.empty() && year.workdays.empty()) {
        draw_paragraph(ui, card.inside,
                       ui.tr(edits ? words::holidays_none_yet : words::holidays_not_said),
                       TextStyle::body, Role::ink2);
    }
    for (const auto& days : year.closed) {
        draw_days_row(ui, card.inside, scene.shop, days.from, days.until,
                      holiday_name_text(ui, days.name), Icon::calendar, edits, intents);
    }
    for (const Date date : year.workdays) {
        draw_days_row(ui, card.inside, scene.shop, date, date, ui.tr(words::holiday_workday),
                      Icon::store, edits, intents);
    }
}

void draw_holidays_bar(Ui& ui, const FormPlan& plan, const HolidaysState& state,
                       HolidaysIntents& intents) {
    const auto note = state.touched ? ui.tr(words::holidays_unsaved)
                      : state.known ? ui.tr(words::holidays_saved)
                                    : ui.tr(words::holidays_missing);
    const FormBar bar{
        .save = ui.tr(words::holidays_save, state.year),
        .save_style = {.kind = ButtonKind::primary, .icon = Icon::check, .busy = state.saving},
        .give_up = ui.tr(words::holidays_start_again),
        .saving = state.saving,
        .note = note};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(holidays::Save{});
            break;
        case FormBarAnswer::give_up:
            intents.add(holidays::StartAgain{});
            break;
    }
}

}  // namespace

void draw_holidays(Ui& ui, const Rect& area, const Scene& scene, const HolidaysState& state,
                   HolidaysIntents& intents) {
    if (!state.loaded) {
        if (draw_page_absence(ui, area, state.error)) intents.add(holidays::Reload{});
        return;
    }
    const bool edits = puts_in(scene);
    const auto plan = edits ? plan_form(ui, area) : FormPlan{.form = area, .bar = {}, .ground = {}};
    {
        ScrollArea scroll(ui, "holidays", plan.form);
        auto rest = form_content(ui, scroll.content());
        draw_year_switch(ui, rest, scene.shop, state, intents);
        auto list = rest;
        const bool beside = rest.width() >= ui.px(k_beside_months_dp);
        if (beside) list = rest.cut_right(ui.px(k_year_list_width), ui.px(k_gap));
        draw_marking_card(ui, rest, scene, state, intents);
        if (!beside) list.top = rest.top + ui.px(k_gap);
        draw_year_list(ui, list, scene, state, intents);
        scroll.finish(std::max(rest.top, list.top));
    }
    if (edits) draw_holidays_bar(ui, plan, state, intents);
}

}  // namespace qiantai::ui

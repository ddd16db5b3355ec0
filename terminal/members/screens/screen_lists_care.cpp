#include "terminal/desk/list_end.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/screen_lists.hpp"

namespace qiantai::ui {
namespace {

using Period = CareState::Period;
constexpr Period k_periods[] = {Period::today, Period::week, Period::month};
constexpr float k_day_width = 148;

Text period_text(const Ui& ui, Period period) {
    switch (period) {
        case Period::today:
            return ui.tr(TextKey::lists_period_today);
        case Period::week:
            return ui.tr(TextKey::lists_period_week);
        case Period::month:
            break;
    }
    return ui.tr(TextKey::lists_period_month);
}

void draw_head(Ui& ui, Rect& area, const CareState& list, ListsIntents& intents) {
    std::vector<Text> options;
    int selected = 0;
    for (const auto period : k_periods) {
        if (period == list.period) selected = static_cast<int>(options.size());
        options.push_back(period_text(ui, period));
    }
    std::vector chips{FilterChip{"only own", ui.tr(TextKey::lists_only_own), list.only_own}};
    // Of today alone nothing can have passed.
    if (list.period != Period::today) {
        chips.push_back({"past", ui.tr(TextKey::lists_past), list.past});
    }
    const auto pressed = draw_filters(ui, area, options, selected, chips);
    if (pressed.option) {
        intents.add(lists::SetPeriod{k_periods[static_cast<std::size_t>(*pressed.option)]});
    }
    if (pressed.chip == 0u) intents.add(lists::ToggleOnlyOwn{});
    if (pressed.chip == 1u) intents.add(lists::TogglePast{});
}

void draw_nothing(Ui& ui, const Rect& area, const CareState& list, ListsIntents& intents) {
    EmptyState empty{.icon = Icon::cake,
                     .tone = Tone::primary,
                     .title = {},
                     .body = ui.tr(TextKey::lists_care_none_body)};
    if (list.only_own) {
        empty.title = ui.tr(TextKey::lists_care_own_none);
        empty.body = ui.tr(TextKey::lists_own_none_body);
        empty.action = ui.tr(TextKey::lists_show_all);
        if (draw_empty_state(ui, area, "show all", empty)) intents.add(lists::ShowAll{});
        return;
    }
    if (list.past) {
        empty.title = ui.tr(TextKey::lists_care_none_past);
        draw_empty_state(ui, area, "nobody", empty);
        return;
    }
    // Nobody today: whoever comes next can be prepared for.
    auto next = Period::month;
    if (list.period == Period::today) {
        empty.title = ui.tr(TextKey::lists_care_none_today);
        empty.action = ui.tr(TextKey::lists_care_show_week);
        next = Period::week;
    } else if (list.period == Period::week) {
        empty.title = ui.tr(TextKey::lists_care_none_week);
        empty.action = ui.tr(TextKey::lists_care_show_month);
    } else {
        empty.title = ui.tr(TextKey::lists_care_none_month);
    }
    if (draw_empty_state(ui, area, "show more", empty)) intents.add(lists::SetPeriod{next});
}

// The day beside the first of its birthdays.
void draw_day(Ui& ui, const Rect& place, Date date, Date today) {
    const auto high = line_height(ui, TextStyle::body) + line_height(ui, TextStyle::small);
    auto lines = place.inset(ui.px(k_gap_m), 0);
    lines = lines.centered(lines.width(), high);
    draw_text(ui, lines.cut_top(line_height(ui, TextStyle::body)), day_text(ui, date, today),
              TextStyle::body_strong, date == today ? Role::primary_text : Role::ink);
    draw_text(ui, lines, lunar_day_text(ui, date), TextStyle::small, Role::ink2);
}

void draw_entry(Ui& ui, const Rect& place, const Shop& shop, const domain::CareEntry& entry,
                const CareState& list, ListsIntents& intents) {
    std::vector<Tag> tags;
    // As long as nobody was greeted the list's head says all there is to say.
    if (entry.is_done) {
        tags.push_back({ui.tr(TextKey::lists_care_done), Tone::success});
    } else if (list.counts.done > 0) {
        tags.push_back({ui.tr(TextKey::lists_to_greet), Tone::neutral});
    }
    // Which day that is in its calendar stands beside it.
    if (entry.calendar == BirthdayCalendar::lunar) {
        tags.push_back({ui.tr(TextKey::lists_lunar), Tone::violet});
    }
    if (entry.do_not_call) tags.push_back({ui.tr(TextKey::lists_do_not_call), Tone::danger});
    const MemberRow row{.name = Text::data(entry.member.name),
                        .subtitle = masked_phone_text(entry.member),
                        .mark = tier_mark(ui, shop, entry.member.tier_code),
                        .tags = tags,
                        .trailing = entry.is_done ? contact_text(ui, entry.last_contact) : Text(),
                        .last = true};
    if (draw_contact_row(ui, place, "birthday " + entry.member.id.text(), row)) {
        intents.add(lists::OpenBirthday{entry.member.id});
    }
}

void draw_rows(Ui& ui, const Rect& area, const Scene& scene, const CareState& list,
               ListsIntents& intents) {
    ScrollArea scroll(ui, "birthdays", area, Role::surface);
    const IdScope scope(static_cast<int>(list.period) + (list.past ? 8 : 0));
    auto rest = scroll.content();
    const auto& rows = list.rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto place = rest.cut_top(ui.px(k_member_row_height));
        if (!scroll.in_sight(place)) continue;
        const auto date = rows[i].celebrated_on;
        const bool last = i + 1 == rows.size();
        const bool last_of_day = last || rows[i + 1].celebrated_on != date;
        const auto line = place;
        const auto day = place.cut_left(ui.px(k_day_width));
        if (i == 0 || rows[i - 1].celebrated_on != date) {
            draw_day(ui, day, date, Date::of_text(scene.shop.today));
        }
        draw_entry(ui, place, scene.shop, rows[i], list, intents);
        if (!last) divider(ui, last_of_day ? line.left : place.left, line.right, line.bottom - 1);
    }
    if (draw_list_end(ui, scroll, rest, list)) intents.add(lists::LoadMore{});
}

}  // namespace

void draw_care(Ui& ui, const Rect& area, const Scene& scene, const ListsState& lists,
               ListsIntents& intents) {
    const auto& list = lists.care;
    auto rest = area;
    draw_head(ui, rest, list, intents);
    const auto presence = draw_list_absence(ui, rest, list.error, list.loaded);
    if (presence == ListPresence::retry) intents.add(lists::Reload{});
    if (presence != ListPresence::there) return;
    if (list.rows.empty()) return draw_nothing(ui, rest, list, intents);
    const auto open = list.counts.total - list.counts.done;
    const auto inside = draw_list_frame(
        ui, rest, ui.tr(TextKey::lists_care_count, list.counts.total),
        open > 0 ? ui.tr(TextKey::lists_care_open, open) : ui.tr(TextKey::lists_care_all_done),
        open > 0 ? Tone::info : Tone::success);
    draw_rows(ui, inside, scene, list, intents);
}

}  // namespace qiantai::ui

#include "assets/words/find.hpp"
#include "assets/words/lists.hpp"
#include "terminal/desk/due.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/screen_lists.hpp"

namespace qiantai::ui {
namespace {

using Period = CareState::Period;
constexpr Period k_periods[] = {Period::today, Period::week, Period::month};

Text period_text(const Ui& ui, Period period) {
    switch (period) {
        case Period::today:
            return ui.tr(words::lists_period_today);
        case Period::week:
            return ui.tr(words::lists_period_week);
        case Period::month:
            break;
    }
    return ui.tr(words::lists_period_month);
}

void draw_head(Ui& ui, Rect& area, const CareState& list, ListsIntents& intents) {
    std::vector<Text> options;
    int selected = 0;
    for (const auto period : k_periods) {
        if (period == list.period) selected = static_cast<int>(options.size());
        options.push_back(period_text(ui, period));
    }
    std::vector chips{FilterChip{"only own", ui.tr(words::lists_only_own), list.only_own}};
    // Of today alone nothing can have passed.
    if (list.period != Period::today) {
        chips.push_back({"past", ui.tr(words::lists_past), list.past});
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
                     .body = ui.tr(words::lists_care_none_body)};
    if (list.only_own) {
        empty.title = ui.tr(words::lists_care_own_none);
        empty.body = ui.tr(words::lists_own_none_body);
        empty.action = ui.tr(words::lists_show_all);
        if (draw_empty_state(ui, area, "show all", empty)) intents.add(lists::ShowAll{});
        return;
    }
    if (list.past) {
        empty.title = ui.tr(words::lists_care_none_past);
        draw_empty_state(ui, area, "nobody", empty);
        return;
    }
    // Nobody today: whoever comes next can be prepared for.
    auto next = Period::month;
    if (list.period == Period::today) {
        empty.title = ui.tr(words::lists_care_none_today);
        empty.action = ui.tr(words::lists_care_show_week);
        next = Period::week;
    } else if (list.period == Period::week) {
        empty.title = ui.tr(words::lists_care_none_week);
        empty.action = ui.tr(words::lists_care_show_month);
    } else {
        empty.title = ui.tr(words::lists_care_none_month);
    }
    if (draw_empty_state(ui, area, "show more", empty)) intents.add(lists::SetPeriod{next});
}

/// Since when a greeting is missing; nothing if none is.
std::optional<Tag> missed_tag(const Ui& ui, Date today, const domain::CareEntry& entry) {
    const int days = today.days_until(entry.celebrated_on);
    if (entry.is_done || days >= 0 || days < -domain::k_missed_days) return std::nullopt;
    return Tag{missed_birthday_text(ui, -days), due_tone(due_in(days))};
}

TableCell greeting_cell(const Ui& ui, const Scene& scene, Date today,
                        const domain::CareEntry& entry) {
    if (entry.is_done) return contact_cell(ui, scene.shop, entry.last_contact);
    const auto missed = missed_tag(ui, today, entry);
    if (missed) return {.text = missed->text, .tag = missed->tone};
    return {.text = ui.tr(words::lists_to_greet)};
}

// Whose birthday is kept by the Chinese calendar: the day in it.
Text lunar_note(const Ui& ui, const domain::CareEntry& entry) {
    const bool lunar = entry.calendar == BirthdayCalendar::lunar;
    return lunar ? birthday_day_text(ui, entry) : Text();
}

std::vector<TableColumn> care_columns(const Ui& ui, const Scene& scene, const CareState& list) {
    const auto today = Date::of_text(scene.shop.today);
    std::vector<Text> days, missed, clerks;
    for (const auto& entry : list.rows) {
        days.push_back(day_text(ui, entry.celebrated_on, today));
        days.push_back(lunar_note(ui, entry));
        if (const auto tag = missed_tag(ui, today, entry)) missed.push_back(tag->text);
        clerks.push_back(colleague_text(scene, entry.member.home_clerk));
    }
    return {{.title = ui.tr(words::column_member), .width = ui.px(k_person_column_dp)},
            {.title = ui.tr(words::column_birthday), .width = column_width(ui, days)},
            {.title = ui.tr(words::column_greeting),
             .width = std::max(contact_column_width(ui), tag_column_width(ui, missed))},
            clerk_column(ui, clerks)};
}

std::vector<Tag> care_tags(const Ui& ui, const domain::CareEntry& entry) {
    std::vector<Tag> tags;
    if (entry.is_done) tags.push_back({ui.tr(words::lists_care_done), Tone::success});
    if (entry.do_not_call) tags.push_back({ui.tr(words::lists_do_not_call), Tone::warning});
    return tags;
}

TableRow care_row(const Ui& ui, const Scene& scene, const domain::CareEntry& entry,
                  std::span<const Tag> tags) {
    const auto today = Date::of_text(scene.shop.today);
    const auto day = day_text(ui, entry.celebrated_on, today);
    return {.name = "birthday " + entry.member.id.text(),
            .person = {.name = Text::data(entry.member.name),
                       .subtitle = masked_phone_text(entry.member),
                       .mark = tier_mark(ui, scene.shop, entry.member.tier_code),
                       .tags = tags},
            .cells = {{.text = day, .note = lunar_note(ui, entry)},
                      greeting_cell(ui, scene, today, entry),
                      {.text = colleague_text(scene, entry.member.home_clerk)}}};
}

void draw_rows(Ui& ui, Rect area, const Scene& scene, const CareState& list,
               ListsIntents& intents) {
    const IdScope scope(static_cast<int>(list.period) + (list.past ? 8 : 0));
    const auto columns = care_columns(ui, scene, list);
    std::vector<Tag> tags;
    const auto result = draw_table(ui, area, "birthdays",
                                   {.columns = columns,
                                    .row_count = list.rows.size(),
                                    .row =
                                        [&](std::size_t i) {
                                            tags = care_tags(ui, list.rows[i]);
                                            return care_row(ui, scene, list.rows[i], tags);
                                        },
                                    .action = ui.tr(words::lists_contact),
                                    .has_more = list.has_more()});
    if (result.row) intents.add(lists::OpenBirthday{list.rows[*result.row].member.id});
    if (result.end_in_sight && !list.loading) intents.add(lists::LoadMore{});
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
        ui, rest, ui.tr(words::lists_care_count, number_text(list.counts.total).utf8()),
        open > 0 ? ui.tr(words::lists_care_open, number_text(open).utf8())
                 : ui.tr(words::lists_care_all_done),
        open == 0                ? Tone::success
        : list.counts.missed > 0 ? due_tone(Due::overdue)
                                 : Tone::info);
    draw_rows(ui, inside, scene, list, intents);
}

}  // namespace qiantai::ui

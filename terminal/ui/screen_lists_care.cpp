#include "terminal/ui/lists_frame.hpp"
#include "terminal/ui/lists_words.hpp"
#include "terminal/ui/paint.hpp"
#include "terminal/ui/scroll_area.hpp"
#include "terminal/ui/shown.hpp"
#include "terminal/ui/widget_card.hpp"
#include "terminal/ui/widget_state.hpp"

namespace qiantai::ui {
namespace {

using Period = CareState::Period;
constexpr Period k_periods[] = {Period::today, Period::week, Period::month};
constexpr float k_day_height = 48;

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

void draw_head(Ui& ui, Rect& area, const CareState& list, AppIntents& intents) {
    std::vector<Text> options;
    int selected = 0;
    for (const auto period : k_periods) {
        if (period == list.period) selected = static_cast<int>(options.size());
        options.push_back(period_text(ui, period));
    }
    const std::array chips{FilterChip{"only own", ui.tr(TextKey::lists_only_own), list.only_own}};
    const auto pressed = draw_filters(ui, area, options, selected, chips);
    if (pressed.option) {
        intents.add(lists::SetPeriod{k_periods[static_cast<std::size_t>(*pressed.option)]});
    }
    if (pressed.chip) intents.add(lists::ToggleOnlyOwn{});
}

void draw_nothing(Ui& ui, const Rect& area, const CareState& list, AppIntents& intents) {
    EmptyState empty{.icon = Icon::cake,
                     .tone = Tone::primary,
                     .title = {},
                     .body = ui.tr(TextKey::lists_care_none_body)};
    if (list.only_own) {
        empty.title = ui.tr(TextKey::lists_own_none);
        empty.body = ui.tr(TextKey::lists_own_none_body);
        empty.action = ui.tr(TextKey::lists_show_all);
        if (draw_empty_state(ui, area, "show all", empty)) intents.add(lists::ShowAll{});
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

void draw_day(Ui& ui, Rect line, const std::string& date, const AppState& state) {
    const auto words = day_heading_text(ui, date, state.shop.today);
    const bool today = date == state.shop.today;
    line.top += ui.px(k_gap_s);
    line.cut_left(ui.px(k_gap_m));
    const auto wide = text_width(ui, words.utf8(), TextStyle::body_strong) + 1;
    draw_text(ui, line.cut_left(wide, ui.px(k_gap_m)), words, TextStyle::body_strong,
              today ? Role::primary_text : Role::ink);
    draw_text(ui, line, lunar_day_text(ui, date), TextStyle::small, Role::ink2);
}

void draw_entry(Ui& ui, const Rect& place, const Shop& shop, const domain::CareEntry& entry,
                bool last, AppIntents& intents) {
    std::vector<Tag> tags;
    tags.push_back(entry.is_done ? Tag{ui.tr(TextKey::lists_care_done), Tone::success}
                                 : Tag{ui.tr(TextKey::lists_to_greet), Tone::neutral});
    // The day in that calendar stands in the heading.
    if (entry.calendar == domain::BirthdayCalendar::lunar) {
        tags.push_back({ui.tr(TextKey::lists_lunar), Tone::violet});
    }
    if (entry.do_not_call) tags.push_back({ui.tr(TextKey::lists_do_not_call), Tone::danger});
    const MemberRow row{.name = Text::data(entry.member.name),
                        .subtitle = masked_phone_text(entry.member),
                        .mark = tier_mark(ui, shop, entry.member.tier_code),
                        .tags = tags,
                        .trailing = entry.is_done ? contact_text(ui, entry.last_contact) : Text(),
                        .last = last};
    if (draw_contact_row(ui, place, "birthday " + entry.member.id.text(), row)) {
        intents.add(lists::OpenBirthday{entry.member.id});
    }
}

// Today comes first, then who follows; whose day has passed comes last. While more is to be loaded
// the order is the calendar's, so that nothing jumps.
std::vector<const domain::CareEntry*> in_order(const CareState& list, const std::string& today) {
    std::vector<const domain::CareEntry*> rows;
    for (const auto& entry : list.rows) rows.push_back(&entry);
    if (list.next) return rows;
    std::ranges::stable_partition(
        rows, [&](const domain::CareEntry* entry) { return entry->celebrated_on >= today; });
    return rows;
}

void draw_rows(Ui& ui, const Rect& area, const AppState& state, const CareState& list,
               AppIntents& intents) {
    ScrollArea scroll(ui, "birthdays", area);
    const IdScope scope(static_cast<int>(list.period));
    auto rest = scroll.content();
    const auto rows = in_order(list, state.shop.today);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& entry = *rows[i];
        if (i == 0 || rows[i - 1]->celebrated_on != entry.celebrated_on) {
            const auto line = rest.cut_top(ui.px(k_day_height));
            if (scroll.in_sight(line)) draw_day(ui, line, entry.celebrated_on, state);
        }
        const auto place = rest.cut_top(ui.px(k_member_row_height));
        const bool last = i + 1 == rows.size() || rows[i + 1]->celebrated_on != entry.celebrated_on;
        if (scroll.in_sight(place)) draw_entry(ui, place, state.shop, entry, last, intents);
    }
    if (list.next) {
        const auto place = rest.cut_top(ui.px(k_more_height));
        if (scroll.in_sight(place)) draw_more(ui, place, list.loading, intents);
    }
    scroll.finish(rest.top);
}

}  // namespace

void draw_care(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    const auto& list = state.work.lists.care;
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
    draw_rows(ui, inside, state, list, intents);
}

}  // namespace qiantai::ui

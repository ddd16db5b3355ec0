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

using Range = ExpiringState::Range;
constexpr Range k_ranges[] = {Range::days_30, Range::days_60, Range::expired};

Text range_text(const Ui& ui, Range range) {
    switch (range) {
        case Range::days_30:
            return ui.tr(words::lists_range_30);
        case Range::days_60:
            return ui.tr(words::lists_range_60);
        case Range::expired:
            break;
    }
    return ui.tr(words::lists_range_expired);
}

// How far the list looks ahead, without what it holds besides.
Text days_text(const Ui& ui, Range range) {
    return ui.tr(range == Range::days_30 ? words::lists_days_30 : words::lists_days_60);
}

void draw_head(Ui& ui, Rect& area, const ExpiringState& list, ListsIntents& intents) {
    std::vector<Text> options;
    int selected = 0;
    for (const auto range : k_ranges) {
        if (range == list.range) selected = static_cast<int>(options.size());
        options.push_back(range_text(ui, range));
    }
    const std::array chips{FilterChip{"only open", ui.tr(words::lists_only_open), list.only_open},
                           FilterChip{"only own", ui.tr(words::lists_only_own), list.only_own}};
    const auto pressed = draw_filters(ui, area, options, selected, chips);
    if (pressed.option) {
        intents.add(lists::SetRange{k_ranges[static_cast<std::size_t>(*pressed.option)]});
    }
    if (pressed.chip == 0u) intents.add(lists::ToggleOnlyOpen{});
    if (pressed.chip == 1u) intents.add(lists::ToggleOnlyOwn{});
}

// Why the list is empty decides what is said and what can be done about it.
void draw_nothing(Ui& ui, const Rect& area, const ExpiringState& list, ListsIntents& intents) {
    EmptyState empty{.icon = Icon::check_circle, .tone = Tone::success, .title = {}};
    if (list.only_open && list.counts.total > 0) {
        empty.title = ui.tr(words::lists_contacted_all);
        empty.body = ui.tr(words::lists_contacted_all_body);
        empty.action = ui.tr(words::lists_show_all);
    } else if (list.only_own) {
        empty.title = ui.tr(words::lists_own_none);
        empty.body = ui.tr(words::lists_own_none_body);
        empty.action = ui.tr(words::lists_show_all);
    } else {
        empty.title = list.range == Range::expired
                          ? ui.tr(words::lists_expired_none)
                          : ui.tr(words::lists_expiring_none, days_text(ui, list.range).utf8());
        empty.body = ui.tr(words::lists_expiring_none_body);
    }
    if (draw_empty_state(ui, area, "show all", empty)) intents.add(lists::ShowAll{});
}

std::vector<TableColumn> expiring_columns(const Ui& ui, const Scene& scene,
                                          const ExpiringState& list) {
    std::vector<Text> expiries, clerks;
    for (const auto& row : list.rows) {
        expiries.push_back(expiry_tag(ui, row.days_left).text);
        clerks.push_back(colleague_text(scene, row.member.home_clerk));
    }
    return {{.title = ui.tr(words::column_member), .width = ui.px(k_person_column_dp)},
            {.title = ui.tr(words::column_expiry), .width = tag_column_width(ui, expiries)},
            {.title = ui.tr(words::column_contact), .width = contact_column_width(ui)},
            clerk_column(ui, clerks)};
}

TableRow expiring_row(const Ui& ui, const Scene& scene, const domain::ExpiringCard& row,
                      std::span<const Tag> tags) {
    const auto expiry = expiry_tag(ui, row.days_left);
    return {.name = "card " + row.card.number,
            .person = {.name = Text::data(row.member.name),
                       .subtitle = masked_phone_text(row.member),
                       .mark = tier_mark(ui, scene.shop, row.member.tier_code),
                       .tags = tags},
            .cells = {{.text = expiry.text,
                       .note = date_text(ui, scene.shop, Date::of_text(row.card.expires_on)),
                       .tag = expiry.tone},
                      contact_cell(ui, scene.shop, row.last_contact),
                      {.text = colleague_text(scene, row.member.home_clerk)}}};
}

// What has expired stands first in the days to come: nobody has been in touch about it.
Text count_text(const Ui& ui, const ExpiringState& list) {
    const auto total = number_text(list.counts.total);
    if (list.range == Range::expired || list.counts.overdue == 0) {
        return ui.tr(words::lists_expiring_count, total.utf8());
    }
    return ui.tr(words::lists_count_expired, total.utf8(), number_text(list.counts.overdue).utf8());
}

void draw_rows(Ui& ui, Rect area, const Scene& scene, const ExpiringState& list,
               ListsIntents& intents) {
    const IdScope scope(static_cast<int>(list.range));
    const auto columns = expiring_columns(ui, scene, list);
    const std::array do_not_call{Tag{ui.tr(words::lists_do_not_call), Tone::warning}};
    const auto result = draw_table(
        ui, area, "cards",
        {.columns = columns,
         .row_count = list.rows.size(),
         .row =
             [&](std::size_t i) {
                 const auto& row = list.rows[i];
                 const std::span<const Tag> tags(do_not_call);
                 return expiring_row(ui, scene, row, tags.first(row.do_not_call ? 1 : 0));
             },
         .action = ui.tr(words::lists_contact),
         .has_more = list.has_more()});
    if (result.row) intents.add(lists::OpenCard{list.rows[*result.row].card.id});
    if (result.end_in_sight && !list.loading) intents.add(lists::LoadMore{});
}

}  // namespace

void draw_expiring(Ui& ui, const Rect& area, const Scene& scene, const ListsState& lists,
                   ListsIntents& intents) {
    const auto& list = lists.expiring;
    auto rest = area;
    draw_head(ui, rest, list, intents);
    const auto presence = draw_list_absence(ui, rest, list.error, list.loaded);
    if (presence == ListPresence::retry) intents.add(lists::Reload{});
    if (presence != ListPresence::there) return;
    if (list.rows.empty()) return draw_nothing(ui, rest, list, intents);
    const auto open = list.counts.not_contacted;
    const auto inside =
        draw_list_frame(ui, rest, count_text(ui, list),
                        open > 0 ? ui.tr(words::lists_open_count, number_text(open).utf8())
                                 : ui.tr(words::lists_all_done),
                        open == 0                 ? Tone::success
                        : list.counts.overdue > 0 ? due_tone(Due::overdue)
                                                  : Tone::warning);
    draw_rows(ui, inside, scene, list, intents);
}

}  // namespace qiantai::ui

#include "terminal/desk/list_end.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
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
            return ui.tr(TextKey::lists_range_30);
        case Range::days_60:
            return ui.tr(TextKey::lists_range_60);
        case Range::expired:
            break;
    }
    return ui.tr(TextKey::lists_range_expired);
}

void draw_head(Ui& ui, Rect& area, const ExpiringState& list, ListsIntents& intents) {
    std::vector<Text> options;
    int selected = 0;
    for (const auto range : k_ranges) {
        if (range == list.range) selected = static_cast<int>(options.size());
        options.push_back(range_text(ui, range));
    }
    const std::array chips{FilterChip{"only open", ui.tr(TextKey::lists_only_open), list.only_open},
                           FilterChip{"only own", ui.tr(TextKey::lists_only_own), list.only_own}};
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
        empty.title = ui.tr(TextKey::lists_contacted_all);
        empty.body = ui.tr(TextKey::lists_contacted_all_body);
        empty.action = ui.tr(TextKey::lists_show_all);
    } else if (list.only_own) {
        empty.title = ui.tr(TextKey::lists_own_none);
        empty.body = ui.tr(TextKey::lists_own_none_body);
        empty.action = ui.tr(TextKey::lists_show_all);
    } else {
        empty.title = list.range == Range::expired
                          ? ui.tr(TextKey::lists_expired_none)
                          : ui.tr(TextKey::lists_expiring_none, range_text(ui, list.range).utf8());
        empty.body = ui.tr(TextKey::lists_expiring_none_body);
    }
    if (draw_empty_state(ui, area, "show all", empty)) intents.add(lists::ShowAll{});
}

void draw_card_row(Ui& ui, const Rect& place, const Shop& shop, const domain::ExpiringCard& row,
                   bool last, ListsIntents& intents) {
    std::vector<Tag> tags{expiry_tag(ui, row.days_left)};
    if (row.do_not_call) tags.push_back({ui.tr(TextKey::lists_do_not_call), Tone::danger});
    const auto phone = masked_phone_text(row.member);
    const MemberRow shown{.name = Text::data(row.member.name),
                          .subtitle = phone,
                          .mark = tier_mark(ui, shop, row.member.tier_code),
                          .tags = tags,
                          .trailing = contact_text(ui, row.last_contact),
                          .last = last};
    if (draw_contact_row(ui, place, "card " + row.card.number, shown)) {
        intents.add(lists::OpenCard{row.card.id});
    }
}

void draw_rows(Ui& ui, const Rect& area, const Scene& scene, const ListsState& lists,
               ListsIntents& intents) {
    const auto& list = lists.expiring;
    ScrollArea scroll(ui, "cards", area, Role::surface);
    const IdScope scope(static_cast<int>(list.range));
    auto rest = scroll.content();
    for (std::size_t i = 0; i < list.rows.size(); ++i) {
        const auto place = rest.cut_top(ui.px(k_member_row_height));
        const bool last = i + 1 == list.rows.size() && !list.next;
        if (scroll.in_sight(place))
            draw_card_row(ui, place, scene.shop, list.rows[i], last, intents);
    }
    if (draw_list_end(ui, scroll, rest, list)) intents.add(lists::LoadMore{});
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
    const auto inside = draw_list_frame(
        ui, rest, ui.tr(TextKey::lists_expiring_count, list.counts.total),
        open > 0 ? ui.tr(TextKey::lists_open_count, open) : ui.tr(TextKey::lists_all_done),
        open > 0 ? Tone::warning : Tone::success);
    draw_rows(ui, inside, scene, lists, intents);
}

}  // namespace qiantai::ui

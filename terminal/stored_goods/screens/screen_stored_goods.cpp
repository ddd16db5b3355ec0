#include "terminal/stored_goods/screens/screen_stored_goods.hpp"

#include "terminal/desk/list_end.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

using GoodsListIntents = Intents<GoodsListIntent>;

constexpr float k_views_height = 60;
constexpr float k_goods_row_height = 80;
constexpr float k_goods_tag_from = 440;  ///< leaves room for place, item and expiry

void draw_views(Ui& ui, const Rect& bar, const GoodsListState& list, GoodsListIntents& intents) {
    const std::array labels{ui.tr(TextKey::goods_view_left),
                            list.due.empty()
                                ? ui.tr(TextKey::goods_view_due)
                                : ui.tr(TextKey::goods_view_due_count, list.due.size()),
                            ui.tr(TextKey::goods_view_items)};
    const auto pressed = draw_tabs(ui, bar, "views", labels, static_cast<int>(list.view));
    if (pressed) intents.add(goods::SetView{static_cast<GoodsView>(*pressed)});
}

/// What has been left out of the line is on the deposit's page.
Text row_note(const Ui& ui, const domain::GoodsLine& line) {
    // The place leads: a tag beside may shorten the line, and it is what the clerk walks to.
    std::string note;
    if (!line.state.place.empty()) {
        note = ui.tr(TextKey::goods_row_place, line.state.place).utf8() + " · ";
    }
    note += line.goods.item;
    // A reminder says it more plainly, beside.
    const bool said = line.reminder && line.reminder->reason != domain::ReminderReason::idle;
    if (line.goods.expires_on && !said) {
        note += " · " + ui.tr(TextKey::goods_expires_on, line.goods.expires_on->text()).utf8();
    }
    return Text::data(std::move(note));
}

void draw_goods_row(Ui& ui, const Rect& place, const domain::GoodsLine& line, bool last,
                    GoodsListIntents& intents) {
    ListRow row{.title = Text::data(line.member_name.empty() ? line.goods.item : line.member_name),
                .subtitle = row_note(ui, line),
                .avatar = true,
                .trailing_strong = goods_left_text(ui, line.goods, line.state),
                .chevron = true,
                .last = last};
    row.tag_from = k_goods_tag_from;
    if (line.state.shortage > 0) {
        row.tag = row.trailing_strong;
        row.tag_tone = Tone::danger;
        row.trailing_strong = {};
    } else if (line.reminder) {
        row.tag = reminder_text(ui, *line.reminder);
        row.tag_tone = reminder_tone(*line.reminder);
    }
    if (draw_list_row(ui, place, "goods " + line.goods.number, row).pressed) {
        intents.add(goods::Open{line.goods.id});
    }
}

// The last try stands at the end of the row: whoever goes through the list must not call twice.
void draw_due_row(Ui& ui, const Rect& place, const domain::GoodsLine& line, bool last,
                  GoodsListIntents& intents) {
    const auto when = line.state.last_reminded_on
                          ? ui.tr(TextKey::goods_reminded,
                                  reminder_outcome_text(ui, line.state.last_outcome).utf8(),
                                  line.state.last_reminded_on->text().substr(5))
                          : ui.tr(TextKey::goods_never_reminded);
    const ListRow row{.title = Text::data(line.member_name),
                      .subtitle = row_note(ui, line),
                      .avatar = true,
                      .tag = reminder_text(ui, *line.reminder),
                      .tag_tone = reminder_tone(*line.reminder),
                      .tag_from = k_goods_tag_from,
                      .trailing = when,
                      .chevron = true,
                      .last = last};
    if (draw_list_row(ui, place, "due " + line.goods.number, row).pressed) {
        intents.add(goods::Open{line.goods.id});
    }
}

void draw_item_row(Ui& ui, const Rect& place, const domain::GoodsItemTotal& total, bool last,
                   GoodsListIntents& intents) {
    const auto unit = goods_unit(ui, total.unit);
    ListRow row{.title = Text::data(total.item),
                .subtitle = ui.tr(TextKey::goods_item_total, total.deposits),
                .icon = Icon::archive,
                .icon_tone = Tone::primary,
                .trailing_strong = ui.tr(TextKey::goods_left, total.remaining, unit.utf8()),
                .chevron = true,
                .last = last};
    if (total.shortage > 0) {
        row.tag = ui.tr(TextKey::goods_short, total.shortage, unit.utf8());
        row.tag_tone = Tone::danger;
    } else if (total.expires_first) {
        row.trailing = ui.tr(TextKey::goods_expires_on, total.expires_first->text());
    }
    const auto name = "item " + total.item + " " + total.unit;
    if (draw_list_row(ui, place, name, row).pressed) intents.add(goods::ShowItem{total.item});
}

template <typename Rows, typename Draw>
void draw_goods_rows(Ui& ui, const Rect& area, std::string_view name, const Rows& rows, bool more,
                     bool loading, GoodsListIntents& intents, Draw draw) {
    const auto card = draw_card(ui, area, k_gap_s);
    ScrollArea scroll(ui, name, card, Role::surface);
    auto rest = scroll.content();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto place = rest.cut_top(ui.px(k_goods_row_height));
        if (scroll.in_sight(place)) {
            draw(ui, place, rows[i], i + 1 == rows.size() && !more, intents);
        }
    }
    if (draw_list_end(ui, scroll, rest, more, loading)) intents.add(goods::LoadMore{});
}

void draw_none_left(Ui& ui, const Rect& rest, const GoodsListState& list,
                    GoodsListIntents& intents) {
    if (!list.is_filtered()) {
        const EmptyState empty{.icon = Icon::archive,
                               .title = ui.tr(TextKey::goods_none),
                               .body = ui.tr(TextKey::goods_none_body)};
        draw_empty_state(ui, rest, "none", empty);
        return;
    }
    const auto& what = !list.typed.empty() ? list.typed
                       : list.member_id    ? list.member_name
                                           : list.item;
    const EmptyState empty{.icon = Icon::magnify,
                           .title = ui.tr(TextKey::goods_none_found),
                           .body = ui.tr(TextKey::goods_none_found_body, what),
                           .action = ui.tr(TextKey::goods_show_all)};
    if (draw_empty_state(ui, rest, "none", empty)) intents.add(goods::ShowAll{});
}

// One item or one member: said as a chip, which a touch takes away.
void draw_goods_filter(Ui& ui, Rect& rest, const GoodsListState& list, GoodsListIntents& intents) {
    if (list.item.empty() && !list.member_id) return;
    const Chip chip{Text::data(list.member_id ? list.member_name : list.item), Icon::close,
                    Tone::primary};
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto wide = std::min(chip_width(ui, chip), line.width());
    if (draw_chip(ui, line.cut_left(wide).centered(wide, ui.px(k_chip_height)), "filter", chip)) {
        intents.add(goods::ShowAll{});
    }
}

void draw_goods_left(Ui& ui, Rect rest, const GoodsListState& list, GoodsListIntents& intents) {
    draw_goods_filter(ui, rest, list, intents);
    if (list.rows.empty()) return draw_none_left(ui, rest, list, intents);
    draw_goods_rows(ui, rest, "left", list.rows, list.has_more(), list.loading, intents,
                    draw_goods_row);
}

void draw_goods_due(Ui& ui, const Rect& rest, const GoodsListState& list,
                    GoodsListIntents& intents) {
    if (!list.due.empty()) {
        return draw_goods_rows(ui, rest, "due", list.due, false, false, intents, draw_due_row);
    }
    draw_empty_state(ui, rest, "none",
                     {.icon = Icon::check_circle,
                      .tone = Tone::success,
                      .title = ui.tr(TextKey::goods_none_due),
                      .body = ui.tr(TextKey::goods_none_due_body)});
}

}  // namespace

Text goods_unit(const Ui& ui, const std::string& unit) {
    return unit.empty() ? ui.tr(TextKey::goods_unit) : Text::data(unit);
}

Text goods_left_text(const Ui& ui, const domain::StoredGoods& goods,
                     const domain::GoodsState& state) {
    const auto unit = goods_unit(ui, goods.unit);
    if (state.shortage > 0) return ui.tr(TextKey::goods_short, state.shortage, unit.utf8());
    if (state.remaining == 0) return ui.tr(TextKey::goods_all_fetched);
    return ui.tr(TextKey::goods_left, state.remaining, unit.utf8());
}

Text reminder_outcome_text(const Ui& ui, const Coded<ReminderOutcome>& outcome) {
    return code_text<ReminderOutcome>(
        ui, outcome.text(),
        {{ReminderOutcome::reached, TextKey::goods_outcome_reached},
         {ReminderOutcome::no_answer, TextKey::goods_outcome_no_answer},
         {ReminderOutcome::wrong_number, TextKey::goods_outcome_wrong_number},
         {ReminderOutcome::refused, TextKey::goods_outcome_refused}});
}

Text reminder_text(const Ui& ui, const domain::GoodsReminder& reminder) {
    if (reminder.reason == domain::ReminderReason::expired) {
        return ui.tr(TextKey::goods_expired_days, reminder.days);
    }
    if (reminder.reason == domain::ReminderReason::idle) {
        return ui.tr(TextKey::goods_idle_days, reminder.days);
    }
    if (reminder.days == 0) return ui.tr(TextKey::goods_expires_today);
    return ui.tr(TextKey::goods_expires_days, reminder.days);
}

Tone reminder_tone(const domain::GoodsReminder& reminder) {
    constexpr int k_urgent_days = 7;
    if (reminder.reason == domain::ReminderReason::expired) return Tone::danger;
    if (reminder.reason == domain::ReminderReason::idle) return Tone::info;
    return reminder.days <= k_urgent_days ? Tone::danger : Tone::warning;
}

void draw_goods_list(Ui& ui, const Rect& area, const Scene&, const GoodsListState& list,
                     GoodsListIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    auto head = rest.cut_top(ui.px(k_search_height), ui.px(k_gap_m));
    const auto label = ui.tr(TextKey::goods_new);
    const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::plus};
    const auto button = head.cut_right(button_width(ui, label, style), ui.px(k_gap_m));
    if (draw_button(ui, button.centered(button.width(), ui.px(k_button_height)), "deposit", label,
                    style)) {
        intents.add(goods::BeginDeposit{});
    }
    const auto search =
        draw_search(ui, head, "search", list.typed, {.hint = ui.tr(TextKey::goods_search_hint)});
    if (search.changed) intents.add(goods::Search{*search.changed});
    draw_views(ui, rest.cut_top(ui.px(k_views_height), ui.px(k_gap_m)), list, intents);
    const auto presence = draw_list_absence(ui, rest, list.error, list.loaded);
    if (presence == ListPresence::retry) intents.add(goods::Reload{});
    if (presence != ListPresence::there) return;
    switch (list.view) {
        case GoodsView::left:
            return draw_goods_left(ui, rest, list, intents);
        case GoodsView::due:
            return draw_goods_due(ui, rest, list, intents);
        case GoodsView::items:
            if (list.totals.empty()) return draw_none_left(ui, rest, GoodsListState{}, intents);
            return draw_goods_rows(ui, rest, "items", list.totals, false, false, intents,
                                   draw_item_row);
    }
}

}  // namespace qiantai::ui

#include "terminal/stored_goods/screens/screen_stored_goods.hpp"

#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/stored_goods.hpp"
#include "terminal/desk/due.hpp"
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
constexpr float k_owner_column_dp = 176, k_item_column_dp = 140;

void draw_views(Ui& ui, const Rect& bar, const GoodsListState& list, GoodsListIntents& intents) {
    const std::array labels{ui.tr(words::goods_view_left),
                            list.due.empty() ? ui.tr(words::goods_view_due)
                                             : ui.tr(words::goods_view_due_count, list.due.size()),
                            ui.tr(words::goods_view_items)};
    const auto pressed = draw_tabs(ui, bar, "views", labels, static_cast<int>(list.view));
    if (pressed) intents.add(goods::SetView{static_cast<GoodsView>(*pressed)});
}

MemberRow owner_of(const domain::GoodsLine& line) {
    if (line.member_name.empty()) return {.name = Text::data(line.goods.number)};
    return {.name = Text::data(line.member_name),
            .subtitle = Text::data(domain::mask_phone(line.member_phone))};
}

TableCell left_cell(const Ui& ui, const domain::GoodsLine& line) {
    TableCell cell{.text = goods_left_text(ui, line.goods, line.state)};
    if (line.state.shortage > 0) cell.tag = Tone::danger;
    return cell;
}

TableCell reminder_cell(const Ui& ui, const Shop& shop, const domain::GoodsLine& line) {
    TableCell cell;
    if (line.goods.expires_on) cell.note = date_text(ui, shop, *line.goods.expires_on);
    if (line.reminder) {
        cell.text = reminder_text(ui, *line.reminder);
        cell.tag = reminder_tone(*line.reminder);
    } else {
        cell.text = std::exchange(cell.note, {});
    }
    return cell;
}

// The last try stands in the row: whoever goes through the list must not call twice.
TableCell reminded_cell(const Ui& ui, const Shop& shop, const domain::GoodsLine& line) {
    if (!line.state.last_reminded_on) return {.text = ui.tr(words::goods_never_reminded)};
    return {.text = reminder_outcome_text(ui, line.state.last_outcome),
            .note = past_date_text(ui, shop, *line.state.last_reminded_on)};
}

/// A list of deposits as a table of whose they are.
struct GoodsTable {
    std::string_view name;
    std::string_view row_name;
    std::span<const domain::GoodsLine> lines;
    bool due = false;  ///< with the reminders in place of what is left
    bool has_more = false;
};

TableRow goods_row(const Ui& ui, const Shop& shop, const GoodsTable& table, std::size_t index) {
    const auto& line = table.lines[index];
    const TableCell place{.text = Text::data(line.state.place)};
    TableRow row{.name = fmt::format("{} {}", table.row_name, line.goods.number),
                 .person = owner_of(line),
                 .cells = {{.text = Text::data(line.goods.item)}, reminder_cell(ui, shop, line)}};
    row.cells.push_back(table.due ? reminded_cell(ui, shop, line) : left_cell(ui, line));
    row.cells.push_back(place);
    return row;
}

std::vector<TableColumn> goods_columns(const Ui& ui, const Shop& shop, const GoodsTable& table) {
    std::vector<Text> items, reminders, reminded, left, places;
    for (const auto& line : table.lines) {
        items.push_back(Text::data(line.goods.item));
        places.push_back(Text::data(line.state.place));
        reminders.push_back(reminder_cell(ui, shop, line).text);
        reminded.push_back(reminded_cell(ui, shop, line).text);
        left.push_back(left_cell(ui, line).text);
    }
    const TableColumn last = table.due ? TableColumn{.title = ui.tr(words::goods_column_reminded),
                                                     .width = column_width(ui, reminded)}
                                       : TableColumn{.title = ui.tr(words::goods_column_left),
                                                     .width = tag_column_width(ui, left)};
    return {{.title = ui.tr(words::column_member), .width = ui.px(k_owner_column_dp)},
            {.title = ui.tr(words::goods_item),
             .width = ui.px(k_item_column_dp),
             .wish = column_width(ui, items)},
            {.title = ui.tr(words::goods_column_expiry), .width = tag_column_width(ui, reminders)},
            last,
            {.title = ui.tr(words::goods_place), .wish = column_width(ui, places)}};
}

void draw_goods_table(Ui& ui, const Rect& area, const Shop& shop, const GoodsTable& goods,
                      bool loading, GoodsListIntents& intents) {
    const auto columns = goods_columns(ui, shop, goods);
    auto inside = draw_card(ui, area, k_gap_s);
    const auto result =
        draw_table(ui, inside, goods.name,
                   {.columns = columns,
                    .row_count = goods.lines.size(),
                    .row = [&](std::size_t i) { return goods_row(ui, shop, goods, i); },
                    .has_more = goods.has_more});
    if (result.row) intents.add(goods::Open{goods.lines[*result.row].goods.id});
    if (result.end_in_sight && !loading) intents.add(goods::LoadMore{});
}

void draw_item_row(Ui& ui, const Rect& place, const Shop& shop, const domain::GoodsItemTotal& total,
                   bool last, GoodsListIntents& intents) {
    const auto unit = goods_unit(ui, total.unit);
    ListRow row{.title = Text::data(total.item),
                .subtitle = ui.tr(words::goods_item_total, total.deposits),
                .icon = Icon::archive,
                .icon_tone = Tone::primary,
                .trailing_strong = ui.tr(words::goods_left, total.remaining, unit.utf8()),
                .chevron = true,
                .last = last};
    if (total.shortage > 0) {
        row.tag = ui.tr(words::goods_short, total.shortage, unit.utf8());
        row.tag_tone = Tone::danger;
    } else {
        const auto first = total.expires_first ? date_text(ui, shop, *total.expires_first).utf8()
                                               : std::string("—");
        row.trailing = ui.tr(words::goods_expires_on, first);
    }
    const auto name = "item " + total.item + " " + total.unit;
    if (draw_list_row(ui, place, name, row).pressed) intents.add(goods::ShowItem{total.item});
}

void draw_goods_items(Ui& ui, const Rect& area, const Shop& shop,
                      const std::vector<domain::GoodsItemTotal>& totals,
                      GoodsListIntents& intents) {
    const auto card = draw_card(ui, area, k_gap_s);
    ScrollArea scroll(ui, "items", card, Role::surface);
    auto rest = scroll.content();
    for (std::size_t i = 0; i < totals.size(); ++i) {
        const auto place = rest.cut_top(ui.px(k_goods_row_height));
        if (scroll.in_sight(place)) {
            draw_item_row(ui, place, shop, totals[i], i + 1 == totals.size(), intents);
        }
    }
    scroll.finish(rest.top);
}

void draw_none_left(Ui& ui, const Rect& rest, const GoodsListState& list,
                    GoodsListIntents& intents) {
    if (!list.is_filtered()) {
        const EmptyState empty{.icon = Icon::archive,
                               .title = ui.tr(words::goods_none),
                               .body = ui.tr(words::goods_none_body)};
        draw_empty_state(ui, rest, "none", empty);
        return;
    }
    if (!list.composing.empty()) {
        const auto words = ui.tr(words::search_composing, list.composing);
        return draw_text(ui, Rect(rest).cut_top(ui.px(k_goods_row_height)), words, TextStyle::body,
                         Role::ink2, Align::center);
    }
    const auto& what = !list.typed.empty() ? list.typed
                       : list.member_id    ? list.member_name
                                           : list.item;
    const EmptyState empty{.icon = Icon::magnify,
                           .title = ui.tr(words::goods_none_found),
                           .body = ui.tr(words::goods_none_found_body, what),
                           .action = ui.tr(words::goods_show_all)};
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

void draw_goods_left(Ui& ui, Rect rest, const Scene& scene, const GoodsListState& list,
                     GoodsListIntents& intents) {
    draw_goods_filter(ui, rest, list, intents);
    if (list.rows.empty()) return draw_none_left(ui, rest, list, intents);
    // Another filter is another list, seen from its top.
    const IdScope filter(list.looked_for() + "/" + list.item + "/" + list.member_name);
    const GoodsTable table{
        .name = "left", .row_name = "goods", .lines = list.rows, .has_more = list.has_more()};
    draw_goods_table(ui, rest, scene.shop, table, list.loading, intents);
}

void draw_goods_due(Ui& ui, const Rect& rest, const Scene& scene, const GoodsListState& list,
                    GoodsListIntents& intents) {
    if (!list.due.empty()) {
        const GoodsTable table{.name = "due", .row_name = "due", .lines = list.due, .due = true};
        return draw_goods_table(ui, rest, scene.shop, table, false, intents);
    }
    draw_empty_state(ui, rest, "none",
                     {.icon = Icon::check_circle,
                      .tone = Tone::success,
                      .title = ui.tr(words::goods_none_due),
                      .body = ui.tr(words::goods_none_due_body)});
}

}  // namespace

Text goods_unit(const Ui& ui, const std::string& unit) {
    return unit.empty() ? ui.tr(words::goods_unit) : Text::data(unit);
}

Text goods_left_text(const Ui& ui, const domain::StoredGoods& goods,
                     const domain::GoodsState& state) {
    const auto unit = goods_unit(ui, goods.unit);
    if (state.shortage > 0) return ui.tr(words::goods_short, state.shortage, unit.utf8());
    if (state.remaining == 0) return ui.tr(words::goods_all_fetched);
    return ui.tr(words::goods_left, state.remaining, unit.utf8());
}

Text reminder_outcome_text(const Ui& ui, const Coded<ReminderOutcome>& outcome) {
    return code_text<ReminderOutcome>(
        ui, outcome.text(),
        {{ReminderOutcome::reached, words::goods_outcome_reached},
         {ReminderOutcome::no_answer, words::goods_outcome_no_answer},
         {ReminderOutcome::wrong_number, words::goods_outcome_wrong_number},
         {ReminderOutcome::refused, words::goods_outcome_refused}});
}

Text reminder_text(const Ui& ui, const domain::GoodsReminder& reminder) {
    if (reminder.reason == domain::ReminderReason::expired) {
        return ui.tr(words::goods_expired_days, reminder.days);
    }
    if (reminder.reason == domain::ReminderReason::idle) {
        return ui.tr(words::goods_idle_days, reminder.days);
    }
    if (reminder.days == 0) return ui.tr(words::goods_expires_today);
    return ui.tr(words::goods_expires_days, reminder.days);
}

Tone reminder_tone(const domain::GoodsReminder& reminder) {
    if (reminder.reason == domain::ReminderReason::idle) return Tone::info;
    if (reminder.reason == domain::ReminderReason::expired) return due_tone(Due::overdue);
    return due_tone(due_in(reminder.days));
}

void draw_goods_list(Ui& ui, const Rect& area, const Scene& scene, const GoodsListState& list,
                     GoodsListIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    auto head = rest.cut_top(ui.px(k_search_height), ui.px(k_gap_m));
    const auto label = ui.tr(words::goods_new);
    const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::plus};
    const auto button = head.cut_right(button_width(ui, label, style), ui.px(k_gap_m));
    if (draw_button(ui, button.centered(button.width(), ui.px(k_button_height)), "deposit", label,
                    style)) {
        intents.add(goods::BeginDeposit{});
    }
    const auto search =
        draw_search(ui, head, "search", list.typed, {.hint = ui.tr(words::goods_search_hint)});
    if (search.changed || search.composing != list.composing) {
        intents.add(goods::Search{search.changed.value_or(list.typed), search.composing});
    }
    if (search.entered && !list.rows.empty()) {
        intents.add(goods::Open{list.rows.front().goods.id});
    }
    draw_views(ui, rest.cut_top(ui.px(k_views_height), ui.px(k_gap_m)), list, intents);
    const auto presence = draw_list_absence(ui, rest, list.error, list.loaded);
    if (presence == ListPresence::retry) intents.add(goods::Reload{});
    if (presence != ListPresence::there) return;
    switch (list.view) {
        case GoodsView::left:
            return draw_goods_left(ui, rest, scene, list, intents);
        case GoodsView::due:
            return draw_goods_due(ui, rest, scene, list, intents);
        case GoodsView::items:
            if (list.totals.empty()) return draw_none_left(ui, rest, GoodsListState{}, intents);
            return draw_goods_items(ui, rest, scene.shop, list.totals, intents);
    }
}

}  // namespace qiantai::ui

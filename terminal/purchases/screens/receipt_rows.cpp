#include "terminal/purchases/screens/receipt_rows.hpp"

#include "assets/words/kit.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/kit/widgets/widget_table.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_receipt_row_height = 68, k_buyer_column_dp = 260, k_items_column_dp = 140;

Text buyer_text(const Ui& ui, const domain::PurchaseLine& line) {
    if (!line.member_name.empty()) return Text::data(line.member_name);
    if (!line.purchase.claimed.empty()) return ui.tr(words::receipt_buyer_unclear);
    const bool known = line.purchase.member_id.has_value();
    return ui.tr(known ? words::receipt_member_away : words::receipt_nobody);
}

TableCell amount_cell(const Ui& ui, const domain::PurchaseLine& line) {
    TableCell cell{.text = signed_amount_text(line.purchase)};
    if (line.refunded > Fen()) {
        cell.note = ui.tr(words::receipt_refunded_note, money_text(line.refunded).utf8());
    }
    return cell;
}

TableCell written_cell(const Ui& ui, const Scene& scene, const domain::PurchaseLine& line,
                       bool with_day) {
    const auto& purchase = line.purchase;
    const auto who = colleague_text(scene, purchase.created_by);
    if (with_day) return {.text = date_text(ui, scene.shop, purchase.business_date), .note = who};
    return {.text = time_text(ui, scene.shop, purchase.created_at), .note = who};
}

// Whose it is leads, and what is not as usual; the page says all of that.
TableRow receipt_row(const Ui& ui, const Scene& scene, const domain::PurchaseLine& line,
                     bool with_day) {
    MemberRow person{.name = buyer_text(ui, line),
                     .icon = line.member_name.empty() ? Icon::receipt : Icon::none,
                     .subtitle = receipt_key_text(ui, line.purchase)};
    const auto tags = receipt_tags(ui, line);
    if (!tags.empty()) person.mark = tags.front();
    return {.name = "receipt " + line.purchase.id.text(),
            .person = person,
            .cells = {amount_cell(ui, line),
                      {.text = items_text(ui, line.purchase)},
                      written_cell(ui, scene, line, with_day)}};
}

}  // namespace

ReceiptRowsResult draw_receipt_table(Ui& ui, const Rect& area, const Scene& scene,
                                     const ReceiptRows& rows) {
    std::vector<Text> amounts, items, written;
    for (const auto& line : rows.lines) {
        amounts.push_back(amount_cell(ui, line).text);
        amounts.push_back(amount_cell(ui, line).note);
        items.push_back(items_text(ui, line.purchase));
        written.push_back(written_cell(ui, scene, line, rows.with_day).text);
        written.push_back(written_cell(ui, scene, line, rows.with_day).note);
    }
    const std::array columns{
        TableColumn{.title = ui.tr(words::receipts_column_who), .width = ui.px(k_buyer_column_dp)},
        TableColumn{.title = ui.tr(words::receipt_amount), .width = column_width(ui, amounts)},
        TableColumn{.title = ui.tr(words::receipt_items),
                    .width = ui.px(k_items_column_dp),
                    .wish = column_width(ui, items)},
        TableColumn{.title = ui.tr(words::receipts_column_written),
                    .width = column_width(ui, written)}};
    auto inside = draw_card(ui, area, k_gap_s);
    const auto result = draw_table(
        ui, inside, rows.name,
        {.columns = columns,
         .row_count = rows.lines.size(),
         .row = [&](std::size_t i) { return receipt_row(ui, scene, rows.lines[i], rows.with_day); },
         .has_more = rows.has_more,
         .row_height_dp = k_receipt_row_height});
    ReceiptRowsResult answer{.end_in_sight = result.end_in_sight};
    if (result.row) answer.opened = rows.lines[*result.row].purchase.id;
    return answer;
}

ReceiptRowsResult draw_receipt_list(Ui& ui, const Rect& area, const Scene& scene,
                                    const ReceiptRows& rows) {
    ReceiptRowsResult answer;
    const auto card = draw_card(ui, area, k_gap_s);
    ScrollArea scroll(ui, rows.name, card, Role::surface);
    auto rest = scroll.content();
    const auto high = ui.px(k_row_height);
    for (const auto& line : rows.lines) {
        const auto& purchase = line.purchase;
        const auto place = rest.cut_top(high);
        if (!scroll.in_sight(place)) continue;
        auto below = receipt_key_text(ui, purchase).utf8();
        const auto items = items_text(ui, purchase);
        if (!items.empty()) below += " · " + items.utf8();
        if (purchase.store_code != scene.shop.store_code) {
            below = store_name(scene.shop, purchase.store_code) + " · " + below;
        }
        ListRow row{.title = date_text(ui, scene.shop, purchase.business_date),
                    .subtitle = Text::data(below),
                    .icon = purchase.is_refund() ? Icon::undo : Icon::receipt,
                    .icon_tone = purchase.is_refund() ? Tone::warning : Tone::primary,
                    .trailing_strong = signed_amount_text(purchase),
                    .chevron = true,
                    .last = &line == &rows.lines.back() && !rows.has_more};
        const auto tags = receipt_tags(ui, line);
        if (!tags.empty()) {
            row.tag = tags.front().text;
            row.tag_tone = tags.front().tone;
        }
        if (draw_list_row(ui, place, "receipt " + purchase.id.text(), row).pressed) {
            answer.opened = purchase.id;
        }
    }
    if (rows.has_more) {
        const auto place = rest.cut_top(high);
        answer.end_in_sight = scroll.in_sight(place);
        draw_busy(ui, place, ui.tr(words::loading));
    }
    scroll.finish(rest.top);
    return answer;
}

}  // namespace qiantai::ui

// The receipt is on disk: what was written down, what it brought the member, and the way on.

#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"
#include "terminal/purchases/screens/screen_receipt_form.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_done_disc = 72, k_done_figure = 84, k_low_done_dp = 520;

void draw_done_sign(Ui& ui, Rect& inside, bool anew) {
    const auto sign = inside.cut_top(ui.px(k_done_disc), ui.px(k_gap));
    const ImVec2 center{sign.center_x(), sign.center_y()};
    dot(ui, center, ui.px(k_done_disc / 2), anew ? Role::success_soft : Role::info_soft);
    draw_icon(ui, center, anew ? Icon::check : Icon::information, 40,
              anew ? Role::success : Role::info);
}

Text done_title(const Ui& ui, const RecordedReceipt& recorded) {
    if (recorded.was_there) return ui.tr(words::receipt_was_there);
    const auto& name = recorded.line.member_name;
    if (name.empty()) return ui.tr(words::receipt_done_nobody);
    return Text::data(ui.tr(words::receipt_done, name).utf8());
}

void draw_figures(Ui& ui, Rect& inside, const domain::Purchase& purchase) {
    auto box = inside.cut_top(ui.px(k_done_figure), ui.px(k_gap_m));
    fill(ui, box, Role::surface2, k_radius_control);
    contrast_border(ui, box, k_radius_control);
    const auto number = line_height(ui, TextStyle::small), sum = line_height(ui, TextStyle::figure);
    box = box.centered(box.width(), number + sum);
    draw_text(ui, box.cut_top(number), receipt_key_text(ui, purchase), TextStyle::small, Role::ink2,
              Align::center);
    draw_text(ui, box, signed_amount_text(purchase), TextStyle::figure, Role::ink, Align::center);
}

// For the customer in front of the counter.
void draw_tier_news(Ui& ui, Rect& inside, const Shop& shop, const RecordedReceipt& recorded) {
    if (!recorded.rose_to.empty()) {
        draw_banner(
            ui, inside, "rose",
            {Tone::success, Text::data(ui.tr(words::receipt_rose_to,
                                             tier_name_text(ui, shop, recorded.rose_to).utf8())
                                           .utf8())});
        inside.cut_top(ui.px(k_gap_m));
    }
    if (!recorded.missing) return;
    draw_paragraph(ui, inside, tier_missing_text(ui, shop, *recorded.missing, recorded.next_tier),
                   TextStyle::body, Role::ink2, k_gap_m, Align::center);
}

void draw_buttons(Ui& ui, Rect& inside, const RecordedReceipt& recorded,
                  ReceiptFormIntents& intents) {
    const bool member = recorded.line.purchase.member_id.has_value();
    const int count = member ? 3 : 2;
    const auto row = inside.cut_top(ui.px(k_button_height));
    const auto gap = ui.px(k_gap_m);
    int at = 0;
    if (draw_button(ui, row.column(at++, count, gap), "open receipt",
                    ui.tr(words::receipt_done_open))) {
        intents.add(receipt_form::OpenDone{});
    }
    if (member && draw_button(ui, row.column(at++, count, gap), "open member",
                              ui.tr(words::receipt_done_member))) {
        intents.add(receipt_form::OpenDoneMember{});
    }
    if (draw_button(
            ui, row.column(at, count, gap), "next receipt", ui.tr(words::receipt_done_next),
            {.kind = ButtonKind::primary, .icon = Icon::plus, .finishes = Finishes::question})) {
        intents.add(receipt_form::Next{});
    }
}

}  // namespace

void draw_recorded(Ui& ui, const Rect& area, const Scene& scene, const RecordedReceipt& recorded,
                   ReceiptFormIntents& intents) {
    const bool low = area.height() < ui.px(k_low_done_dp);
    draw_centered_card(
        ui, page_width(ui, area, k_text_width), low ? k_gap : k_gap_xl, [&](Rect& inside) {
            const bool anew = !recorded.was_there;
            if (!low) draw_done_sign(ui, inside, anew);
            draw_paragraph(ui, inside, done_title(ui, recorded), TextStyle::headline, Role::ink, 0,
                           Align::center);
            draw_paragraph(ui, inside,
                           ui.tr(anew ? words::register_done_safe : words::receipt_was_there_note),
                           TextStyle::small, Role::ink2, low ? k_gap_s : k_gap_l, Align::center);
            draw_figures(ui, inside, recorded.line.purchase);
            draw_tier_news(ui, inside, scene.shop, recorded);
            draw_buttons(ui, inside, recorded, intents);
        });
}

}  // namespace qiantai::ui

#include "terminal/purchases/screens/screen_receipt.hpp"

#include "assets/words/lists.hpp"
#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_receipt_columns_dp = 900;
constexpr float k_receipt_item_height = 44;

bool is_own(const Scene& scene, const domain::Purchase& purchase) {
    return purchase.store_code == scene.shop.store_code;
}

void draw_amount_head(Ui& ui, Rect& rest, const domain::PurchaseLine& line) {
    auto top = rest.cut_top(line_height(ui, TextStyle::display));
    const auto amount = signed_amount_text(line.purchase);
    const auto wide = text_width(ui, amount.utf8(), TextStyle::display) + 1;
    draw_text(ui, top.cut_left(wide, ui.px(k_gap)), amount, TextStyle::display,
              line.purchase.undone_at ? Role::ink2 : Role::ink);
    for (const auto& tag : receipt_tags(ui, line)) {
        const auto tag_wide = tag_width(ui, tag.text);
        if (tag_wide > top.width()) {
            rest.cut_top(ui.px(k_gap_xs));
            top = rest.cut_top(ui.px(k_tag_height_dp));
        }
        draw_tag(ui, top.cut_left(tag_wide, ui.px(k_gap_s)), tag.text, tag.tone);
    }
    rest.cut_top(ui.px(k_gap_s));
}

void draw_buyer(Ui& ui, Rect& rest, const domain::PurchaseLine& line, ReceiptIntents& intents) {
    auto place = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    if (!line.purchase.member_id) {
        const bool claimed = !line.purchase.claimed.empty();
        const auto words = claimed ? ui.tr(words::receipt_claimed_note, line.purchase.claimed)
                                   : ui.tr(words::receipt_nobody_note);
        return draw_text(ui, place, Text::data(words.utf8()), TextStyle::body, Role::ink2);
    }
    const auto name =
        line.member_name.empty() ? ui.tr(words::receipt_member_away) : Text::data(line.member_name);
    const auto disc = place.cut_left(ui.px(48), ui.px(k_gap_m));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 48, name);
    const auto label = ui.tr(words::contact_open_member);
    if (!line.member_name.empty() &&
        draw_button(ui, place.cut_right(button_width(ui, label, {}), ui.px(k_gap_s)), "open member",
                    label)) {
        intents.add(receipt::OpenMember{});
    }
    draw_text(ui, place, name, TextStyle::large_strong, Role::ink);
}

std::vector<Fact> receipt_facts(const Ui& ui, const Scene& scene,
                                const domain::Purchase& purchase) {
    std::vector<Fact> facts{
        {.label = ui.tr(words::receipt_number),
         .value = receipt_number_text(ui, purchase),
         .note = purchase.weak_key ? ui.tr(words::receipt_weak_note) : Text()},
        {.label = ui.tr(words::receipt_till_label), .value = Text::data(purchase.till)},
        {.label = ui.tr(words::receipt_date),
         .value = date_text(ui, scene.shop, purchase.business_date)},
        {.label = ui.tr(words::receipt_written),
         .value = time_text(ui, scene.shop, purchase.created_at),
         .note = colleague_text(scene, purchase.created_by)}};
    if (!is_own(scene, purchase)) {
        facts.push_back({.label = ui.tr(words::member_store),
                         .value = store_text(ui, scene.shop, purchase.store_code)});
    }
    if (purchase.undone_at) {
        facts.push_back({.label = ui.tr(words::receipt_undone),
                         .value = time_text(ui, scene.shop, *purchase.undone_at),
                         .note = colleague_text(scene, purchase.undone_by)});
    }
    return facts;
}

void draw_items_card(Ui& ui, Rect& rest, const domain::Purchase& purchase) {
    const auto items = domain::items_of(purchase);
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::receipt_items));
    if (items.empty()) {
        const auto words = purchase.pieces ? ui.tr(words::receipt_pieces, *purchase.pieces)
                                           : ui.tr(words::receipt_items_unknown);
        return draw_paragraph(ui, card.inside, words, TextStyle::body, Role::ink2);
    }
    for (const auto& item : items) {
        auto line = card.inside.cut_top(ui.px(k_receipt_item_height));
        if (&item != &items.back()) divider(ui, line.left, line.right, line.bottom - 1);
        if (item.amount) {
            const auto amount = money_text(*item.amount);
            const auto wide = text_width(ui, amount.utf8(), TextStyle::body_strong) + 1;
            draw_text(ui, line.cut_right(wide, ui.px(k_gap)), amount, TextStyle::body_strong,
                      Role::ink, Align::right);
        }
        auto note = item.pieces ? ui.tr(words::receipt_pieces, *item.pieces).utf8() : "";
        if (!item.category.empty()) note = item.category + (note.empty() ? "" : " · " + note);
        const auto wide = text_width(ui, note, TextStyle::small) + 1;
        draw_text(ui, line.cut_right(wide, ui.px(k_gap)), Text::data(note), TextStyle::small,
                  Role::ink2, Align::right);
        draw_text(ui, line, Text::data(item.name.empty() ? item.code : item.name), TextStyle::body,
                  Role::ink);
    }
}

void draw_related(Ui& ui, Rect& rest, const Scene& scene, const domain::PurchaseLine& line,
                  ReceiptIntents& intents) {
    const auto& purchase = line.purchase;
    auto place = rest.cut_top(ui.px(k_row_height));
    const ListRow row{.title = date_text(ui, scene.shop, purchase.business_date),
                      .subtitle = receipt_key_text(ui, purchase),
                      .icon = purchase.is_refund() ? Icon::undo : Icon::receipt,
                      .icon_tone = purchase.is_refund() ? Tone::warning : Tone::primary,
                      .trailing_strong = signed_amount_text(purchase),
                      .chevron = true,
                      .last = true};
    if (draw_list_row(ui, place.inset(-ui.px(k_gap_m), 0), "receipt " + purchase.id.text(), row)
            .pressed) {
        intents.add(receipt::Open{purchase.id});
    }
}

// A sale's refunds, or the sale that a refund belongs to.
void draw_refunds_card(Ui& ui, Rect& rest, const Scene& scene, const ReceiptPageState& page,
                       ReceiptIntents& intents) {
    Card card(ui, rest);
    if (page.line->purchase.is_refund()) {
        draw_card_title(ui, card.inside, ui.tr(words::receipt_its_sale));
        if (page.sale) return draw_related(ui, card.inside, scene, *page.sale, intents);
        return draw_paragraph(ui, card.inside, ui.tr(words::receipt_sale_unknown), TextStyle::body,
                              Role::ink2);
    }
    draw_card_title(ui, card.inside, ui.tr(words::receipts_sum_refunded));
    for (const auto& refund : page.refunds) draw_related(ui, card.inside, scene, refund, intents);
    if (page.refunds.empty()) {
        return draw_paragraph(ui, card.inside, ui.tr(words::receipt_no_refunds), TextStyle::body,
                              Role::ink2);
    }
    draw_paragraph(ui, card.inside, ui.tr(words::receipt_left, money_text(page.left()).utf8()),
                   TextStyle::body_strong, Role::ink);
}

float draw_receipt_about(Ui& ui, Rect rest, const Scene& scene, const ReceiptPageState& page,
                         ReceiptIntents& intents) {
    const auto& line = *page.line;
    {
        Card card(ui, rest);
        draw_amount_head(ui, card.inside, line);
        draw_buyer(ui, card.inside, line, intents);
        card.inside.cut_top(ui.px(k_gap_s));
        draw_facts(ui, card.inside, receipt_facts(ui, scene, line.purchase));
    }
    return rest.top + ui.px(k_gap);
}

float draw_receipt_rest(Ui& ui, Rect rest, const Scene& scene, const ReceiptPageState& page,
                        ReceiptIntents& intents) {
    draw_items_card(ui, rest, page.line->purchase);
    rest.cut_top(ui.px(k_gap));
    draw_refunds_card(ui, rest, scene, page, intents);
    return rest.top + ui.px(k_gap);
}

struct ReceiptAction {
    BarButton button;
    receipt::OpenSheet opens;
};

std::vector<ReceiptAction> receipt_actions(const Ui& ui, const Scene& scene,
                                           const ReceiptPageState& page) {
    const auto& purchase = page.line->purchase;
    std::vector<ReceiptAction> actions;
    if (!is_own(scene, purchase) || purchase.undone_at) return actions;
    const auto add = [&](std::string name, TextKey label, ButtonStyle style,
                         receipt::OpenSheet opens) {
        actions.push_back({{std::move(name), ui.tr(label), style}, opens});
    };
    const bool corrects = scene.has_right(domain::Right::purchases_correct);
    const bool nobody = !purchase.member_id;
    if (nobody) {
        add("assign", words::receipt_assign,
            {.kind = ButtonKind::primary, .icon = Icon::account_plus}, {ReceiptSheet::assign});
    }
    if (!purchase.is_refund() && page.left() > Fen()) {
        add("refund", words::receipt_refund,
            {.kind = nobody ? ButtonKind::secondary : ButtonKind::primary, .icon = Icon::undo},
            {ReceiptSheet::refund});
    }
    if (!corrects) return actions;
    if (!nobody && !purchase.refund_of) {
        add("assign", words::receipt_assign_other, {.icon = Icon::accounts},
            {ReceiptSheet::assign});
    }
    if (page.line->refunded == Fen()) {
        add("correct", words::receipt_correct, {.icon = Icon::pencil}, {ReceiptSheet::undo, true});
        add("undo receipt", words::receipt_undo, {.icon = Icon::close}, {ReceiptSheet::undo});
    }
    return actions;
}

void draw_receipt_actions(Ui& ui, const FormPlan& plan, const Scene& scene,
                          const ReceiptPageState& page, ReceiptIntents& intents) {
    if (!plan.ground.empty()) {
        fill(ui, plan.ground, Role::surface);
        divider(ui, plan.ground.left, plan.ground.right, plan.ground.top);
    }
    const auto actions = receipt_actions(ui, scene, page);
    const auto& purchase = page.line->purchase;
    if (actions.empty()) {
        const auto words = !is_own(scene, purchase)
                               ? Text::data(ui.tr(words::receipt_of_other_store,
                                                  store_name(scene.shop, purchase.store_code))
                                                .utf8())
                               : ui.tr(purchase.undone_at ? words::receipt_undone_note
                                                          : words::receipt_only_manager);
        return draw_text(ui, plan.bar, words, TextStyle::body, Role::ink2);
    }
    std::vector<BarButton> buttons;
    for (const auto& action : actions) buttons.push_back(action.button);
    const auto pressed = draw_action_bar(ui, plan.bar, buttons);
    if (pressed) intents.add(actions[*pressed].opens);
}

}  // namespace

void draw_receipt(Ui& ui, const Rect& area, const Scene& scene, const ReceiptPageState& page,
                  ReceiptIntents& intents) {
    if (!page.line) {
        if (draw_page_absence(ui, area, page.error)) intents.add(receipt::Reload{});
        return;
    }
    const auto plan = plan_form(ui, area);
    draw_receipt_actions(ui, plan, scene, page, intents);
    ScrollArea scroll(ui, "receipt", plan.form);
    const auto content = form_content(ui, scroll.content());
    const auto gap = ui.px(k_gap_xl);
    if (content.width() >= ui.px(k_receipt_columns_dp)) {
        const auto left = draw_receipt_about(ui, content.column(0, 2, gap), scene, page, intents);
        const auto right = draw_receipt_rest(ui, content.column(1, 2, gap), scene, page, intents);
        scroll.finish(std::max(left, right));
        return;
    }
    auto below = content;
    below.top = draw_receipt_about(ui, content, scene, page, intents);
    scroll.finish(draw_receipt_rest(ui, below, scene, page, intents));
}

}  // namespace qiantai::ui

// What is asked over the page of one receipt.

#include "assets/words/find.hpp"
#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/purchases/screens/day_stepper.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"
#include "terminal/purchases/screens/screen_receipt.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_receipt_sheet_width = 720;
constexpr std::size_t k_refund_characters = 11;

constexpr Choice k_undo_receipt_reasons[] = {{"amount", words::receipt_undo_amount},
                                             {"member", words::receipt_undo_member},
                                             {"number", words::receipt_undo_number},
                                             {"cancelled", words::receipt_undo_cancelled}};

template <typename Draw>
SheetAnswer draw_receipt_frame(Ui& ui, const Rect& area, const ReceiptPageState& page, TextKey what,
                               const BarButton& button, Draw&& draw) {
    const auto& line = *page.line;
    const auto whose = line.member_name.empty() ? receipt_number_text(ui, line.purchase)
                                                : Text::data(line.member_name);
    const auto whom =
        ui.tr(words::with_note, whose.utf8(), signed_amount_text(line.purchase).utf8());
    return draw_question_sheet(
        ui, area,
        {{ui.tr(what), Text::data(whom.utf8())}, k_receipt_sheet_width, std::span(&button, 1)},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            draw(rest);
            inside.top = scroll.finish(rest.top);
        });
}

void draw_refund_fields(Ui& ui, Rect& rest, const Scene& scene, const ReceiptPageState& page,
                        ReceiptIntents& intents) {
    draw_paragraph(ui, rest, ui.tr(words::receipt_left, money_text(page.left()).utf8()),
                   TextStyle::body, Role::ink2, k_gap_s);
    Form form(ui, rest, 2);
    const auto& refund = page.refund;
    const auto amount = form.text("refund amount", refund.amount_typed,
                                  {.label = ui.tr(words::receipt_given_back),
                                   .hint = ui.tr(words::receipt_refund_hint),
                                   .error = field_error(ui, page.errors, "amount"),
                                   .kind = FieldKind::amount,
                                   .characters_max = k_refund_characters,
                                   .required = true,
                                   .valid = Fen::parse(refund.amount_typed).has_value()});
    if (amount.changed) {
        intents.add(receipt::TypeRefund{receipt::RefundText::amount, *amount.changed});
    }
    const auto all = form.control(ui.tr(words::receipt_refund_whole));
    if (draw_button(ui, all, "all", money_text(page.left()),
                    {.chosen = Fen::parse(refund.amount_typed) == page.left()})) {
        intents.add(receipt::RefundAll{});
    }
    const auto today = Date::of_text(scene.shop.today);
    const auto date = draw_day_stepper(
        ui, form.control(ui.tr(words::receipt_refund_date)), "refund date", scene.shop,
        {refund.date.value_or(today), page.line->purchase.business_date, today});
    if (date) intents.add(receipt::SetRefundDate{*date});
    const auto number = form.text("refund number", refund.number,
                                  {.label = ui.tr(words::receipt_refund_number),
                                   .hint = ui.tr(words::choice_none),
                                   .error = field_error(ui, page.errors, "number"),
                                   .kind = FieldKind::latin,
                                   .characters_max = k_till_receipt_length_max});
    if (number.changed) {
        intents.add(receipt::TypeRefund{receipt::RefundText::number, *number.changed});
    }
    rest.top = form.bottom();
}

void draw_refund_sheet(Ui& ui, const Rect& area, const Scene& scene, const ReceiptPageState& page,
                       ReceiptIntents& intents) {
    const std::array missing{ui.tr(words::receipt_given_back)};
    const auto amount = Fen::parse(page.refund.amount_typed);
    const BarButton save{
        "save sheet",
        amount && *amount > Fen() ? ui.tr(words::receipt_save_refund, money_text(*amount).utf8())
                                  : ui.tr(words::receipt_refund_save),
        {.kind = ButtonKind::primary,
         .lacks = page.refund.amount_typed.empty() ? fill_first_text(ui, missing) : Text(),
         .busy = page.busy}};
    const auto answer =
        draw_receipt_frame(ui, area, page, words::receipt_refund, save,
                           [&](Rect& rest) { draw_refund_fields(ui, rest, scene, page, intents); });
    if (answer.pressed) intents.add(receipt::SaveSheet{});
    if (answer.left) intents.add(receipt::OpenSheet{ReceiptSheet::none});
}

void draw_assign_sheet(Ui& ui, const Rect& area, const Scene& scene, const ReceiptPageState& page,
                       ReceiptIntents& intents) {
    const bool other = page.line->purchase.member_id.has_value();
    const BarButton save{
        "save sheet",
        ui.tr(words::receipt_assign_save),
        {.kind = ButtonKind::primary,
         .lacks = page.who.member ? Text() : ui.tr(words::receipt_choose_member_first),
         .busy = page.busy}};
    Intents<MemberPickIntent> picked;
    const auto answer = draw_receipt_frame(
        ui, area, page, other ? words::receipt_assign_other : words::receipt_assign, save,
        [&](Rect& rest) {
            picked = {};
            draw_member_pick(ui, rest, scene, page.who, {.required = true, .low = is_low(ui, area)},
                             picked);
            rest.cut_top(ui.px(k_gap_xs));
        });
    intents.add_all(picked);
    if (answer.pressed) intents.add(receipt::SaveSheet{});
    if (answer.left) intents.add(receipt::OpenSheet{ReceiptSheet::none});
}

void draw_undo_sheet(Ui& ui, const Rect& area, const ReceiptPageState& page,
                     ReceiptIntents& intents) {
    const bool corrects = page.then_correct;
    const BarButton save{
        "save sheet",
        ui.tr(corrects ? words::receipt_correct_save : words::receipt_undo),
        {.kind = ButtonKind::primary, .lacks = reason_lacks(ui, page.reason), .busy = page.busy}};
    const auto answer = draw_receipt_frame(
        ui, area, page, corrects ? words::receipt_correct : words::receipt_undo, save,
        [&](Rect& rest) {
            draw_paragraph(ui, rest,
                           ui.tr(corrects ? words::receipt_correct_body : words::receipt_undo_body),
                           TextStyle::body, Role::ink2, k_gap);
            const auto given = draw_reason(
                ui, rest, page.reason,
                {.usual = undo_receipt_reasons(), .characters_max = k_purchase_reason_length_max});
            if (given) intents.add(receipt::GiveReason{*given});
        });
    if (answer.pressed) intents.add(receipt::SaveSheet{});
    if (answer.left) intents.add(receipt::OpenSheet{ReceiptSheet::none});
}

}  // namespace

std::span<const Choice> undo_receipt_reasons() {
    return k_undo_receipt_reasons;
}

void draw_receipt_sheet(Ui& ui, const Rect& area, const Scene& scene, const ReceiptPageState& page,
                        ReceiptIntents& intents) {
    const IdScope scope("receipt sheet");
    switch (page.sheet) {
        case ReceiptSheet::none:
            return;
        case ReceiptSheet::refund:
            return draw_refund_sheet(ui, area, scene, page, intents);
        case ReceiptSheet::assign:
            return draw_assign_sheet(ui, area, scene, page, intents);
        case ReceiptSheet::undo:
            return draw_undo_sheet(ui, area, page, intents);
    }
}

}  // namespace qiantai::ui

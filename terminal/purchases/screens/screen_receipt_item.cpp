// One line of a receipt: what, of which kind, how many, for how much.

#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/purchases/screens/screen_receipt_form.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_item_sheet_width = 760;
constexpr std::size_t k_item_amount_characters = 11;

struct ItemFields {
    Ui& ui;
    Form& form;
    const ReceiptItemSheet& sheet;
    ReceiptFormIntents& intents;

    void text(std::string_view name, receipt_form::ItemText which, const std::string& value,
              Field field) const {
        field.error = field_error(ui, sheet.errors, name);
        const auto result = form.text(name, value, field);
        if (result.changed) intents.add(receipt_form::TypeItem{which, *result.changed});
    }

    void draw() const {
        using Which = receipt_form::ItemText;
        text("name", Which::name, sheet.name,
             {.label = ui.tr(words::receipt_item_name),
              .characters_max = k_purchase_item_length_max,
              .required = true});
        text("category", Which::category, sheet.category,
             {.label = ui.tr(words::receipt_item_category),
              .hint = ui.tr(words::choice_none),
              .characters_max = k_purchase_category_length_max});
        const auto place = form.control(ui.tr(words::receipt_item_pieces_label));
        const auto pieces = draw_stepper(
            ui, place, "pieces", ui.tr(words::receipt_item_pieces_label),
            {.value = sheet.pieces, .least = 1, .most = domain::k_purchase_pieces_max});
        if (pieces) intents.add(receipt_form::SetPieces{*pieces});
        text("item amount", Which::amount, sheet.amount_typed,
             {.label = ui.tr(words::receipt_item_amount),
              .hint = ui.tr(words::choice_none),
              .kind = FieldKind::amount,
              .characters_max = k_item_amount_characters});
    }
};

}  // namespace

std::string& text_of(ReceiptItemSheet& sheet, receipt_form::ItemText field) {
    switch (field) {
        case receipt_form::ItemText::name:
            return sheet.name;
        case receipt_form::ItemText::category:
            return sheet.category;
        case receipt_form::ItemText::amount:
            break;
    }
    return sheet.amount_typed;
}

void draw_receipt_item(Ui& ui, const Rect& area, const Scene&, const ReceiptFormState& state,
                       ReceiptFormIntents& intents) {
    const IdScope scope("receipt item");
    const auto& sheet = *state.item;
    const std::array missing{ui.tr(words::receipt_item_name)};
    std::vector<BarButton> buttons{
        {"keep item",
         ui.tr(words::receipt_item_keep),
         {.kind = ButtonKind::primary,
          .lacks = sheet.name.empty() ? fill_first_text(ui, missing) : Text()}}};
    if (sheet.index) buttons.push_back({"drop item", ui.tr(words::receipt_item_drop), {}});
    const Heading heading{ui.tr(sheet.index ? words::receipt_item_change : words::receipt_item_new),
                          Text::data(state.number)};
    const auto answer =
        draw_question_sheet(ui, area, {heading, k_item_sheet_width, buttons}, [&](Rect& inside) {
            ScrollArea scroll(ui, "item", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            Form form(ui, form_content(ui, scroll.content()), 2);
            ItemFields{ui, form, sheet, intents}.draw();
            inside.top = scroll.finish(form.bottom());
        });
    if (answer.left) intents.add(receipt_form::CloseItem{});
    if (!answer.pressed) return;
    if (*answer.pressed == 0) {
        intents.add(receipt_form::KeepItem{});
    } else {
        intents.add(receipt_form::DropItem{});
    }
}

}  // namespace qiantai::ui

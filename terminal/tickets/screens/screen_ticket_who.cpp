// Who it is, and what was bought.

#include "assets/words/ticket_take.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_pick_chips.hpp"
#include "terminal/purchases/screens/day_stepper.hpp"
#include "terminal/tickets/screens/ticket_take_parts.hpp"
#include "terminal/tickets/screens/ticket_take_words.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

/// So many days back a purchase can be chosen by stepping.
constexpr int k_bought_days_most = 3 * 366;
constexpr float k_beside_pick_least = 420;
constexpr std::size_t k_phone_typed_max = 40;

Text bought_text(const Ui& ui, const Shop& shop, const BoughtLine& line) {
    auto text = line.product;
    if (line.quantity > 1) text += fmt::format(" ×{}", line.quantity);
    text += " · " + past_date_text(ui, shop, line.date).utf8();
    if (line.amount) text += " · " + money_text(*line.amount).utf8();
    return Text::data(std::move(text));
}

}  // namespace

void TakeView::draw_text_field(Form& form, TakeText which, const std::string& value,
                               Field field) const {
    const auto name = name_of(which);
    field.error = field_error(ui, state.errors, name);
    const auto result = form.text(name, value, field);
    if (result.changed) intents.add(take::SetText{which, *result.changed});
}

void TakeView::draw_who(Rect& rest) const {
    if (!low) draw_head(rest, 1, words::take_who);
    if (state.written.is_no_member) {
        draw_nobody(rest);
    } else {
        // Choosing and saying that there is nobody to choose stand side by side.
        auto place = rest;
        const auto label = ui.tr(words::take_no_member);
        const auto wide = button_width(ui, label, {});
        const bool beside = place.width() - wide >= ui.px(k_beside_pick_least);
        auto button = beside ? place.cut_right(wide, ui.px(k_gap_m)) : Rect();
        Intents<MemberPickIntent> picked;
        draw_member_pick(
            ui, place, scene, state.who,
            {.error = field_error(ui, state.errors, "member_id"), .required = true, .low = low},
            picked);
        intents.add_all(picked);
        if (!beside)
            button = place = {rest.left, place.top + ui.px(k_gap_s), rest.right, k_endless};
        if (draw_button(ui, button.cut_top(ui.px(beside ? k_search_height : k_target_min)),
                        "no member", label)) {
            intents.add(take::NoMember{true});
        }
        rest.top = beside ? std::max(place.top, button.top) : button.top;
    }
    draw_earlier(rest);
    rest.cut_top(ui.px(k_gap_m));
    draw_bought(rest);
}

// Both may stay empty: also who says nothing of himself is listened to.
void TakeView::draw_nobody(Rect& rest) const {
    auto place = rest;
    const auto label = ui.tr(words::take_is_member);
    auto button = place.cut_right(button_width(ui, label, {}), ui.px(k_gap_m));
    Form form(ui, place, 2);
    draw_text_field(form, TakeText::customer_name, state.written.customer_name,
                    {.label = ui.tr(words::take_name),
                     .kind = FieldKind::name,
                     .characters_max = k_ticket_short_length_max});
    draw_text_field(form, TakeText::customer_phone, state.written.customer_phone,
                    {.label = ui.tr(words::take_phone),
                     .kind = FieldKind::phone,
                     .characters_max = k_phone_typed_max});
    // On the line of the boxes, below their labels.
    draw_field_label(ui, button, {});
    if (draw_button(ui, button.cut_top(ui.px(k_button_height)), "is member", label)) {
        intents.add(take::NoMember{false});
    }
    rest.top = std::max(form.bottom(), button.top);
}

// Somebody else may be at it already.
void TakeView::draw_earlier(Rect& rest) const {
    const auto open = std::ranges::find_if(state.earlier, [](const domain::TicketLink& one) {
        return one.phase != domain::TicketPhase::closed &&
               one.phase != domain::TicketPhase::cancelled;
    });
    if (open == state.earlier.end()) return;
    rest.cut_top(ui.px(k_gap_s));
    const auto kind = ticket_kind_text(ui, open->kind).utf8();
    const auto day = past_date_text(ui, scene.shop, open->business_date).utf8();
    const auto words = ui.tr(words::take_earlier_open, kind, open->number, day, open->matter);
    draw_banner(ui, rest, "earlier", {Tone::info, Text::data(words.utf8())});
}

void TakeView::draw_bought(Rect& rest) const {
    std::vector<PickChip> chips;
    for (const auto& line : state.bought) {
        const bool on = !state.types_product && state.written.purchase_id == line.purchase_id &&
                        state.written.product == line.product;
        chips.push_back({.text = bought_text(ui, scene.shop, line), .on = on});
    }
    chips.push_back(
        {.text = ui.tr(state.bought.empty() ? words::take_product_type : words::take_product_other),
         .on = state.types_product,
         .icon = Icon::pencil});
    const auto touched = draw_pick_chips(
        ui, rest, {.name = "bought", .chips = chips, .label = ui.tr(words::take_bought)});
    if (touched && *touched < state.bought.size()) intents.add(take::LinkBought{*touched});
    if (touched && *touched == state.bought.size()) {
        intents.add(take::TypeProduct{!state.types_product});
    }
    if (state.types_product) draw_product(rest);
}

void TakeView::draw_product(Rect& rest) const {
    rest.cut_top(ui.px(k_gap_s));
    const auto& written = state.written;
    Form form(ui, rest, 2);
    draw_text_field(
        form, TakeText::product, written.product,
        {.label = ui.tr(words::take_product), .characters_max = k_ticket_short_length_max});
    draw_text_field(form, TakeText::till_receipt, written.till_receipt,
                    {.label = ui.tr(words::take_receipt),
                     .kind = FieldKind::latin,
                     .characters_max = k_ticket_short_length_max});
    const auto today = Date::of_text(scene.shop.today);
    const auto date = draw_day_stepper(
        ui, form.control(ui.tr(words::take_bought_on)), "bought on", scene.shop,
        {written.purchased_on.value_or(today), today.plus_days(-k_bought_days_most), today});
    if (date) intents.add(take::SetBoughtOn{*date});
    const auto label = ui.tr(words::take_quantity);
    const auto quantity = draw_stepper(
        ui, form.control(label), "quantity", label,
        {.value = written.quantity, .least = 1, .most = domain::k_ticket_quantity_max});
    if (quantity) intents.add(take::SetQuantity{*quantity});
    rest.top = form.bottom();
}

}  // namespace qiantai::ui

#include "terminal/purchases/screens/screen_receipt_form.hpp"

#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/purchases/screens/day_stepper.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"

namespace qiantai::ui {
namespace {

/// The pad needs four rows of keys and the amount above them, and the fields room beside it.
constexpr float k_pad_width = 340, k_pad_least_height = 312, k_beside_pad_least = 380;
constexpr float k_pad_most_height = 460, k_paid_height = 68;
constexpr float k_low_receipt_dp = 240;
constexpr float k_item_row_height = 60;
constexpr std::size_t k_amount_characters = 11;

struct ReceiptFields {
    Ui& ui;
    Form& form;
    const Scene& scene;
    const ReceiptFormState& state;
    ReceiptFormIntents& intents;
    bool low;       ///< only a field or two are in sight above the keyboard
    bool with_pad;  ///< the amount stands beside the form

    void text(ReceiptText which, const std::string& value, Field field) const {
        const auto name = name_of(which);
        field.error = field_error(ui, state.errors, name);
        const auto result = form.text(name, value, field);
        if (result.changed) intents.add(receipt_form::SetText{which, *result.changed});
    }

    void draw_whose() const {
        if (!low) form.heading(ui.tr(words::receipt_whose), ui.tr(words::receipt_whose_note));
        Intents<MemberPickIntent> picked;
        draw_member_pick(ui, form.whole_row(), scene, state.who,
                         {.error = field_error(ui, state.errors, "member_id"), .low = low}, picked);
        intents.add_all(picked);
    }

    // The one that is here already, with the way to it: before anything more is typed.
    void draw_known() const {
        if (!state.known) return;
        const auto& purchase = state.known->purchase;
        const auto amount = signed_amount_text(purchase).utf8();
        const auto whose =
            state.known->member_name.empty()
                ? ui.tr(words::receipt_known_nobody, amount)
                : Text::data(ui.tr(words::receipt_known, state.known->member_name, amount).utf8());
        const Banner banner{Tone::warning,
                            purchase.undone_at ? ui.tr(words::receipt_known_undone, amount) : whose,
                            ui.tr(words::receipt_known_open)};
        if (draw_banner(ui, form.whole_row(), "known", banner)) {
            intents.add(receipt_form::OpenKnown{});
        }
    }

    void draw_key() const {
        if (!low) form.heading(ui.tr(words::receipt_which));
        draw_known();
        text(ReceiptText::number, state.number,
             {.label = ui.tr(words::receipt_number),
              .hint = ui.tr(words::receipt_number_hint),
              .kind = FieldKind::latin,
              .characters_max = k_till_receipt_length_max});
        text(ReceiptText::till, state.till,
             {.label = ui.tr(words::receipt_till_label),
              .hint = ui.tr(words::choice_none),
              .kind = FieldKind::latin,
              .characters_max = k_purchase_till_length_max});
        if (!with_pad) draw_amount_field();
        const auto date_place = form.control(ui.tr(words::receipt_date));
        const auto today = Date::of_text(scene.shop.today);
        const auto date =
            draw_day_stepper(ui, date_place, "date", scene.shop,
                             {state.date.value_or(today), domain::k_first_purchase_date, today});
        if (date) intents.add(receipt_form::SetDate{*date});
        const std::array kinds{ui.tr(words::receipt_sale), ui.tr(words::receipt_refund)};
        const auto kind = draw_segmented(ui, form.control(ui.tr(words::receipt_kind)), "kind",
                                         kinds, state.kind == PurchaseKind::refund ? 1 : 0);
        if (kind) {
            intents.add(
                receipt_form::SetKind{*kind == 1 ? PurchaseKind::refund : PurchaseKind::sale});
        }
        if (state.kind == PurchaseKind::refund) {
            draw_paragraph(ui, form.whole_row(), ui.tr(words::receipt_refund_note),
                           TextStyle::small, Role::ink2);
        }
    }

    void draw_amount_field() const {
        text(ReceiptText::amount, state.amount_typed,
             {.label = ui.tr(words::receipt_amount),
              .hint = ui.tr(words::receipt_amount_hint),
              .kind = FieldKind::amount,
              .characters_max = k_amount_characters,
              .required = true,
              .valid = Fen::parse(state.amount_typed).has_value()});
    }

    void draw_item_row(const Rect& place, std::size_t index, bool last) const {
        const auto& item = state.items[index];
        const auto pieces = ui.tr(words::receipt_pieces, item.pieces.value_or(1));
        const ListRow row{.title = Text::data(item.name.empty() ? item.code : item.name),
                          .trailing = item.category.empty()
                                          ? pieces
                                          : Text::data(item.category + " · " + pieces.utf8()),
                          .trailing_strong = item.amount ? money_text(*item.amount) : Text(),
                          .chevron = true,
                          .last = last};
        if (draw_list_row(ui, place, fmt::format("item {}", index), row).pressed) {
            intents.add(receipt_form::OpenItem{index});
        }
    }

    void draw_items() const {
        if (!low) form.heading(ui.tr(words::receipt_items), ui.tr(words::receipt_items_note));
        if (!state.items.empty()) {
            const auto count = static_cast<float>(state.items.size());
            auto rows = form.whole_row(count * ui.px(k_item_row_height));
            rows = draw_card(ui, rows, 0).inset(ui.px(k_gap_s), 0);
            for (std::size_t i = 0; i < state.items.size(); ++i) {
                draw_item_row(rows.cut_top(ui.px(k_item_row_height)), i,
                              i + 1 == state.items.size());
            }
            draw_items_sum();
        }
        const auto label = ui.tr(words::receipt_item_add);
        const ButtonStyle style{.icon = Icon::plus};
        auto line = form.whole_row(ui.px(k_target_min));
        if (draw_button(ui, line.cut_left(button_width(ui, label, style)), "add item", label,
                        style)) {
            intents.add(receipt_form::OpenItem{});
        }
    }

    // What the items come to is offered, never taken by itself: there are discounts.
    void draw_items_sum() const {
        if (!state.items_add_up()) return;
        const auto sum = state.items_sum();
        const auto paid = Fen::parse(state.amount_typed);
        if (paid == sum) return;
        const auto words = ui.tr(words::receipt_items_sum, money_text(sum).utf8());
        const Banner banner{Tone::info, words, ui.tr(words::receipt_items_take)};
        if (draw_banner(ui, form.whole_row(), "items sum", banner)) {
            intents.add(receipt_form::TakeItemsSum{});
        }
    }
};

// "¥128.50" as it is typed, and the keys below it.
void draw_paid(Ui& ui, Rect place, const ReceiptFormState& state, ReceiptFormIntents& intents) {
    const auto error = field_error(ui, state.errors, name_of(ReceiptText::amount));
    place = place.cut_top(ui.px(k_pad_most_height));
    auto line = place.cut_top(ui.px(k_paid_height), ui.px(k_gap_m));
    fill(ui, line, Role::surface, k_radius_control);
    border(ui, line, error.empty() ? Role::outline : Role::danger, k_radius_control,
           error.empty() ? 1.0f : 2.0f);
    auto inside = line.inset(ui.px(k_gap), 0);
    const auto label = error.empty()
                           ? ui.tr(state.kind == PurchaseKind::refund ? words::receipt_given_back
                                                                      : words::receipt_paid)
                           : error;
    const bool typed = !state.amount_typed.empty();
    const auto amount = Text::data("¥" + (typed ? state.amount_typed : std::string("0.00")));
    const auto wide = text_width(ui, amount.utf8(), TextStyle::figure) + 1;
    draw_text(ui, inside.cut_right(wide, ui.px(k_gap_s)), amount, TextStyle::figure,
              typed ? Role::ink : Role::ink3, Align::right);
    const auto role = error.empty() ? Role::ink2 : Role::danger;
    const auto high = wrapped_height(ui, label, TextStyle::small, inside.width());
    draw_wrapped(ui, inside.centered(inside.width(), high), label, TextStyle::small, role);
    const NumberPad pad{.confirm = false, .point = true, .filled = typed, .wrong = !error.empty()};
    for (const auto key : draw_number_pad(ui, place, "pad", pad)) {
        intents.add(receipt_form::PressKey{key});
    }
}

Text receipt_note(const Ui& ui, const Scene& scene, const ReceiptFormState& state) {
    if (!state.errors.empty()) return error_text(ui, state.errors.begin()->second);
    if (state.restored) return ui.tr(words::receipt_draft_back);
    if (!state.draft_at) return {};
    return ui.tr(words::draft_saved, clock_text(scene.shop, *state.draft_at).utf8());
}

Text receipt_save_text(const Ui& ui, const ReceiptFormState& state) {
    const auto amount = Fen::parse(state.amount_typed);
    if (!amount || *amount < Fen()) return ui.tr(words::receipt_save);
    return ui.tr(state.kind == PurchaseKind::refund ? words::receipt_save_refund
                                                    : words::receipt_save_amount,
                 money_text(*amount).utf8());
}

}  // namespace

bool ReceiptFormState::is_touched() const {
    return who.is_touched() || !number.empty() || !amount_typed.empty() || !items.empty() || date ||
           kind == PurchaseKind::refund;
}

Fen ReceiptFormState::items_sum() const {
    Fen sum;
    for (const auto& line : items) sum = sum + line.amount.value_or(Fen());
    return sum;
}

bool ReceiptFormState::items_add_up() const {
    return !items.empty() && std::ranges::all_of(items, [](const domain::PurchaseItem& line) {
        return line.amount.has_value();
    });
}

std::string& text_of(ReceiptFormState& state, ReceiptText field) {
    switch (field) {
        case ReceiptText::number:
            return state.number;
        case ReceiptText::till:
            return state.till;
        case ReceiptText::amount:
            break;
    }
    return state.amount_typed;
}

std::string_view name_of(ReceiptText field) {
    constexpr std::array<std::string_view, 3> k_names{"number", "till", "amount"};
    return k_names.at(static_cast<std::size_t>(field));
}

void draw_receipt_form(Ui& ui, const Rect& area, const Scene& scene, const ReceiptFormState& state,
                       ReceiptFormIntents& intents) {
    if (state.done) return draw_recorded(ui, area, scene, *state.done, intents);
    const auto plan = plan_form(ui, area);
    auto view = plan.form;
    const bool with_pad = view.height() >= ui.px(k_pad_least_height) &&
                          view.width() >= ui.px(k_pad_width + k_beside_pad_least + k_gap_xl);
    const auto pad =
        with_pad ? view.cut_right(ui.px(k_pad_width + k_gap_xs), ui.px(k_gap_l)) : Rect();
    const bool low = view.height() < ui.px(k_low_receipt_dp);
    {
        ScrollArea scroll(ui, "form", view);
        Form form(ui, form_content(ui, scroll.content()), with_pad ? 2 : 3);
        const ReceiptFields fields{ui, form, scene, state, intents, low, with_pad};
        fields.draw_whose();
        fields.draw_key();
        fields.draw_items();
        scroll.finish(form.bottom());
    }
    if (with_pad) draw_paid(ui, pad, state, intents);
    const std::array amount{ui.tr(words::receipt_amount)};
    const FormBar bar{
        .save = receipt_save_text(ui, state),
        .save_style = {.kind = ButtonKind::primary,
                       .icon = Icon::check,
                       .lacks = state.amount_typed.empty() ? fill_first_text(ui, amount) : Text(),
                       .busy = state.saving || !state.begun},
        .give_up = ui.tr(words::receipt_discard),
        .saving = state.saving,
        .note = receipt_note(ui, scene, state),
        .note_is_wrong = !state.errors.empty()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(receipt_form::Save{});
            break;
        case FormBarAnswer::give_up:
            intents.add(receipt_form::GiveUp{});
            break;
    }
}

}  // namespace qiantai::ui

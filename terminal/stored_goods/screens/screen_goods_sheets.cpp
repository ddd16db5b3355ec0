// What is asked over the page of one deposit.

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/stored_goods/screens/screen_stored_goods.hpp"

namespace qiantai::ui {
namespace {

using GoodsPageIntents = Intents<GoodsPageIntent>;
using Sheet = GoodsPageState::Sheet;

constexpr float k_goods_sheet_width = 640;
constexpr float k_stepper_height = 60;
constexpr std::size_t k_signer_characters = 60;

constexpr Choice k_reminder_outcomes[] = {{"reached", TextKey::goods_outcome_reached},
                                          {"no_answer", TextKey::goods_outcome_no_answer},
                                          {"wrong_number", TextKey::goods_outcome_wrong_number},
                                          {"refused", TextKey::goods_outcome_refused}};
constexpr Choice k_move_reasons[] = {{"tidy", TextKey::goods_move_tidy},
                                     {"full", TextKey::goods_move_full},
                                     {"cool", TextKey::goods_move_cool}};
constexpr Choice k_reverse_reasons[] = {{"quantity", TextKey::goods_reverse_quantity},
                                        {"customer", TextKey::goods_reverse_customer},
                                        {"left", TextKey::goods_reverse_left}};

/// What a sheet with a title, what is asked, and its button was answered; it closes by the cross,
/// Esc or a touch beside.
struct GoodsAnswer {
    bool closed = false;
    bool confirmed = false;
};
template <typename Draw>
GoodsAnswer draw_goods_frame(Ui& ui, const Rect& area, const Heading& heading,
                             const BarButton& button, Draw&& draw) {
    const SheetFrame frame{
        .width_dp = k_goods_sheet_width, .foot_dp = k_button_height, .foot_gap_dp = k_gap};
    GoodsAnswer answer;
    const auto panel = draw_sheet(ui, area, frame, [&](Rect& inside) {
        answer.closed = draw_sheet_title(ui, inside, heading);
        draw(inside);
    });
    answer.closed |= panel.dismissed;
    answer.confirmed = draw_action_bar(ui, panel.foot, std::span(&button, 1)).has_value();
    return answer;
}

/// What is asked where the keyboard leaves little room: it scrolls.
template <typename Draw>
void draw_scrolled(Ui& ui, Rect& inside, std::string_view name, Draw&& draw) {
    ScrollArea scroll(ui, name, inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
    auto rest = form_content(ui, scroll.content());
    draw(rest);
    inside.top = scroll.finish(rest.top);
}

Heading heading_of(const Ui& ui, const GoodsPageState& state, TextKey what) {
    const auto& line = state.course->line;
    const auto whom = ui.tr(TextKey::with_note, line.member_name, line.goods.item);
    return {ui.tr(what), Text::data(whom.utf8())};
}

BarButton sheet_button(const Ui& ui, TextKey label, Text lacks, bool busy) {
    return {"save sheet",
            ui.tr(label),
            {.kind = ButtonKind::primary, .lacks = std::move(lacks), .busy = busy}};
}

// How many, and who takes them. Cuts itself off `rest`.
void draw_withdrawal(Ui& ui, Rect& rest, const GoodsPageState& state, GoodsPageIntents& intents) {
    const int left = state.course->line.state.remaining;
    const auto unit = goods_unit(ui, state.course->line.goods.unit);
    draw_field_label(ui, rest, ui.tr(TextKey::goods_left, left, unit.utf8()));
    auto line = rest.cut_top(ui.px(k_stepper_height), ui.px(k_gap));
    const auto all = ui.tr(TextKey::goods_withdraw_all);
    const auto button = line.cut_right(button_width(ui, all, {}), ui.px(k_gap_m));
    if (draw_button(ui, button, "all", all, {.chosen = state.quantity == left})) {
        intents.add(goods::SetQuantity{left});
    }
    const auto quantity = draw_stepper(ui, line, "quantity", ui.tr(TextKey::goods_quantity),
                                       {.value = state.quantity, .least = 1, .most = left});
    if (quantity) intents.add(goods::SetQuantity{*quantity});
    draw_field_label(ui, rest, ui.tr(TextKey::goods_withdraw_who));
    const std::array who{ui.tr(TextKey::goods_by_member), ui.tr(TextKey::goods_by_other)};
    const auto chosen = draw_segmented(ui, rest.cut_top(ui.px(k_stepper_height), ui.px(k_gap)),
                                       "who", who, state.by_other ? 1 : 0);
    if (chosen) intents.add(goods::SetByOther{*chosen == 1});
    if (!state.by_other) return;
    const Field signer{.label = ui.tr(TextKey::goods_signer),
                       .kind = FieldKind::name,
                       .characters_max = k_signer_characters,
                       .required = true};
    const auto result = draw_field(ui, rest, "signer", state.signer, signer);
    if (result.changed) intents.add(goods::TypeSigner{*result.changed});
    rest.cut_top(ui.px(k_gap));
}

void draw_withdraw_sheet(Ui& ui, const Rect& area, const GoodsPageState& state,
                         GoodsPageIntents& intents) {
    const bool ready = !state.by_other || !state.signer.empty();
    const auto lacks =
        ready ? Text() : ui.tr(TextKey::fill_first, ui.tr(TextKey::goods_signer).utf8());
    const auto answer = draw_goods_frame(
        ui, area, heading_of(ui, state, TextKey::goods_withdraw_title),
        sheet_button(ui, TextKey::goods_to_customer, lacks, false), [&](Rect& inside) {
            draw_scrolled(ui, inside, "withdraw",
                          [&](Rect& rest) { draw_withdrawal(ui, rest, state, intents); });
        });
    if (answer.confirmed) intents.add(goods::TurnToCustomer{});
    if (answer.closed) intents.add(goods::OpenSheet{Sheet::none});
}

void draw_remind_sheet(Ui& ui, const Rect& area, const GoodsPageState& state,
                       GoodsPageIntents& intents) {
    const auto chosen = state.outcome ? code_of(*state.outcome) : std::string_view();
    std::optional<std::string_view> pressed;
    const auto answer = draw_goods_frame(
        ui, area, heading_of(ui, state, TextKey::goods_remind_title),
        sheet_button(ui, TextKey::goods_remind_save,
                     state.outcome ? Text() : ui.tr(TextKey::contact_choose_first), state.busy),
        [&](Rect& inside) {
            pressed = draw_choices(ui, inside, "outcome", k_reminder_outcomes, chosen);
        });
    if (pressed) intents.add(goods::ChooseOutcome{*parse_code<ReminderOutcome>(*pressed)});
    if (answer.confirmed) intents.add(goods::SaveSheet{});
    if (answer.closed) intents.add(goods::OpenSheet{Sheet::none});
}

// Moving asks where to and why, reversing only why. Cuts itself off `rest`.
void draw_reason(Ui& ui, Rect& rest, const GoodsPageState& state, GoodsPageIntents& intents) {
    const bool moves = state.sheet == Sheet::move;
    const Field place{.label = ui.tr(TextKey::goods_move_place),
                      .characters_max = k_goods_short_length_max,
                      .required = true};
    if (moves) {
        const auto typed = draw_field(ui, rest, "place", state.place, place);
        if (typed.changed) intents.add(goods::TypePlace{*typed.changed});
        rest.cut_top(ui.px(k_gap));
    } else {
        draw_paragraph(ui, rest, ui.tr(TextKey::goods_reverse_body), TextStyle::body, Role::ink2,
                       k_gap);
    }
    const auto given = draw_reason(
        ui, rest, state.reason,
        {.usual = reasons_of(state.sheet), .characters_max = k_goods_reason_length_max});
    if (given) intents.add(goods::GiveReason{*given});
}

Text reason_sheet_lacks(const Ui& ui, const GoodsPageState& state) {
    if (state.sheet == Sheet::move && state.place.empty()) {
        return ui.tr(TextKey::fill_first, ui.tr(TextKey::goods_move_place).utf8());
    }
    return reason_lacks(ui, state.reason);
}

void draw_reason_sheet(Ui& ui, const Rect& area, const GoodsPageState& state,
                       GoodsPageIntents& intents) {
    const bool moves = state.sheet == Sheet::move;
    const auto answer = draw_goods_frame(
        ui, area,
        heading_of(ui, state, moves ? TextKey::goods_move_title : TextKey::goods_reverse_title),
        sheet_button(ui, moves ? TextKey::goods_move_save : TextKey::goods_reverse,
                     reason_sheet_lacks(ui, state), state.busy),
        [&](Rect& inside) {
            draw_scrolled(ui, inside, "reason",
                          [&](Rect& rest) { draw_reason(ui, rest, state, intents); });
        });
    if (answer.confirmed) intents.add(goods::SaveSheet{});
    if (answer.closed) intents.add(goods::OpenSheet{Sheet::none});
}

}  // namespace

std::span<const Choice> reasons_of(Sheet sheet) {
    return sheet == Sheet::move ? std::span<const Choice>(k_move_reasons) : k_reverse_reasons;
}

void draw_goods_sheet(Ui& ui, const Rect& area, const Scene&, const GoodsPageState& state,
                      GoodsPageIntents& intents) {
    const IdScope scope("goods sheet");
    switch (state.sheet) {
        case Sheet::none:
            return;
        case Sheet::withdraw:
            return draw_withdraw_sheet(ui, area, state, intents);
        case Sheet::remind:
            return draw_remind_sheet(ui, area, state, intents);
        case Sheet::move:
        case Sheet::reverse:
            return draw_reason_sheet(ui, area, state, intents);
    }
}

}  // namespace qiantai::ui

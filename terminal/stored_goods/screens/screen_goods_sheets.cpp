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

constexpr Choice k_reminder_outcomes[] = {
    {"reached", TextKey::goods_outcome_reached, Tone::success},
    {"no_answer", TextKey::goods_outcome_no_answer, Tone::warning},
    {"wrong_number", TextKey::goods_outcome_wrong_number, Tone::danger},
    {"refused", TextKey::goods_outcome_refused, Tone::danger}};

/// What a sheet with a title, what is asked, and its button was answered; it closes by the cross,
/// Esc or a touch beside.
struct GoodsAnswer {
    bool closed = false;
    bool confirmed = false;
};
template <typename Draw>
GoodsAnswer draw_goods_frame(Ui& ui, const Rect& area, const Text& title, const BarButton& button,
                             Draw&& draw) {
    const SheetFrame frame{
        .width_dp = k_goods_sheet_width, .foot_dp = k_button_height, .foot_gap_dp = k_gap};
    GoodsAnswer answer;
    const auto panel = draw_sheet(ui, area, frame, [&](Rect& inside) {
        answer.closed = draw_sheet_title(ui, inside, title);
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

BarButton sheet_button(const Ui& ui, TextKey label, bool enabled, bool busy,
                       ButtonKind kind = ButtonKind::primary) {
    return {"save sheet", ui.tr(label), {.kind = kind, .enabled = enabled, .busy = busy}};
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
    const auto answer = draw_goods_frame(
        ui, area, ui.tr(TextKey::goods_withdraw_title),
        sheet_button(ui, ready ? TextKey::goods_to_customer : TextKey::goods_signer, ready, false),
        [&](Rect& inside) {
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
        ui, area, ui.tr(TextKey::goods_remind_title),
        sheet_button(ui, TextKey::goods_remind_save, state.outcome.has_value(), state.busy),
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
    const Field reason{.label = ui.tr(TextKey::goods_reason),
                       .note = moves ? Text() : ui.tr(TextKey::goods_reverse_body),
                       .characters_max = k_goods_reason_length_max,
                       .required = true};
    if (moves) {
        const auto typed = draw_field(ui, rest, "place", state.place, place);
        if (typed.changed) intents.add(goods::TypePlace{*typed.changed});
        rest.cut_top(ui.px(k_gap));
    }
    const auto typed = draw_field(ui, rest, "reason", state.reason, reason);
    if (typed.changed) intents.add(goods::TypeReason{*typed.changed});
}

void draw_reason_sheet(Ui& ui, const Rect& area, const GoodsPageState& state,
                       GoodsPageIntents& intents) {
    const bool moves = state.sheet == Sheet::move;
    const bool ready = !state.reason.empty() && (!moves || !state.place.empty());
    const auto answer = draw_goods_frame(
        ui, area, ui.tr(moves ? TextKey::goods_move_title : TextKey::goods_reverse_title),
        sheet_button(ui, moves ? TextKey::goods_move_save : TextKey::goods_reverse, ready,
                     state.busy, moves ? ButtonKind::primary : ButtonKind::danger),
        [&](Rect& inside) {
            draw_scrolled(ui, inside, "reason",
                          [&](Rect& rest) { draw_reason(ui, rest, state, intents); });
        });
    if (answer.confirmed) intents.add(goods::SaveSheet{});
    if (answer.closed) intents.add(goods::OpenSheet{Sheet::none});
}

}  // namespace

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

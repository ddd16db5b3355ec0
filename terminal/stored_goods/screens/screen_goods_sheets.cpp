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
constexpr float k_goods_sheet_label = 28;
constexpr float k_stepper_height = 60;
constexpr std::size_t k_signer_characters = 60;

constexpr Choice k_reminder_outcomes[] = {
    {"reached", TextKey::goods_outcome_reached, Tone::success},
    {"no_answer", TextKey::goods_outcome_no_answer, Tone::warning},
    {"wrong_number", TextKey::goods_outcome_wrong_number, Tone::danger},
    {"refused", TextKey::goods_outcome_refused, Tone::danger}};

/// A sheet with a title, what is asked, and its button; closes by the cross, Esc or a touch beside.
struct SheetFrame {
    Rect inside;
    bool closed = false;
    bool confirmed = false;
};
SheetFrame draw_goods_frame(Ui& ui, const Rect& area, const Text& title, float body_high,
                            const BarButton& button) {
    const auto wide = panel_inside_width(ui, area, k_goods_sheet_width);
    const auto high =
        sheet_title_height(ui, title, wide) + body_high + ui.px(k_gap_s + k_gap + k_button_height);
    const auto panel = draw_panel(ui, area, "panel", k_goods_sheet_width, high);
    SheetFrame frame{.inside = panel.inside};
    const auto bar = frame.inside.cut_bottom(ui.px(k_button_height), ui.px(k_gap));
    frame.closed = draw_sheet_title(ui, frame.inside, title) || panel.dismissed;
    frame.confirmed = draw_action_bar(ui, bar, std::span(&button, 1)).has_value();
    return frame;
}

BarButton sheet_button(const Ui& ui, TextKey label, bool enabled, bool busy,
                       ButtonKind kind = ButtonKind::primary) {
    return {"save sheet", ui.tr(label), {.kind = kind, .enabled = enabled, .busy = busy}};
}

void draw_withdraw_sheet(Ui& ui, const Rect& area, const GoodsPageState& state,
                         GoodsPageIntents& intents) {
    const Field signer{.label = ui.tr(TextKey::goods_signer),
                       .kind = FieldKind::name,
                       .characters_max = k_signer_characters,
                       .required = true};
    const auto wide = panel_inside_width(ui, area, k_goods_sheet_width);
    const auto signer_high = state.by_other ? field_height(ui, signer, wide) + ui.px(k_gap) : 0;
    const auto high =
        2 * ui.px(k_goods_sheet_label + k_stepper_height) + ui.px(2 * k_gap) + signer_high;
    const bool ready = !state.by_other || !state.signer.empty();
    auto frame = draw_goods_frame(
        ui, area, ui.tr(TextKey::goods_withdraw_title), high,
        sheet_button(ui, ready ? TextKey::goods_to_customer : TextKey::goods_signer, ready, false));
    ScrollArea scroll(ui, "withdraw", frame.inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
    auto rest = form_content(ui, scroll.content());
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
    if (state.by_other) {
        const auto result =
            draw_field(ui, rest.cut_top(signer_high), "signer", state.signer, signer);
        if (result.changed) intents.add(goods::TypeSigner{*result.changed});
    }
    scroll.finish(rest.top);
    if (frame.confirmed) intents.add(goods::TurnToCustomer{});
    if (frame.closed) intents.add(goods::OpenSheet{Sheet::none});
}

void draw_remind_sheet(Ui& ui, const Rect& area, const GoodsPageState& state,
                       GoodsPageIntents& intents) {
    const auto wide = panel_inside_width(ui, area, k_goods_sheet_width);
    const auto high = choices_height(ui, k_reminder_outcomes, wide);
    const auto frame = draw_goods_frame(
        ui, area, ui.tr(TextKey::goods_remind_title), high,
        sheet_button(ui, TextKey::goods_remind_save, state.outcome.has_value(), state.busy));
    const auto chosen = state.outcome ? code_of(*state.outcome) : std::string_view();
    const auto pressed = draw_choices(ui, frame.inside, "outcome", k_reminder_outcomes, chosen);
    if (pressed) intents.add(goods::ChooseOutcome{*parse_code<ReminderOutcome>(*pressed)});
    if (frame.confirmed) intents.add(goods::SaveSheet{});
    if (frame.closed) intents.add(goods::OpenSheet{Sheet::none});
}

// Moving asks where to and why, reversing only why.
void draw_reason_sheet(Ui& ui, const Rect& area, const GoodsPageState& state,
                       GoodsPageIntents& intents) {
    const bool moves = state.sheet == Sheet::move;
    const Field place{.label = ui.tr(TextKey::goods_move_place),
                      .characters_max = k_goods_short_length_max,
                      .required = true};
    const Field reason{.label = ui.tr(TextKey::goods_reason),
                       .note = moves ? Text() : ui.tr(TextKey::goods_reverse_body),
                       .characters_max = k_goods_reason_length_max,
                       .required = true};
    const auto wide = panel_inside_width(ui, area, k_goods_sheet_width);
    const auto place_high = moves ? field_height(ui, place, wide) : 0;
    const auto reason_high = field_height(ui, reason, wide);
    const bool ready = !state.reason.empty() && (!moves || !state.place.empty());
    const auto frame = draw_goods_frame(
        ui, area, ui.tr(moves ? TextKey::goods_move_title : TextKey::goods_reverse_title),
        place_high + reason_high + ui.px(k_gap),
        sheet_button(ui, moves ? TextKey::goods_move_save : TextKey::goods_reverse, ready,
                     state.busy, moves ? ButtonKind::primary : ButtonKind::danger));
    ScrollArea scroll(ui, "reason", frame.inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
    auto rest = form_content(ui, scroll.content());
    if (moves) {
        const auto typed =
            draw_field(ui, rest.cut_top(place_high, ui.px(k_gap)), "place", state.place, place);
        if (typed.changed) intents.add(goods::TypePlace{*typed.changed});
    }
    const auto typed = draw_field(ui, rest.cut_top(reason_high), "reason", state.reason, reason);
    if (typed.changed) intents.add(goods::TypeReason{*typed.changed});
    scroll.finish(rest.top);
    if (frame.confirmed) intents.add(goods::SaveSheet{});
    if (frame.closed) intents.add(goods::OpenSheet{Sheet::none});
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

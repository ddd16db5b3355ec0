// What is asked over the page of one deposit.

#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/lists.hpp"
#include "assets/words/stored_goods.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/members/screens/contact_number.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/stored_goods/screens/screen_stored_goods.hpp"

namespace qiantai::ui {
namespace {

using GoodsPageIntents = Intents<GoodsPageIntent>;
using Sheet = GoodsPageState::Sheet;

constexpr float k_goods_sheet_width = 640;
/// Above the keyboard of a low screen: place and reason side by side.
constexpr float k_low_sheet_width = 880, k_place_beside_dp = 240;
constexpr float k_stepper_height = 60;
constexpr std::size_t k_signer_characters = 60;

constexpr Choice k_reminder_outcomes[] = {{"reached", words::goods_outcome_reached},
                                          {"no_answer", words::goods_outcome_no_answer},
                                          {"wrong_number", words::goods_outcome_wrong_number},
                                          {"refused", words::goods_outcome_refused}};
constexpr Choice k_move_reasons[] = {{"tidy", words::goods_move_tidy},
                                     {"full", words::goods_move_full},
                                     {"cool", words::goods_move_cool}};
constexpr Choice k_reverse_reasons[] = {{"quantity", words::goods_reverse_quantity},
                                        {"customer", words::goods_reverse_customer},
                                        {"left", words::goods_reverse_left}};

/// A sheet with its one button.
template <typename Draw>
SheetAnswer draw_goods_frame(Ui& ui, const Rect& area, const Heading& heading,
                             const BarButton& button, float width_dp, Draw&& draw) {
    return draw_question_sheet(ui, area, {heading, width_dp, std::span(&button, 1)}, draw);
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
    const auto whom = ui.tr(words::with_note, line.member_name, line.goods.item);
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
    draw_field_label(ui, rest, ui.tr(words::goods_left, left, unit.utf8()));
    auto line = rest.cut_top(ui.px(k_stepper_height), ui.px(k_gap));
    const auto all = ui.tr(words::goods_withdraw_all);
    const auto button = line.cut_right(button_width(ui, all, {}), ui.px(k_gap_m));
    if (draw_button(ui, button, "all", all, {.chosen = state.quantity == left})) {
        intents.add(goods::SetQuantity{left});
    }
    const auto quantity = draw_stepper(ui, line, "quantity", ui.tr(words::goods_quantity),
                                       {.value = state.quantity, .least = 1, .most = left});
    if (quantity) intents.add(goods::SetQuantity{*quantity});
    draw_field_label(ui, rest, ui.tr(words::goods_withdraw_who));
    const std::array who{ui.tr(words::goods_by_member), ui.tr(words::goods_by_other)};
    const auto chosen = draw_segmented(ui, rest.cut_top(ui.px(k_stepper_height), ui.px(k_gap)),
                                       "who", who, state.by_other ? 1 : 0);
    if (chosen) intents.add(goods::SetByOther{*chosen == 1});
    if (!state.by_other) return;
    const Field signer{.label = ui.tr(words::goods_signer),
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
    const std::array signer{ui.tr(words::goods_signer)};
    const auto lacks = ready ? Text() : fill_first_text(ui, signer);
    const auto answer = draw_goods_frame(
        ui, area, heading_of(ui, state, words::goods_withdraw_title),
        sheet_button(ui, words::goods_to_customer, lacks, false), k_goods_sheet_width,
        [&](Rect& inside) {
            draw_scrolled(ui, inside, "withdraw",
                          [&](Rect& rest) { draw_withdrawal(ui, rest, state, intents); });
        });
    if (answer.pressed) intents.add(goods::TurnToCustomer{});
    if (answer.left) intents.add(goods::OpenSheet{Sheet::none});
}

void draw_remind_sheet(Ui& ui, const Rect& area, const Scene& scene, const GoodsPageState& state,
                       GoodsPageIntents& intents) {
    const auto chosen = state.outcome ? code_of(*state.outcome) : std::string_view();
    std::optional<std::string_view> pressed;
    const auto answer = draw_goods_frame(
        ui, area, heading_of(ui, state, words::goods_remind_title),
        sheet_button(ui, words::contact_save,
                     state.outcome ? Text() : ui.tr(words::contact_choose_first), state.busy),
        k_goods_sheet_width, [&](Rect& inside) {
            const auto number = inside.cut_top(ui.px(k_contact_number_height), ui.px(k_gap_m));
            if (state.owner && draw_contact_number(ui, number, scene, *state.owner)) {
                intents.add(goods::RevealNumber{});
            }
            pressed = draw_choices(ui, inside, "outcome", k_reminder_outcomes, chosen);
        });
    if (pressed) intents.add(goods::ChooseOutcome{*parse_code<ReminderOutcome>(*pressed)});
    if (answer.pressed) intents.add(goods::SaveSheet{});
    if (answer.left) intents.add(goods::OpenSheet{Sheet::none});
}

// Where to. Cuts itself off `rest`.
void draw_new_place(Ui& ui, Rect& rest, const GoodsPageState& state, GoodsPageIntents& intents) {
    const auto& now = state.course->line.state.place;
    const auto label =
        now.empty() ? ui.tr(words::goods_move_place) : ui.tr(words::goods_move_place_now, now);
    const Field place{.label = Text::data(label.utf8()),
                      .characters_max = k_goods_short_length_max,
                      .required = true};
    const auto typed = draw_field(ui, rest, "place", state.place, place);
    if (typed.changed) intents.add(goods::TypePlace{*typed.changed});
}

// Moving asks where to and why, reversing only why. Cuts itself off `rest`.
void draw_reason(Ui& ui, Rect& rest, const GoodsPageState& state, GoodsPageIntents& intents,
                 bool low) {
    auto place = rest;
    if (state.sheet != Sheet::move) {
        draw_paragraph(ui, rest, ui.tr(words::goods_reverse_body), TextStyle::body, Role::ink2,
                       k_gap);
    } else if (low) {
        // Both are in sight above the keyboard.
        place = rest.cut_left(ui.px(k_place_beside_dp), ui.px(k_gap_l));
        draw_new_place(ui, place, state, intents);
    } else {
        draw_new_place(ui, rest, state, intents);
        rest.cut_top(ui.px(k_gap_s));
        place.top = rest.top;
    }
    const auto given = draw_reason(
        ui, rest, state.reason,
        {.usual = reasons_of(state.sheet), .characters_max = k_goods_reason_length_max});
    if (given) intents.add(goods::GiveReason{*given});
    rest.top = std::max(rest.top, place.top);
}

Text reason_sheet_lacks(const Ui& ui, const GoodsPageState& state) {
    if (state.sheet != Sheet::move || !state.place.empty()) return reason_lacks(ui, state.reason);
    std::vector<Text> missing{ui.tr(words::goods_move_place)};
    if (!state.reason.given()) missing.push_back(ui.tr(words::reason));
    return fill_first_text(ui, missing);
}

void draw_reason_sheet(Ui& ui, const Rect& area, const GoodsPageState& state,
                       GoodsPageIntents& intents) {
    const bool moves = state.sheet == Sheet::move;
    const bool low = is_low(ui, area) && area.width() >= ui.px(k_low_sheet_width);
    const auto answer = draw_goods_frame(
        ui, area,
        heading_of(ui, state, moves ? words::goods_move_title : words::goods_reverse_title),
        sheet_button(ui, moves ? words::goods_move_save : words::goods_reverse,
                     reason_sheet_lacks(ui, state), state.busy),
        low ? k_low_sheet_width : k_goods_sheet_width, [&](Rect& inside) {
            draw_scrolled(ui, inside, "reason",
                          [&](Rect& rest) { draw_reason(ui, rest, state, intents, low); });
        });
    if (answer.pressed) intents.add(goods::SaveSheet{});
    if (answer.left) intents.add(goods::OpenSheet{Sheet::none});
}

}  // namespace

std::span<const Choice> reasons_of(Sheet sheet) {
    return sheet == Sheet::move ? std::span<const Choice>(k_move_reasons) : k_reverse_reasons;
}

void draw_goods_sheet(Ui& ui, const Rect& area, const Scene& scene, const GoodsPageState& state,
                      GoodsPageIntents& intents) {
    const IdScope scope("goods sheet");
    switch (state.sheet) {
        case Sheet::none:
            return;
        case Sheet::withdraw:
            return draw_withdraw_sheet(ui, area, state, intents);
        case Sheet::remind:
            return draw_remind_sheet(ui, area, scene, state, intents);
        case Sheet::move:
        case Sheet::reverse:
            return draw_reason_sheet(ui, area, state, intents);
    }
}

}  // namespace qiantai::ui

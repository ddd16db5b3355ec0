// What is asked over the page of a requisition: how much of each gift is approved, sent, or was
// counted; how a difference is settled.

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "assets/words/kit.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/requisition_page.hpp"
#include "terminal/gifts/screens/requisition_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_requisition_sheet_width = 760, k_pieces_width = 220, k_pieces_height = 60;
constexpr float k_pieces_beside_dp = 520;  ///< the steppers stand beside the gift's name

constexpr Choice k_cut_reasons[] = {{"short", words::requisition_reason_short},
                                    {"use", words::requisition_reason_use},
                                    {"enough", words::requisition_reason_enough},
                                    {"budget", words::requisition_reason_budget}};
constexpr Choice k_withdrawn_reasons[] = {{"twice", words::requisition_reason_twice},
                                          {"needless", words::requisition_reason_needless},
                                          {"wrong", words::requisition_reason_wrong}};
constexpr Choice k_short_reasons[] = {{"out", words::requisition_reason_out},
                                      {"retired", words::requisition_reason_retired}};
constexpr Choice k_difference_reasons[] = {{"box", words::requisition_reason_box},
                                           {"packed", words::requisition_reason_packed},
                                           {"other", words::requisition_reason_other_gift},
                                           {"spoilt", words::requisition_reason_spoilt}};
constexpr Choice k_settled_reasons[] = {{"carrier", words::requisition_reason_carrier},
                                        {"packed", words::requisition_reason_packed},
                                        {"counted", words::requisition_reason_counted}};
constexpr Choice k_difference_outcomes[] = {{"lost", words::requisition_outcome_lost},
                                            {"sender_has_it", words::requisition_outcome_sender},
                                            {"accepted", words::requisition_outcome_accepted}};

/// What a line of the sheet says below the gift's name.
Text sheet_line_note(const Ui& ui, const Shop& shop, const RequisitionPageState& state,
                     std::size_t index) {
    const auto& line = state.lines[index];
    std::string words;
    const auto add = [&](const Text& text) { words += (words.empty() ? "" : " · ") + text.utf8(); };
    const auto most = state.most[index];
    if (state.sheet == RequisitionSheet::approve) {
        add(ui.tr(words::requisition_item_asked, most));
        if (const auto* gift = find_requisition_gift(*state.page, line.gift_id)) {
            add(ui.tr(words::requisition_sheet_at_receiver, gift->at_receiver));
            add(ui.tr(words::requisition_sheet_at_sender, gift->at_sender));
            add(money_text(gift->cost));
        }
        return Text::data(words);
    }
    if (!line.batch.empty()) add(Text::data(line.batch));
    if (line.expires_on) {
        add(ui.tr(words::requisition_pick_until, date_text(ui, shop, *line.expires_on).utf8()));
    }
    add(state.sheet == RequisitionSheet::dispatch ? ui.tr(words::requisition_sheet_lies, most)
        : most == 0                               ? ui.tr(words::requisition_sheet_not_sent)
                                                  : ui.tr(words::requisition_item_sent, most));
    return Text::data(words);
}

// Of one gift: its name, and how many; counted, also how many of them are spoilt.
void draw_sheet_line(Ui& ui, Rect& rest, const Scene& scene, const RequisitionPageState& state,
                     std::size_t index, RequisitionPageIntents& intents) {
    const auto& line = state.lines[index];
    const bool counted = state.sheet == RequisitionSheet::receive;
    const int most = counted ? domain::k_gift_pieces_max : state.most[index];
    const auto name = requisition_gift_name(*state.page, line.gift_id);
    const bool beside = !counted && rest.width() >= ui.px(k_pieces_beside_dp);
    auto words = rest;
    if (beside) words.right -= ui.px(k_pieces_width + k_gap_m);
    draw_paragraph(ui, words, Text::data(name), TextStyle::body_strong, Role::ink, 0);
    draw_paragraph(ui, words, sheet_line_note(ui, scene.shop, state, index), TextStyle::small,
                   Role::ink2, beside ? 0 : k_gap_s);
    if (beside) {
        auto place = rest;
        place = place.cut_top(ui.px(k_pieces_height)).cut_right(ui.px(k_pieces_width));
        const auto pieces = draw_stepper(ui, place, fmt::format("pieces {}", index),
                                         Text::data(name), {.value = line.pieces, .most = most});
        if (pieces) intents.add(requisition::SetPieces{index, *pieces});
        rest.top = std::max(words.top, place.bottom) + ui.px(k_gap_m);
        return;
    }
    rest.top = words.top;
    auto place = rest.cut_top(ui.px(k_pieces_height), ui.px(k_gap_m));
    if (!counted) {
        const auto pieces = draw_stepper(ui, place, fmt::format("pieces {}", index),
                                         Text::data(name), {.value = line.pieces, .most = most});
        if (pieces) intents.add(requisition::SetPieces{index, *pieces});
        return;
    }
    const auto gap = ui.px(k_gap_m);
    const auto labelled = [&](Rect half, TextKey key, std::string_view what, int value) {
        auto words_place =
            half.cut_left(text_width(ui, ui.tr(key).utf8(), TextStyle::small) + 1, ui.px(k_gap_s));
        draw_text(ui, words_place, ui.tr(key), TextStyle::small, Role::ink2);
        return draw_stepper(ui, half, fmt::format("{} {}", what, index), ui.tr(key),
                            {.value = value, .most = most});
    };
    const auto good =
        labelled(place.column(0, 2, gap), words::requisition_sheet_good, "pieces", line.pieces);
    if (good) intents.add(requisition::SetPieces{index, *good});
    const auto spoilt = labelled(place.column(1, 2, gap), words::requisition_sheet_damaged,
                                 "damaged", line.damaged);
    if (spoilt) intents.add(requisition::SetDamaged{index, *spoilt});
}

void draw_sheet_lines(Ui& ui, Rect& rest, const Scene& scene, const RequisitionPageState& state,
                      RequisitionPageIntents& intents) {
    for (std::size_t i = 0; i < state.lines.size(); ++i) {
        draw_sheet_line(ui, rest, scene, state, i, intents);
    }
}

void draw_sheet_reason(Ui& ui, Rect& rest, const RequisitionPageState& state, RequisitionStep step,
                       TextKey label, RequisitionPageIntents& intents) {
    draw_field_label(ui, rest, ui.tr(label));
    const auto given = draw_reason(
        ui, rest, state.reason,
        {.usual = requisition_reasons(step), .characters_max = k_gift_reason_length_max});
    if (given) intents.add(requisition::GiveReason{*given});
}

void draw_approve_fields(Ui& ui, Rect& rest, const Scene& scene, const RequisitionPageState& state,
                         RequisitionPageIntents& intents) {
    if (state.budget) {
        const auto& month = state.budget->month;
        if (month.budget > Fen()) {
            draw_paragraph(ui, rest,
                           ui.tr(words::requisition_budget_month, money_text(month.used).utf8(),
                                 money_text(month.budget).utf8()),
                           TextStyle::small, month.warned ? Role::warning : Role::ink2, k_gap_m);
        }
    }
    draw_sheet_lines(ui, rest, scene, state, intents);
    if (!differs_in_sheet(state)) return;
    draw_sheet_reason(ui, rest, state, RequisitionStep::approved, words::requisition_why_less,
                      intents);
}

void draw_dispatch_fields(Ui& ui, Rect& rest, const Scene& scene, const RequisitionPageState& state,
                          RequisitionPageIntents& intents) {
    if (state.lines.empty()) {
        draw_paragraph(ui, rest, ui.tr(words::requisition_nothing_lies), TextStyle::body,
                       Role::warning, k_gap_m);
        return;
    }
    draw_sheet_lines(ui, rest, scene, state, intents);
    const auto typed = draw_field(ui, rest, "parcel", state.parcel,
                                  {.label = ui.tr(words::requisition_parcel_number),
                                   .hint = ui.tr(words::requisition_parcel_hint),
                                   .kind = FieldKind::latin,
                                   .characters_max = k_gift_short_length_max});
    if (typed.changed) intents.add(requisition::TypeParcel{*typed.changed});
}

void draw_receive_fields(Ui& ui, Rect& rest, const Scene& scene, const RequisitionPageState& state,
                         RequisitionPageIntents& intents) {
    draw_paragraph(ui, rest, ui.tr(words::requisition_receive_note), TextStyle::small, Role::ink2,
                   k_gap_m);
    draw_sheet_lines(ui, rest, scene, state, intents);
    const auto typed = draw_field(ui, rest, "code", state.code,
                                  {.label = ui.tr(words::requisition_other_gift),
                                   .hint = ui.tr(words::requisition_other_gift_hint),
                                   .kind = FieldKind::latin,
                                   .characters_max = k_gift_short_length_max});
    if (typed.changed) intents.add(requisition::TypeCode{*typed.changed});
    if (typed.entered) intents.add(requisition::AddGift{});
    rest.cut_top(ui.px(k_gap_m));
    if (!differs_in_sheet(state)) return;
    draw_sheet_reason(ui, rest, state, RequisitionStep::received, words::requisition_why_differs,
                      intents);
}

void draw_settle_fields(Ui& ui, Rect& rest, const RequisitionPageState& state,
                        RequisitionPageIntents& intents) {
    const auto& page = *state.page;
    for (const auto& item : page.state.items) {
        if (item.missing == 0 && item.damaged == 0 && item.arrived <= item.sent) continue;
        const auto name = requisition_gift_name(page, item.gift_id);
        draw_paragraph(
            ui, rest,
            ui.tr(words::requisition_settle_line, name, item.sent, item.arrived, item.damaged),
            TextStyle::body, Role::ink, k_gap_xs);
    }
    rest.cut_top(ui.px(k_gap_m));
    draw_field_label(ui, rest, ui.tr(words::requisition_outcome));
    const auto chosen = state.outcome ? code_of(*state.outcome) : std::string_view();
    const auto pressed = draw_choices(ui, rest, "outcome", k_difference_outcomes, chosen);
    if (pressed) intents.add(requisition::ChooseOutcome{*parse_code<DifferenceOutcome>(*pressed)});
    rest.cut_top(ui.px(k_gap));
    draw_sheet_reason(ui, rest, state, RequisitionStep::settled, words::reason, intents);
}

/// What has to be said before the sheet can be saved; empty: nothing.
Text requisition_sheet_lacks(const Ui& ui, const RequisitionPageState& state) {
    switch (state.sheet) {
        case RequisitionSheet::approve:
        case RequisitionSheet::receive:
            return differs_in_sheet(state) ? reason_lacks(ui, state.reason) : Text();
        case RequisitionSheet::dispatch:
            return pieces_in_sheet(state) > 0 ? Text() : ui.tr(words::requisition_nothing_chosen);
        case RequisitionSheet::settle:
            if (!state.outcome) return ui.tr(words::requisition_outcome_first);
            return reason_lacks(ui, state.reason);
        case RequisitionSheet::none:
            break;
    }
    return {};
}

// The button says what it does.
Text requisition_sheet_button(const Ui& ui, const RequisitionPageState& state) {
    switch (state.sheet) {
        case RequisitionSheet::approve:
            return ui.tr(words::requisition_approve_pieces, pieces_in_sheet(state));
        case RequisitionSheet::dispatch:
            return ui.tr(words::requisition_dispatch_pieces, pieces_in_sheet(state));
        case RequisitionSheet::receive:
            return ui.tr(words::requisition_receive_pieces, pieces_in_sheet(state));
        case RequisitionSheet::settle:
        case RequisitionSheet::none:
            break;
    }
    return ui.tr(words::requisition_act_settled);
}

RequisitionStep step_of_sheet(RequisitionSheet sheet) {
    switch (sheet) {
        case RequisitionSheet::approve:
            return RequisitionStep::approved;
        case RequisitionSheet::dispatch:
            return RequisitionStep::dispatched;
        case RequisitionSheet::receive:
            return RequisitionStep::received;
        case RequisitionSheet::settle:
        case RequisitionSheet::none:
            break;
    }
    return RequisitionStep::settled;
}

}  // namespace

std::span<const Choice> requisition_reasons(RequisitionStep step) {
    switch (step) {
        case RequisitionStep::manager_returned:
        case RequisitionStep::refused:
        case RequisitionStep::approved:
            return k_cut_reasons;
        case RequisitionStep::cancelled:
            return k_withdrawn_reasons;
        case RequisitionStep::closed_short:
            return k_short_reasons;
        case RequisitionStep::received:
            return k_difference_reasons;
        case RequisitionStep::settled:
            return k_settled_reasons;
        case RequisitionStep::manager_approved:
        case RequisitionStep::checked:
        case RequisitionStep::dispatched:
        case RequisitionStep::countersigned:
        case RequisitionStep::booked_back:
            break;
    }
    return {};
}

int pieces_in_sheet(const RequisitionPageState& state) {
    int pieces = 0;
    for (const auto& line : state.lines) pieces += line.pieces;
    return pieces;
}

bool differs_in_sheet(const RequisitionPageState& state) {
    for (std::size_t i = 0; i < state.lines.size(); ++i) {
        if (state.lines[i].pieces != state.most[i] || state.lines[i].damaged > 0) return true;
    }
    return false;
}

void draw_requisition_sheet(Ui& ui, const Rect& area, const Scene& scene,
                            const RequisitionPageState& state, RequisitionPageIntents& intents) {
    if (state.sheet == RequisitionSheet::none || !state.page) return;
    const IdScope scope("requisition sheet");
    const auto& requisition = state.page->requisition;
    std::vector<BarButton> buttons{{"save sheet",
                                    requisition_sheet_button(ui, state),
                                    {.kind = ButtonKind::primary,
                                     .lacks = requisition_sheet_lacks(ui, state),
                                     .busy = state.busy}}};
    const bool counts =
        state.sheet == RequisitionSheet::approve || state.sheet == RequisitionSheet::receive;
    if (counts) {
        const auto all =
            ui.tr(state.sheet == RequisitionSheet::approve ? words::requisition_approve_all
                                                           : words::requisition_receive_all);
        buttons.push_back({"all", all, {}});
    }
    const auto whom =
        requisition_way_text(scene.shop, requisition.sender(), requisition.receiver());
    const auto answer = draw_question_sheet(
        ui, area,
        {{requisition_act_text(ui, step_of_sheet(state.sheet)), whom},
         k_requisition_sheet_width,
         buttons},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            switch (state.sheet) {
                case RequisitionSheet::approve:
                    draw_approve_fields(ui, rest, scene, state, intents);
                    break;
                case RequisitionSheet::dispatch:
                    draw_dispatch_fields(ui, rest, scene, state, intents);
                    break;
                case RequisitionSheet::receive:
                    draw_receive_fields(ui, rest, scene, state, intents);
                    break;
                case RequisitionSheet::settle:
                    draw_settle_fields(ui, rest, state, intents);
                    break;
                case RequisitionSheet::none:
                    break;
            }
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed) {
        if (*answer.pressed == 0) intents.add(requisition::Save{});
        if (*answer.pressed == 1) intents.add(requisition::TakeAll{});
    }
    if (answer.left) intents.add(requisition::CloseSheet{});
}

}  // namespace qiantai::ui

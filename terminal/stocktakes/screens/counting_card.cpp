// What the person who counts looks at: the last scan, the log, the pad.

#include <fmt/format.h>

#include <algorithm>

#include "assets/words/stocktakes.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"
#include "terminal/stocktakes/screens/counting_parts.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_count_figure_dp = 104;  ///< read from a shelf two metres away
constexpr float k_count_number_height = 124, k_step_dp = 84, k_count_number_dp = 400;
constexpr float k_count_beside_dp = 620;  ///< from here on the number stands beside the name
constexpr float k_log_row_height = 58, k_log_total_dp = 84, k_log_change_dp = 68,
                k_log_time_dp = 64;
constexpr float k_log_time_from_dp = 420;  ///< narrower rows leave the time out

domain::StocktakeThing thing_of_entry(const domain::StocktakeEntered& entry) {
    return {.gift_id = entry.count.gift_id,
            .goods_id = entry.count.goods_id,
            .batch = entry.count.batch,
            .expires_on = entry.count.expires_on};
}

bool is_unknown(const domain::StocktakeEntered& entry) {
    return !entry.count.barcode.empty();
}

Text entry_name(const Ui& ui, const domain::StocktakeEntered& entry) {
    if (is_unknown(entry)) return ui.tr(words::counting_unknown);
    return Text::data(entry.name.empty() ? entry.code : entry.name);
}

/// Minus, the number, plus; what is being typed stands in the number's place.
void draw_count_number(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents) {
    auto line = rest.cut_top(ui.px(k_count_number_height), ui.px(k_gap_s));
    const auto step = ui.px(k_step_dp);
    const auto less = line.cut_left(step).centered(step, step);
    const auto more = line.cut_right(step).centered(step, step);
    const auto draw_step = [&](const Rect& place, std::string_view name, TextKey label, Icon icon) {
        fill(ui, place, Role::surface2, k_radius_control);
        border(ui, place, Role::outline, k_radius_control);
        return draw_icon_button(ui, place, name, ui.tr(label), icon, Role::ink);
    };
    if (draw_step(less, "one less", words::counting_less, Icon::minus)) {
        intents.add(counting::Correct{-1});
    }
    const bool typing = !state.digits.empty();
    const auto shown = typing ? Text::data(state.digits) : number_text(state.last->total);
    draw_text_sized(ui, line, shown, {k_count_figure_dp, Weight::bold},
                    typing ? Role::primary_text : Role::ink, Align::center);
    if (draw_step(more, "one more", words::counting_more, Icon::plus)) {
        intents.add(counting::Correct{1});
    }
    const auto exactly =
        typing ? ui.tr(words::counting_exactly_so, state.digits) : ui.tr(words::counting_exactly);
    if (!typing) {
        draw_paragraph(ui, rest, ui.tr(words::counting_hint), TextStyle::small, Role::ink2, 0,
                       Align::center);
        return;
    }
    if (draw_button(ui, rest.cut_top(ui.px(k_target_min)), "exactly", exactly,
                    {.kind = ButtonKind::primary})) {
        intents.add(counting::SetExactly{});
    }
}

void draw_count_subject(Ui& ui, Rect& rest, const Scene& scene,
                        const domain::StocktakeEntered& last) {
    const bool unknown = is_unknown(last);
    auto line = rest.cut_top(line_height(ui, TextStyle::body), ui.px(k_gap_xs));
    const auto sign = line.cut_left(ui.px(24), ui.px(k_gap_s));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, unknown ? Icon::alert : Icon::check_circle,
              22, unknown ? Role::warning : Role::success);
    draw_text(ui, line, ui.tr(unknown ? words::counting_kept_unknown : words::counting_kept),
              TextStyle::body_strong, unknown ? Role::warning : Role::success);
    draw_paragraph(ui, rest, entry_name(ui, last), TextStyle::figure,
                   unknown ? Role::warning : Role::ink);
    draw_paragraph(ui, rest,
                   stocktake_thing_text(ui, scene.shop, unknown ? last.count.barcode : last.code,
                                        thing_of_entry(last)),
                   TextStyle::body, Role::ink2, k_gap_s);
}

/// A whole carton of it is one touch.
void draw_whole_carton(Ui& ui, Rect& rest, const domain::StocktakeEntered& last,
                       CountingIntents& intents) {
    if (last.carton == 0) return;
    const auto label = ui.tr(words::counting_carton, last.carton);
    const ButtonStyle style{.icon = Icon::archive, .words = TextStyle::body_strong};
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto wide = std::min(button_width(ui, label, style), line.width());
    if (draw_button(ui, line.cut_left(wide), "whole carton", label, style)) {
        intents.add(counting::Correct{last.carton});
    }
}

void draw_log_row(Ui& ui, Rect line, const Scene& scene, const domain::StocktakeEntered& entry,
                  std::size_t index, bool last, CountingIntents& intents) {
    if (!last) divider(ui, line.left, line.right, line.bottom - 1);
    const bool own = scene.session && entry.count.created_by == scene.session->staff_number;
    const auto undo = line.cut_right(ui.px(k_target_min));
    if (own && !entry.undone &&
        draw_icon_button(ui, undo.centered(undo.width(), ui.px(k_target_min)),
                         fmt::format("undo {}", index), ui.tr(words::counting_undo), Icon::undo)) {
        intents.add(counting::Undo{entry.count.id});
    }
    const bool set = entry.count.kind == StocktakeEntryKind::set;
    if (entry.undone) {
        const auto words = ui.tr(words::counting_undone);
        const auto wide = text_width(ui, words.utf8(), TextStyle::small) + 1;
        draw_text(ui, line.cut_right(wide, ui.px(k_gap_s)), words, TextStyle::small, Role::ink2,
                  Align::right);
    } else {
        draw_text(ui, line.cut_right(ui.px(k_log_total_dp), ui.px(k_gap_s)),
                  ui.tr(words::counting_total, entry.total), TextStyle::small, Role::ink2,
                  Align::right);
        draw_text(ui, line.cut_right(ui.px(k_log_change_dp)),
                  Text::data(set ? fmt::format("={}", entry.count.quantity)
                                 : signed_pieces(entry.count.quantity)),
                  TextStyle::body_strong, set ? Role::info : Role::success, Align::right);
    }
    if (line.width() >= ui.px(k_log_time_from_dp - k_log_total_dp - k_log_change_dp)) {
        draw_text(ui, line.cut_left(ui.px(k_log_time_dp)),
                  clock_text(scene.shop, entry.count.created_at), TextStyle::small, Role::ink2);
    }
    draw_text(ui, line, entry_name(ui, entry),
              index == 0 ? TextStyle::body_strong : TextStyle::body,
              is_unknown(entry) ? Role::warning : Role::ink);
}

}  // namespace

void draw_count_card(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                     float least_dp, CountingIntents& intents) {
    const auto top = rest.top;
    const bool unknown = state.last && is_unknown(*state.last);
    {
        Card card(ui, rest);
        auto& inside = card.inside;
        if (!state.last) {
            draw_paragraph(ui, inside, ui.tr(words::counting_nothing), TextStyle::figure, Role::ink,
                           k_gap_s);
            draw_paragraph(ui, inside, ui.tr(words::counting_nothing_body), TextStyle::body,
                           Role::ink2);
        } else if (inside.width() < ui.px(k_count_beside_dp)) {
            draw_count_subject(ui, inside, scene, *state.last);
            draw_count_number(ui, inside, state, intents);
            draw_whole_carton(ui, inside, *state.last, intents);
        } else {
            auto number = inside;
            number.cut_left(inside.width() - ui.px(k_count_number_dp));
            auto subject = inside;
            subject.cut_right(ui.px(k_count_number_dp), ui.px(k_gap));
            draw_count_subject(ui, subject, scene, *state.last);
            draw_whole_carton(ui, subject, *state.last, intents);
            draw_count_number(ui, number, state, intents);
            inside.top = std::max(subject.top, number.top);
        }
        inside.top = std::max(inside.top, top + ui.px(least_dp - k_gap_l));
    }
    border(ui, {rest.left, top, rest.right, rest.top}, unknown ? Role::warning : Role::primary,
           k_radius_card, 2);
    rest.cut_top(ui.px(k_gap));
}

void draw_count_waiting(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents) {
    if (state.waiting.empty()) return;
    const auto& entry = state.waiting.front();
    {
        Card card(ui, rest);
        auto& inside = card.inside;
        draw_card_title(ui, inside, ui.tr(words::counting_which_batch),
                        number_text(static_cast<std::int64_t>(state.waiting.size())),
                        Tone::warning);
        draw_paragraph(ui, inside, Text::data(fmt::format("{} ×{}", entry.code, entry.quantity)),
                       TextStyle::body_strong, Role::ink, k_gap_s);
        const auto batch = draw_field(ui, inside, "batch", state.batch,
                                      {.label = ui.tr(words::counting_batch),
                                       .kind = FieldKind::latin,
                                       .characters_max = k_gift_short_length_max});
        if (batch.changed) intents.add(counting::TypeBatch{*batch.changed});
        const auto expiry = draw_field(ui, inside, "expiry", state.expires_on,
                                       {.label = ui.tr(words::counting_expiry),
                                        .hint = Text::data("20270131"),
                                        .kind = FieldKind::digits,
                                        .characters_max = 8});
        if (expiry.changed) intents.add(counting::TypeExpiry{*expiry.changed});
        const auto bar = inside.cut_top(ui.px(k_button_height));
        const auto gap = ui.px(k_gap_m);
        if (draw_button(ui, bar.column(0, 2, gap), "drop waiting", ui.tr(words::counting_drop))) {
            intents.add(counting::DropWaiting{});
        }
        if (draw_button(ui, bar.column(1, 2, gap), "save waiting", ui.tr(words::stocktake_save),
                        {.kind = ButtonKind::primary})) {
            intents.add(counting::SaveWaiting{});
        }
    }
    rest.cut_top(ui.px(k_gap));
}

void draw_counting_pad(Ui& ui, const Rect& place, const CountingState& state,
                       CountingIntents& intents) {
    const NumberPad pad{
        .lacks = state.digits.empty() || !state.last ? ui.tr(words::counting_type_first) : Text()};
    for (const auto key : draw_number_pad(ui, place, "pad", pad)) {
        if (key == PadKey::confirm) {
            intents.add(counting::SetExactly{});
        } else {
            intents.add(
                counting::TypeDigits{apply_pad_key(state.digits, key, k_counting_digits_max)});
        }
    }
}

void draw_counting_log(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                       float height, CountingIntents& intents) {
    auto inside = draw_card(ui, rest.cut_top(height, ui.px(k_gap)), k_gap);
    auto title = inside.cut_top(ui.px(k_card_title_height), ui.px(k_card_title_gap));
    const auto note = ui.tr(words::counting_log_note);
    const auto noted = text_width(ui, note.utf8(), TextStyle::small) + 1;
    const auto heading = ui.tr(words::counting_log);
    const auto headed = text_width(ui, heading.utf8(), TextStyle::large_strong);
    if (noted + headed + ui.px(k_gap) <= title.width()) {
        draw_text(ui, title.cut_right(noted, ui.px(k_gap_s)), note, TextStyle::small, Role::ink2,
                  Align::right);
    }
    draw_text(ui, title, heading, TextStyle::large_strong, Role::ink);
    if (state.log.empty()) {
        draw_paragraph(ui, inside, ui.tr(words::counting_log_empty), TextStyle::body, Role::ink2);
        return;
    }
    const auto row = ui.px(k_log_row_height);
    const auto fitting = static_cast<std::size_t>(std::max(1.0f, inside.height() / row));
    const auto count = std::min(fitting, state.log.size());
    for (std::size_t i = 0; i < count; ++i) {
        draw_log_row(ui, inside.cut_top(row), scene, state.log[i], i, i + 1 == count, intents);
    }
}

void draw_counting_by_hand(Ui& ui, Rect& rest, const CountingState& state,
                           CountingIntents& intents) {
    const auto typed = draw_field(ui, rest, "code", state.code,
                                  {.label = ui.tr(words::counting_code),
                                   .hint = ui.tr(words::counting_code_hint),
                                   .kind = FieldKind::latin,
                                   .characters_max = k_gift_short_length_max});
    if (typed.changed) intents.add(counting::TypeCode{*typed.changed});
    if (typed.entered) intents.add(counting::EnterCode{});
}

}  // namespace qiantai::ui

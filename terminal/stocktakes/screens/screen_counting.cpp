#include "terminal/stocktakes/screens/screen_counting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_count_figure_dp = 104;  ///< read from a shelf two metres away
constexpr float k_counting_log_width = 380, k_counting_pad_height = 320, k_figure_height = 124;
constexpr float k_counting_beside_dp = 860;  ///< from this width on the log stands beside

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
    if (is_unknown(entry)) return ui.tr(TextKey::counting_unknown);
    return Text::data(entry.name.empty() ? entry.code : entry.name);
}

void draw_counting_zones(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents) {
    std::vector<Text> names;
    std::optional<std::size_t> chosen;
    for (const auto& one : state.zones) {
        if (one.zone.name == state.zone) chosen = names.size();
        names.push_back(Text::data(one.done ? one.zone.name + " ✓" : one.zone.name));
    }
    if (const auto pressed = draw_choices(ui, rest, "zone", names, chosen)) {
        intents.add(counting::ChooseZone{*pressed});
    }
    rest.cut_top(ui.px(k_gap_s));
    const std::array rounds{ui.tr(TextKey::counting_first), ui.tr(TextKey::counting_again)};
    const auto pressed =
        draw_segmented(ui, rest.cut_top(ui.px(k_target_min), ui.px(k_gap_m)), "round", rounds,
                       state.round == StocktakeRound::first ? 0 : 1);
    if (pressed) {
        intents.add(
            counting::SetRound{*pressed == 0 ? StocktakeRound::first : StocktakeRound::recount});
    }
}

/// The subject: what was scanned last, and how many of it there are now.
void draw_count_card(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                     CountingIntents& intents) {
    Card card(ui, rest);
    auto& inside = card.inside;
    if (!state.last) {
        draw_paragraph(ui, inside, ui.tr(TextKey::counting_nothing), TextStyle::figure, Role::ink,
                       k_gap_s);
        draw_paragraph(ui, inside, ui.tr(TextKey::counting_nothing_body), TextStyle::body,
                       Role::ink2, 0);
        return;
    }
    const auto& last = *state.last;
    draw_paragraph(ui, inside, entry_name(ui, last), TextStyle::figure,
                   is_unknown(last) ? Role::warning : Role::ink, 0);
    draw_paragraph(
        ui, inside,
        stocktake_thing_text(ui, scene.shop, is_unknown(last) ? last.count.barcode : last.code,
                             thing_of_entry(last)),
        TextStyle::body, Role::ink2, 0);
    draw_text_sized(ui, inside.cut_top(ui.px(k_figure_height)), number_text(last.total),
                    {k_count_figure_dp, Weight::bold}, Role::ink, Align::left);
    auto bar = inside.cut_top(ui.px(k_button_height));
    const auto gap = ui.px(k_gap_m);
    if (draw_button(ui, bar.column(0, 3, gap), "one less", ui.tr(TextKey::counting_less),
                    {.icon = Icon::minus})) {
        intents.add(counting::Correct{-1});
    }
    if (draw_button(ui, bar.column(1, 3, gap), "one more", ui.tr(TextKey::counting_more),
                    {.icon = Icon::plus})) {
        intents.add(counting::Correct{1});
    }
    if (draw_button(
            ui, bar.column(2, 3, gap), "exactly",
            state.digits.empty() ? ui.tr(TextKey::counting_exactly)
                                 : ui.tr(TextKey::counting_exactly_so, state.digits),
            {.kind = ButtonKind::primary,
             .lacks = state.digits.empty() ? ui.tr(TextKey::counting_type_first) : Text()})) {
        intents.add(counting::SetExactly{});
    }
}

/// Of which batch: asked for beside the counting, which goes on.
void draw_waiting(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents) {
    if (state.waiting.empty()) return;
    const auto& entry = state.waiting.front();
    {
        Card card(ui, rest);
        auto& inside = card.inside;
        draw_card_title(ui, inside, ui.tr(TextKey::counting_which_batch),
                        number_text(static_cast<std::int64_t>(state.waiting.size())),
                        Tone::warning);
        draw_paragraph(ui, inside, Text::data(fmt::format("{} ×{}", entry.code, entry.quantity)),
                       TextStyle::body_strong, Role::ink, k_gap_s);
        const auto batch = draw_field(ui, inside, "batch", state.batch,
                                      {.label = ui.tr(TextKey::counting_batch),
                                       .kind = FieldKind::latin,
                                       .characters_max = k_gift_short_length_max});
        if (batch.changed) intents.add(counting::TypeBatch{*batch.changed});
        const auto expiry = draw_field(ui, inside, "expiry", state.expires_on,
                                       {.label = ui.tr(TextKey::counting_expiry),
                                        .hint = Text::data("20270131"),
                                        .kind = FieldKind::digits,
                                        .characters_max = 8});
        if (expiry.changed) intents.add(counting::TypeExpiry{*expiry.changed});
        auto bar = inside.cut_top(ui.px(k_button_height));
        const auto gap = ui.px(k_gap_m);
        if (draw_button(ui, bar.column(0, 2, gap), "drop waiting", ui.tr(TextKey::counting_drop))) {
            intents.add(counting::DropWaiting{});
        }
        if (draw_button(ui, bar.column(1, 2, gap), "save waiting", ui.tr(TextKey::stocktake_save),
                        {.kind = ButtonKind::primary})) {
            intents.add(counting::SaveWaiting{});
        }
    }
    rest.cut_top(ui.px(k_gap));
}

void draw_counting_by_hand(Ui& ui, Rect& rest, const CountingState& state,
                           CountingIntents& intents) {
    const auto typed = draw_field(ui, rest, "code", state.code,
                                  {.label = ui.tr(TextKey::counting_code),
                                   .hint = ui.tr(TextKey::counting_code_hint),
                                   .kind = FieldKind::latin,
                                   .characters_max = k_gift_short_length_max});
    if (typed.changed) intents.add(counting::TypeCode{*typed.changed});
    if (typed.entered) intents.add(counting::EnterCode{});
    rest.cut_top(ui.px(k_gap));
}

void draw_counting_pad(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents) {
    auto place = rest.cut_top(ui.px(k_counting_pad_height), ui.px(k_gap));
    if (place.width() > ui.px(k_counting_log_width)) {
        place = place.cut_left(ui.px(k_counting_log_width));
    }
    const NumberPad pad{.lacks = state.digits.empty() || !state.last
                                     ? ui.tr(TextKey::counting_type_first)
                                     : Text()};
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
                       CountingIntents& intents) {
    Card card(ui, rest, k_gap_m);
    auto& inside = card.inside;
    draw_card_title(ui, inside, ui.tr(TextKey::counting_log));
    if (state.log.empty()) {
        draw_paragraph(ui, inside, ui.tr(TextKey::counting_log_empty), TextStyle::body, Role::ink2,
                       0);
    }
    for (std::size_t i = 0; i < state.log.size(); ++i) {
        const auto& entry = state.log[i];
        auto line = inside.cut_top(ui.px(k_row_height));
        const bool own = scene.session && entry.count.created_by == scene.session->staff_number;
        const auto label = ui.tr(TextKey::counting_undo);
        if (own && !entry.undone) {
            auto place = line.cut_right(
                std::max(text_width(ui, label.utf8(), TextStyle::body) + ui.px(k_gap_m),
                         ui.px(k_target_min)));
            if (draw_text_button(ui, place, fmt::format("undo {}", i), label)) {
                intents.add(counting::Undo{entry.count.id});
            }
        }
        const bool set = entry.count.kind == StocktakeEntryKind::set;
        const auto pieces =
            set ? fmt::format("={}", entry.count.quantity) : signed_pieces(entry.count.quantity);
        draw_list_row_still(
            ui, line,
            {.title = entry_name(ui, entry),
             .subtitle = entry.undone
                             ? ui.tr(TextKey::counting_undone)
                             : Text::data(entry.count.zone + " · " +
                                          time_text(ui, scene.shop, entry.count.created_at).utf8()),
             .trailing_strong = entry.undone ? Text() : Text::data(pieces),
             .last = i + 1 == state.log.size()});
    }
}

void draw_finish_zone(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents) {
    const auto place = rest.cut_top(ui.px(k_button_height), ui.px(k_gap));
    if (draw_button(ui, place, "finish zone", ui.tr(TextKey::counting_finish, state.zone),
                    {.icon = Icon::check_all})) {
        intents.add(counting::FinishZone{});
    }
}

}  // namespace

void draw_counting(Ui& ui, const Rect& area, const Scene& scene, const CountingState& state,
                   CountingIntents& intents) {
    auto rest = page_width(ui, area);
    const bool beside = rest.width() >= ui.px(k_counting_beside_dp);
    const auto draw_desk = [&](Rect& place) {
        draw_counting_zones(ui, place, state, intents);
        draw_waiting(ui, place, state, intents);
        draw_count_card(ui, place, scene, state, intents);
        place.cut_top(ui.px(k_gap));
        if (!beside) draw_counting_pad(ui, place, state, intents);
        draw_counting_by_hand(ui, place, state, intents);
        draw_finish_zone(ui, place, state, intents);
    };
    if (beside) {
        const auto side = rest.cut_right(ui.px(k_counting_log_width), ui.px(k_gap));
        {
            ScrollArea scroll(ui, "desk", rest);
            auto content = scroll.content();
            draw_desk(content);
            scroll.finish(content.top);
        }
        ScrollArea log(ui, "log", side);
        auto content = log.content();
        draw_counting_pad(ui, content, state, intents);
        draw_counting_log(ui, content, scene, state, intents);
        log.finish(content.top);
        return;
    }
    ScrollArea scroll(ui, "desk", rest);
    auto content = scroll.content();
    draw_desk(content);
    draw_counting_log(ui, content, scene, state, intents);
    scroll.finish(content.top);
}

}  // namespace qiantai::ui

#include "terminal/closing/screens/closing_groups.hpp"

#include <algorithm>
#include <cmath>

#include "assets/words/closing.hpp"
#include "terminal/closing/screens/closing_words.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/desk/sync_words.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_reason.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_reason_beside_dp = 620;  ///< from this width on the reason stands in the row
constexpr float k_reason_width_dp = 240, k_done_line_dp = 44;

const Reason* reason_of(const ClosingState& state, DayItemKind kind) {
    const auto found = state.reasons.find(kind);
    return found == state.reasons.end() || !found->second.given() ? nullptr : &found->second;
}

std::string day_item_name(std::string_view what, const Coded<DayItemKind>& kind) {
    return std::string(what) + " " + kind.text();
}

/// What waits to be sent goes on changing: the number is that of the bar above, now.
Text item_count_text(const Scene& scene, const domain::DayItem& item) {
    const bool unsent = item.kind == DayItemKind::unsent_records && !scene.sync.alone;
    return unsent ? waiting_text(scene.sync) : number_text(item.count);
}

ListRow day_item_row(const Ui& ui, const Scene& scene, const domain::DayItem& item) {
    return {.title = day_item_text(ui, item.kind),
            .subtitle = day_subjects_text(ui, scene.shop, item.kind, item.subjects),
            .icon = day_item_icon(item.kind),
            .icon_tone = item.must ? Tone::warning : Tone::neutral,
            .trailing_strong = item_count_text(scene, item),
            .chevron = true};
}

/// The reason as a button that opens the chips.
void draw_reason_button(Ui& ui, const Rect& place, const ClosingState& state, DayItemKind kind,
                        ClosingIntents& intents) {
    const auto* given = reason_of(state, kind);
    const auto label = given ? Text::data(given->words(ui.settings().language, carry_reasons()))
                             : ui.tr(words::closing_choose_reason);
    const ButtonStyle style{.icon = given ? Icon::check : Icon::none,
                            .chosen = state.open == kind,
                            .words = TextStyle::body_strong};
    if (draw_button(ui, place, day_item_name("reason", kind), label, style)) {
        intents.add(closing::OpenReason{kind});
    }
}

/// One thing that is missing: the way to it, and why it is left.
void draw_missing(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                  const domain::DayItem& item, bool last, ClosingIntents& intents) {
    const auto kind = item.kind.known();
    if (!kind) return;
    auto row = day_item_row(ui, scene, item);
    row.last = last || state.open == kind;
    auto place = rest.cut_top(ui.px(k_row_height));
    // What a day that is closed already leaves has the addition's reason.
    const bool may = state.page->yours && state.page->closes.empty();
    const bool beside = place.width() >= ui.px(k_reason_beside_dp);
    if (may && beside) {
        const auto button = place.cut_right(ui.px(k_reason_width_dp), ui.px(k_gap_s));
        draw_reason_button(ui, button.centered(button.width(), ui.px(k_target_min)), state, *kind,
                           intents);
    }
    if (draw_list_row(ui, place, day_item_name("go", item.kind), row).pressed) {
        intents.add(closing::Go{item.kind});
    }
    if (!may) return;
    if (!beside) {
        draw_reason_button(ui, rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s)), state, *kind,
                           intents);
    }
    if (state.open != kind) return;
    const auto known = state.reasons.find(*kind);
    const auto given =
        draw_reason(ui, rest, known == state.reasons.end() ? Reason{} : known->second,
                    {.usual = carry_reasons(), .characters_max = k_day_close_words_length_max});
    if (given) intents.add(closing::GiveReason{*kind, *given});
    rest.cut_top(ui.px(k_gap_s));
}

void draw_missing_group(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                        ClosingIntents& intents) {
    const auto& items = state.page->items;
    const int count = domain::left_that_must(items);
    if (count == 0) return;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::closing_missing), number_text(count),
                    Tone::warning);
    int shown = 0;
    for (const auto& item : items) {
        if (!item.must || item.count == 0) continue;
        const IdScope scope(item.kind.text());
        draw_missing(ui, card.inside, scene, state, item, ++shown == count, intents);
    }
}

void draw_waiting_group(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                        ClosingIntents& intents) {
    const auto& items = state.page->items;
    const int count = domain::left_that_can_wait(items);
    if (count == 0) return;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::closing_can_wait), number_text(count));
    int shown = 0;
    for (const auto& item : items) {
        if (item.must || item.count == 0) continue;
        auto row = day_item_row(ui, scene, item);
        row.last = ++shown == count;
        const auto place = card.inside.cut_top(ui.px(k_row_height));
        if (draw_list_row(ui, place, day_item_name("go", item.kind), row).pressed) {
            intents.add(closing::Go{item.kind});
        }
    }
}

void draw_done_group(Ui& ui, Rect& rest, const ClosingState& state) {
    std::vector<const domain::DayItem*> done;
    for (const auto& item : state.page->items) {
        if (item.count == 0) done.push_back(&item);
    }
    if (done.empty()) return;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::closing_done),
                    number_text(static_cast<std::int64_t>(done.size())), Tone::success);
    const int columns = column_count(ui, card.inside.width(), 300, 2);
    Rect line{};
    for (std::size_t i = 0; i < done.size(); ++i) {
        const int column = static_cast<int>(i) % columns;
        if (column == 0) line = card.inside.cut_top(ui.px(k_done_line_dp));
        auto place = line.column(column, columns, ui.px(k_gap_l));
        const auto sign = place.cut_left(ui.px(28), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check_circle, 22, Role::success);
        if (done[i]->done > 0) {
            const auto count = ui.tr(words::closing_done_count, done[i]->done);
            draw_text(
                ui,
                place.cut_right(text_width(ui, count.utf8(), TextStyle::small) + 1, ui.px(k_gap_s)),
                count, TextStyle::small, Role::ink2, Align::right);
        }
        draw_text(ui, place, day_done_text(ui, done[i]->kind), TextStyle::body, Role::ink);
    }
}

Text till_text(const Ui& ui, const Scene& scene, const domain::TillMark& till) {
    if (!till.day) return ui.tr(words::closing_till_never, till.terminal_code);
    return ui.tr(words::closing_till, till.terminal_code,
                 date_text(ui, scene.shop, *till.day).utf8(), till.outbox_seq);
}

void draw_close_figures(Ui& ui, Rect& rest, const Scene& scene,
                        const domain::DayCloseShown& shown) {
    std::string left;
    for (const auto& item : shown.items) {
        if (!item.must) continue;
        if (!left.empty()) left += "\n";
        left += day_item_text(ui, item.kind).utf8() + " " + number_text(item.count).utf8() + " · " +
                carry_reason_text(ui, item).utf8();
    }
    std::string tills;
    for (const auto& till : shown.tills) {
        if (!tills.empty()) tills += "\n";
        tills += till_text(ui, scene, till).utf8();
    }
    std::vector<Fact> facts{
        {.label = ui.tr(words::closing_register),
         .value = ui.tr(words::closing_register_count, shown.close.issuances, shown.close.pieces)},
        {.label = ui.tr(words::closing_left),
         .value = left.empty() ? ui.tr(words::closing_left_nothing) : Text::data(left)}};
    if (!tills.empty()) {
        facts.push_back(
            {.label = ui.tr(words::closing_tills), .value = Text::data(tills), .whole_row = true});
    }
    draw_facts(ui, rest, facts);
}

}  // namespace

void draw_carried_over(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                       ClosingIntents& intents) {
    const auto& carried = state.page->carried;
    if (carried.empty()) return;
    {
        Card card(ui, rest);
        draw_card_title(
            ui, card.inside,
            ui.tr(words::closing_carried, date_text(ui, scene.shop, carried.front().day).utf8()),
            number_text(static_cast<std::int64_t>(carried.size())), Tone::warning);
        for (std::size_t i = 0; i < carried.size(); ++i) {
            const auto& item = carried[i].item;
            const auto why = carry_reason_text(ui, item);
            const auto what = day_subjects_text(ui, scene.shop, item.kind, item.subjects);
            const bool both = !why.empty() && !what.empty();
            const ListRow row{
                .title = day_item_text(ui, item.kind),
                .subtitle = Text::data(why.utf8() + (both ? " · " : "") + what.utf8()),
                .icon = Icon::history,
                .icon_tone = Tone::warning,
                .trailing_strong = number_text(item.count),
                .chevron = true,
                .last = i + 1 == carried.size()};
            const auto place = card.inside.cut_top(ui.px(k_row_height));
            if (draw_list_row(ui, place, day_item_name("carried", item.kind), row).pressed) {
                intents.add(closing::Go{item.kind});
            }
        }
    }
    rest.cut_top(ui.px(k_gap));
}

void draw_closing_groups(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                         ClosingIntents& intents) {
    draw_missing_group(ui, rest, scene, state, intents);
    if (domain::left_that_must(state.page->items) > 0) rest.cut_top(ui.px(k_gap));
    draw_waiting_group(ui, rest, scene, state, intents);
    if (domain::left_that_can_wait(state.page->items) > 0) rest.cut_top(ui.px(k_gap));
    draw_done_group(ui, rest, state);
}

void draw_closings_done(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state) {
    for (const auto& shown : state.page->closes) {
        {
            Card card(ui, rest);
            const auto key = shown.addition ? words::closing_addition_by : words::closing_closed_by;
            draw_card_title(ui, card.inside,
                            ui.tr(key, colleague_text(scene, shown.close.created_by).utf8(),
                                  time_text(ui, scene.shop, shown.close.created_at).utf8()));
            if (!shown.close.words.empty()) {
                draw_paragraph(ui, card.inside, Text::data(shown.close.words), TextStyle::body,
                               Role::ink, k_gap_s);
            }
            draw_close_figures(ui, card.inside, scene, shown);
        }
        rest.cut_top(ui.px(k_gap));
    }
}

}  // namespace qiantai::ui

#include "terminal/closing/screens/screen_closings.hpp"

#include <algorithm>
#include <array>

#include "assets/words/closing.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_closings_tabs_height = 60, k_closings_row_height = 80;

Date closings_day(const Scene& scene, const ClosingsState& state) {
    return state.day.value_or(Date::parse(scene.shop.today).value_or(Date()));
}

Date closings_month_of(const Scene& scene, const ClosingsState& state) {
    return state.month.value_or(Date::parse(scene.shop.today).value_or(Date()).month_start());
}

/// Back and on by one, with what is shown between them.
std::optional<int> draw_period(Ui& ui, Rect& rest, const Text& words, bool may_go_on) {
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_m));
    std::optional<int> moved;
    const auto side = ui.px(k_target_min);
    if (draw_icon_button(ui, line.cut_left(side, ui.px(k_gap_s)), "period back",
                         ui.tr(words::closings_back), Icon::chevron_left)) {
        moved = -1;
    }
    if (draw_icon_button(ui, line.cut_right(side, ui.px(k_gap_s)), "period on",
                         ui.tr(words::closings_on), Icon::chevron_right, Role::ink2, may_go_on)) {
        moved = 1;
    }
    draw_text(ui, line, words, TextStyle::large_strong, Role::ink, Align::center);
    return moved;
}

Tone store_day_tone(const domain::StoreDay& one) {
    if (!one.closed) return Tone::danger;
    return one.complete ? Tone::success : Tone::warning;
}

Text store_day_stand(const Ui& ui, const domain::StoreDay& one) {
    if (!one.closed) return ui.tr(words::closings_open);
    return ui.tr(one.complete ? words::closings_complete : words::closings_incomplete);
}

Text store_day_note(const Ui& ui, const Scene& scene, const domain::StoreDay& one) {
    if (!one.closed) return ui.tr(words::closings_open_note);
    std::string words = ui.tr(words::closings_closed_by, one.closed_by,
                              time_text(ui, scene.shop, one.closed_at).utf8())
                            .utf8();
    if (one.carried > 0) words += " · " + ui.tr(words::closings_carried, one.carried).utf8();
    if (one.additions > 0) {
        words += " · " + ui.tr(words::closings_additions, one.additions).utf8();
    }
    return Text::data(words);
}

Text till_stand(const Ui& ui, const Scene& scene, const domain::TillCompleteness& till) {
    if (!till.marked) {
        return till.last_day ? ui.tr(words::closings_till_silent_since,
                                     date_text(ui, scene.shop, *till.last_day).utf8())
                             : ui.tr(words::closings_till_silent);
    }
    std::string words = till.missing > 0 ? ui.tr(words::closings_till_missing, till.missing,
                                                 till.missing_from.value_or(0))
                                               .utf8()
                                         : ui.tr(words::closings_till_here, till.outbox_seq).utf8();
    if (till.refused > 0) {
        words += " · " + ui.tr(words::closings_till_refused, till.refused).utf8();
    }
    if (till.late > 0) words += " · " + ui.tr(words::closings_till_late, till.late).utf8();
    return Text::data(words);
}

void draw_store_tills(Ui& ui, Rect& rest, const Scene& scene, const domain::StoreDay& one) {
    std::vector<Fact> facts;
    for (const auto& till : one.tills) {
        facts.push_back(
            {.label = Text::data(till.terminal_code + (till.name.empty() ? "" : " " + till.name)),
             .value = till_stand(ui, scene, till),
             .tone = till.complete ? Tone::neutral : Tone::warning,
             .whole_row = true});
    }
    if (one.closed) {
        facts.push_back({.label = ui.tr(words::closing_register),
                         .value = ui.tr(words::closing_register_count, one.issuances, one.pieces)});
    }
    auto inside = rest;
    inside.left += ui.px(k_gap);
    inside.right -= ui.px(k_gap);
    inside.top += ui.px(k_gap_s);
    draw_facts(ui, inside, facts);
    rest.top = inside.top + ui.px(k_gap);
}

void draw_store_days(Ui& ui, Rect& rest, const Scene& scene, const ClosingsState& state,
                     ClosingsIntents& intents) {
    Card card(ui, rest, k_gap_s);
    for (std::size_t i = 0; i < state.days.size(); ++i) {
        const auto& one = state.days[i];
        const bool open = state.open_store == one.store_code;
        const auto place = card.inside.cut_top(ui.px(k_closings_row_height));
        ListRow row{.title = Text::data(one.store_name),
                    .subtitle = store_day_note(ui, scene, one),
                    .icon = Icon::store,
                    .icon_tone = store_day_tone(one),
                    .tag = store_day_stand(ui, one),
                    .tag_tone = store_day_tone(one),
                    .chevron = true,
                    .selected = open,
                    .last = i + 1 == state.days.size()};
        row.tag_from = std::max(place.width() / ui.px(1) / 2, row.tag_from);
        if (draw_list_row(ui, place, "store " + one.store_code, row).pressed) {
            intents.add(closings::OpenStore{open ? std::string() : one.store_code});
        }
        if (open) draw_store_tills(ui, card.inside, scene, one);
    }
}

void draw_closings_summary(Ui& ui, Rect& rest, const ClosingsState& state) {
    const auto missing =
        std::ranges::count_if(state.days, [](const auto& one) { return !one.complete; });
    const auto all = static_cast<int>(state.days.size());
    const bool done = missing == 0;
    draw_banner(
        ui, rest, "summary",
        {.tone = done ? Tone::success : Tone::warning,
         .text = done ? ui.tr(words::closings_all_here, all)
                      : ui.tr(words::closings_some_missing, static_cast<int>(missing), all)});
    rest.cut_top(ui.px(k_gap_m));
}

void draw_days_view(Ui& ui, Rect& rest, const Scene& scene, const ClosingsState& state,
                    ClosingsIntents& intents) {
    const auto day = closings_day(scene, state);
    const bool may_go_on = day.text() < scene.shop.today;
    if (const auto moved = draw_period(ui, rest, past_date_text(ui, scene.shop, day), may_go_on)) {
        intents.add(closings::ShowDay{day.plus_days(*moved)});
    }
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(closings::Reload{});
    if (presence != ListPresence::there) return;
    ScrollArea scroll(ui, "closings", rest);
    auto content = scroll.content();
    if (state.days.empty()) {
        draw_empty_state(ui, content.cut_top(ui.px(300)), "none",
                         {.icon = Icon::store,
                          .title = ui.tr(words::closings_none),
                          .body = ui.tr(words::closings_none_body)});
    } else {
        draw_closings_summary(ui, content, state);
        draw_store_days(ui, content, scene, state, intents);
    }
    scroll.finish(content.top);
}

Text overview_note(const Ui& ui, const domain::StocktakeStoreLine& line) {
    const auto& totals = line.totals;
    std::string words =
        ui.tr(words::closings_counted_line, totals.lines, line.book_pieces, line.counted_pieces)
            .utf8();
    if (totals.above_tolerance > 0) {
        words += " · " + ui.tr(words::closings_above, totals.above_tolerance).utf8();
    }
    const auto reason = stocktake_reason_text(ui, line.main_reason).utf8();
    if (!reason.empty()) words += " · " + reason;
    return Text::data(words);
}

void draw_overview_rows(Ui& ui, Rect& rest, const ClosingsState& state) {
    Card card(ui, rest, k_gap_s);
    const auto& stores = state.overview.stores;
    for (std::size_t i = 0; i < stores.size(); ++i) {
        const auto& line = stores[i];
        const bool missing = line.number.empty();
        const auto place = card.inside.cut_top(ui.px(k_closings_row_height));
        ListRow row{
            .title = Text::data(line.store_name),
            .subtitle = missing ? ui.tr(words::closings_not_counted) : overview_note(ui, line),
            .icon = Icon::clipboard,
            .icon_tone = missing ? Tone::danger : stocktake_phase_tone(line.phase),
            .tag = missing ? ui.tr(words::closings_not_handed_in)
                           : stocktake_phase_text(ui, line.phase),
            .tag_tone = missing ? Tone::danger : stocktake_phase_tone(line.phase),
            .trailing_strong = missing ? Text() : money_text(line.totals.net),
            .last = i + 1 == stores.size()};
        row.tag_from = std::max(place.width() / ui.px(1) / 2, row.tag_from);
        draw_list_row_still(ui, place, row);
    }
}

void draw_overview_view(Ui& ui, Rect& rest, const Scene& scene, const ClosingsState& state,
                        ClosingsIntents& intents) {
    const auto month = closings_month_of(scene, state);
    const bool may_go_on = month.plus_months(1).text() <= scene.shop.today;
    const auto words = ui.tr(words::closings_month, month.year(), month.month());
    if (const auto moved = draw_period(ui, rest, words, may_go_on)) {
        intents.add(closings::ShowMonth{month.plus_months(*moved)});
    }
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(closings::Reload{});
    if (presence != ListPresence::there) return;
    const bool prints = scene.has_right(domain::Right::stocktakes_sign) &&
                        scene.has_right(domain::Right::prints_keep);
    if (prints && draw_button(ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m)), "print",
                              ui.tr(words::closings_print), {.icon = Icon::printer})) {
        intents.add(closings::Print{});
    }
    ScrollArea scroll(ui, "overview", rest);
    auto content = scroll.content();
    draw_overview_rows(ui, content, state);
    scroll.finish(content.top);
}

}  // namespace

void draw_closings(Ui& ui, const Rect& area, const Scene& scene, const ClosingsState& state,
                   ClosingsIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    const std::array labels{ui.tr(words::closings_days), ui.tr(words::closings_stocktakes)};
    const auto bar = rest.cut_top(ui.px(k_closings_tabs_height), ui.px(k_gap_m));
    if (const auto pressed = draw_tabs(ui, bar, "views", labels, state.stocktakes ? 1 : 0)) {
        intents.add(closings::SetView{*pressed == 1});
    }
    if (state.stocktakes) return draw_overview_view(ui, rest, scene, state, intents);
    draw_days_view(ui, rest, scene, state, intents);
}

}  // namespace qiantai::ui

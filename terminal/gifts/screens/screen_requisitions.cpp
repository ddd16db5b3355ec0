#include "terminal/gifts/screens/screen_requisitions.hpp"

#include <algorithm>
#include <array>

#include "assets/words/gifts.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/requisition_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_requisition_tabs_height = 60, k_requisition_row_height = 80;
constexpr float k_tags_most_dp = 480;   ///< the tags leave the words before them so much
constexpr float k_ask_beside_dp = 760;  ///< from this width on the button stands beside the views

void draw_requisition_views(Ui& ui, const Rect& bar, const RequisitionsState& state,
                            RequisitionsIntents& intents) {
    const std::array labels{
        state.yours > 0 ? ui.tr(words::requisitions_view_open_yours, state.yours)
                        : ui.tr(words::requisitions_view_open),
        ui.tr(words::requisitions_view_all),
        state.picks.empty() ? ui.tr(words::requisitions_view_pick)
                            : ui.tr(words::requisitions_view_pick_count, state.picks.size())};
    const auto pressed = draw_tabs(ui, bar, "views", labels, static_cast<int>(state.view));
    if (pressed) intents.add(requisitions::SetView{static_cast<RequisitionsView>(*pressed)});
}

ListRow requisition_row(const Ui& ui, const Shop& shop, const RequisitionsState& state,
                        const domain::RequisitionSummary& line) {
    const bool back = line.kind == RequisitionKind::give_back;
    const bool late = state.late.contains(line.id);
    const auto size = requisition_size_text(ui, line.gifts, line.pieces).utf8();
    const auto wanted =
        ui.tr(words::requisition_wanted_by, date_text(ui, shop, line.wanted_on).utf8()).utf8();
    ListRow row{.title = requisition_way_text(shop, back ? line.store_code : line.partner,
                                              back ? line.partner : line.store_code),
                .subtitle = Text::data(size + " · " + wanted + " · " + line.number),
                .icon = requisition_kind_icon(line.kind),
                .icon_tone = late         ? Tone::danger
                             : line.yours ? Tone::primary
                                          : Tone::neutral,
                .tag = requisition_phase_text(ui, line.phase),
                .tag_tone = requisition_phase_tone(line.phase),
                .chevron = true};
    if (late) {
        row.trailing = ui.tr(words::requisition_late);
    } else if (line.yours) {
        row.trailing = ui.tr(words::requisition_yours);
    } else if (line.urgent) {
        row.trailing = ui.tr(words::requisition_urgent);
    }
    return row;
}

void draw_requisition_rows(Ui& ui, const Rect& area, const Shop& shop,
                           const RequisitionsState& state, RequisitionsIntents& intents) {
    const auto card = draw_card(ui, area, k_gap_s);
    ScrollArea scroll(ui, "requisitions", card, Role::surface);
    auto rest = scroll.content();
    for (std::size_t i = 0; i < state.rows.size(); ++i) {
        const auto place = rest.cut_top(ui.px(k_requisition_row_height));
        if (!scroll.in_sight(place)) continue;
        auto row = requisition_row(ui, shop, state, state.rows[i]);
        row.tag_from = std::clamp(place.width() / ui.px(1) / 2, row.tag_from, k_tags_most_dp);
        row.last = i + 1 == state.rows.size();
        const auto name = "requisition " + state.rows[i].number;
        if (draw_list_row(ui, place, name, row).pressed) {
            intents.add(requisitions::Open{state.rows[i].id});
        }
    }
    scroll.finish(rest.top);
}

Text pick_lots_text(const Ui& ui, const Shop& shop, const domain::RequisitionPickLine& line) {
    std::string words;
    for (const auto& lot : line.lots) {
        if (!words.empty()) words += " · ";
        words += lot.batch.empty() ? "" : lot.batch + " ";
        if (lot.expires_on) {
            words +=
                ui.tr(words::requisition_pick_until, date_text(ui, shop, *lot.expires_on).utf8())
                    .utf8() +
                " ";
        }
        words += "×" + std::to_string(lot.quantity);
    }
    if (line.missing > 0) {
        if (!words.empty()) words += " · ";
        words += ui.tr(words::requisition_pick_missing, line.missing).utf8();
    }
    return Text::data(words);
}

/// "A-03 帆布袋 ×20".
Text pick_line_text(const domain::RequisitionPickLine& line) {
    const auto what = fmt::format("{} ×{}", line.name, line.pieces);
    return Text::data(line.bin.empty() ? what : line.bin + " " + what);
}

void draw_pick_card(Ui& ui, Rect& rest, const Shop& shop, const domain::RequisitionPickList& list,
                    RequisitionsIntents& intents) {
    Card card(ui, rest);
    auto& inside = card.inside;
    const auto wanted =
        ui.tr(words::requisition_wanted_by, date_text(ui, shop, list.wanted_on).utf8()).utf8();
    draw_paragraph(ui, inside, Text::data(store_name(shop, list.to_store)), TextStyle::large_strong,
                   Role::ink, 0);
    draw_paragraph(
        ui, inside,
        Text::data((list.urgent ? ui.tr(words::requisition_urgent).utf8() + " · " : std::string()) +
                   wanted + " · " + list.number),
        TextStyle::small, Role::ink2, k_gap_s);
    for (const auto& line : list.lines) {
        draw_paragraph(ui, inside, pick_line_text(line), TextStyle::body_strong, Role::ink, 0);
        draw_paragraph(ui, inside, pick_lots_text(ui, shop, line), TextStyle::small,
                       line.missing > 0 ? Role::warning : Role::ink2, k_gap_s);
    }
    const auto label = ui.tr(words::requisition_act_dispatched);
    const ButtonStyle style{.icon = Icon::arrow_right};
    auto bar = inside.cut_top(ui.px(k_button_height));
    if (draw_button(ui, bar.cut_right(std::min(button_width(ui, label, style), bar.width())),
                    "dispatch " + list.number, label, style)) {
        intents.add(requisitions::Pick{list.requisition_id});
    }
}

void draw_pick_cards(Ui& ui, const Rect& area, const Shop& shop, const RequisitionsState& state,
                     RequisitionsIntents& intents) {
    ScrollArea scroll(ui, "picks", area);
    Columns columns(ui, scroll.content(), 420, 3);
    for (const auto& list : state.picks) draw_pick_card(ui, columns.next(), shop, list, intents);
    scroll.finish(columns.bottom());
}

void draw_no_requisitions(Ui& ui, const Rect& rest, const Scene& scene,
                          const RequisitionsState& state, RequisitionsIntents& intents) {
    if (state.view == RequisitionsView::pick) {
        draw_empty_state(ui, rest, "none",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(words::requisitions_none_to_pick),
                          .body = ui.tr(words::requisitions_none_to_pick_body)});
        return;
    }
    EmptyState empty{.icon = Icon::gift,
                     .title = ui.tr(words::requisitions_none),
                     .body = ui.tr(words::requisitions_none_body)};
    if (may_ask_for_gifts(scene)) {
        empty.action = ui.tr(words::requisition_ask);
        empty.is_next_step = true;
    }
    if (draw_empty_state(ui, rest, "none", empty)) intents.add(requisitions::Ask{});
}

/// Of a store with a budget of which little is left.
void draw_budget_warning(Ui& ui, Rect& rest, const RequisitionsState& state) {
    if (!state.budget) return;
    const auto& use = state.budget->month.warned ? state.budget->month : state.budget->year;
    if (!use.warned) return;
    const auto key = state.budget->month.warned ? words::requisition_budget_month
                                                : words::requisition_budget_year;
    draw_banner(ui, rest, "budget",
                {.tone = use.used > use.budget ? Tone::danger : Tone::warning,
                 .text = ui.tr(key, money_text(use.used).utf8(), money_text(use.budget).utf8())});
    rest.cut_top(ui.px(k_gap_m));
}

}  // namespace

bool may_ask_for_gifts(const Scene& scene) {
    return scene.session && (scene.session->role == StaffRole::clerk ||
                             scene.session->role == StaffRole::store_manager);
}

void draw_requisitions(Ui& ui, const Rect& area, const Scene& scene, const RequisitionsState& state,
                       RequisitionsIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    if (const auto way = draw_gift_ways(ui, rest, scene, k_requisitions_screen)) {
        intents.add(shell::OpenScreen{*way});
    }
    auto bar = rest.cut_top(ui.px(k_requisition_tabs_height), ui.px(k_gap_m));
    if (may_ask_for_gifts(scene)) {
        const auto label = ui.tr(words::requisition_ask);
        const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::plus};
        const bool beside = rest.width() >= ui.px(k_ask_beside_dp);
        const auto wide = button_width(ui, label, style);
        auto place = beside ? bar.cut_right(wide, ui.px(k_gap_m))
                            : rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
        if (draw_button(ui, place.centered(place.width(), ui.px(k_button_height)), "ask", label,
                        style)) {
            intents.add(requisitions::Ask{});
        }
    }
    draw_requisition_views(ui, bar, state, intents);
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(requisitions::Reload{});
    if (presence != ListPresence::there) return;
    draw_budget_warning(ui, rest, state);
    const bool picks = state.view == RequisitionsView::pick;
    if (picks ? state.picks.empty() : state.rows.empty()) {
        return draw_no_requisitions(ui, rest, scene, state, intents);
    }
    if (picks) return draw_pick_cards(ui, rest, scene.shop, state, intents);
    draw_requisition_rows(ui, rest, scene.shop, state, intents);
}

}  // namespace qiantai::ui

#include "terminal/stocktakes/screens/screen_stocktakes.hpp"

#include <algorithm>
#include <array>

#include "assets/words/stocktakes.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/gift_ways.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_stocktake_tabs_height = 60, k_stocktake_plan_width = 720;
constexpr float k_plan_beside_dp = 640;  ///< from this width on the button stands beside the views

bool may_plan(const Scene& scene) {
    return scene.has_right(domain::Right::stocktakes_lead);
}

void draw_stocktake_rows(Ui& ui, const Rect& area, const Scene& scene, const StocktakesState& state,
                         StocktakesIntents& intents) {
    const auto card = draw_card(ui, area, k_gap_s);
    ScrollArea scroll(ui, "stocktakes", card, Role::surface);
    auto rest = scroll.content();
    for (std::size_t i = 0; i < state.rows.size(); ++i) {
        const auto& line = state.rows[i];
        const auto place = rest.cut_top(ui.px(k_row_height));
        if (!scroll.in_sight(place)) continue;
        ListRow row{.title = Text::data(stocktake_kind_text(ui, line.kind).utf8() + " · " +
                                        store_name(scene.shop, line.store_code)),
                    .subtitle = Text::data(date_text(ui, scene.shop, line.planned_on).utf8() +
                                           " · " + line.number),
                    .icon = Icon::clipboard,
                    .icon_tone = stocktake_phase_tone(line.phase),
                    .tag = stocktake_phase_text(ui, line.phase),
                    .tag_tone = stocktake_phase_tone(line.phase),
                    .chevron = true,
                    .last = i + 1 == state.rows.size()};
        row.tag_from = std::max(place.width() / ui.px(1) / 2, row.tag_from);
        if (draw_list_row(ui, place, "stocktake " + line.number, row).pressed) {
            intents.add(stocktakes::Open{line.id});
        }
    }
    scroll.finish(rest.top);
}

void draw_no_stocktakes(Ui& ui, const Rect& rest, const Scene& scene, StocktakesIntents& intents) {
    EmptyState empty{.icon = Icon::clipboard,
                     .title = ui.tr(words::stocktakes_none),
                     .body = ui.tr(words::stocktakes_none_body)};
    if (may_plan(scene)) {
        empty.action = ui.tr(words::stocktake_plan);
        empty.is_next_step = true;
    }
    if (draw_empty_state(ui, rest, "none", empty)) intents.add(stocktakes::Plan{});
}

/// Headquarters counts unannounced, a store everything else.
std::vector<StocktakeKind> kinds_here(const Scene& scene) {
    const bool desk = scene.session && (scene.session->role == StaffRole::cs_agent ||
                                        scene.session->role == StaffRole::cs_manager);
    if (desk) return {StocktakeKind::unannounced};
    return {StocktakeKind::all, StocktakeKind::category, StocktakeKind::cycle,
            StocktakeKind::hand_over};
}

void draw_plan_scope(Ui& ui, Rect& rest, const Scene& scene, const StocktakesState& state,
                     StocktakesIntents& intents) {
    const auto kinds = kinds_here(scene);
    std::vector<Text> words;
    std::optional<std::size_t> chosen;
    for (const auto kind : kinds) {
        if (state.plan.kind == kind) chosen = words.size();
        words.push_back(stocktake_kind_text(ui, kind));
    }
    draw_field_label(ui, rest, ui.tr(words::stocktake_kind));
    if (const auto pressed = draw_choices(ui, rest, "kind", words, chosen)) {
        intents.add(stocktakes::SetKind{kinds[*pressed]});
    }
    rest.cut_top(ui.px(k_gap));
    if (state.plan.kind == StocktakeKind::unannounced) {
        std::vector<std::string> codes;
        std::vector<Text> names;
        std::optional<std::size_t> store;
        for (const auto& [code, name] : scene.shop.stores) {
            if (code == scene.shop.store_code) continue;
            if (code == state.plan.store_code) store = codes.size();
            codes.push_back(code);
            names.push_back(Text::data(name));
        }
        draw_field_label(ui, rest, ui.tr(words::stocktake_store));
        if (const auto pressed = draw_choices(ui, rest, "store", names, store)) {
            intents.add(stocktakes::SetStore{codes[*pressed]});
        }
        rest.cut_top(ui.px(k_gap));
    }
    if (state.plan.kind == StocktakeKind::category) {
        std::vector<Text> names;
        std::optional<std::size_t> category;
        for (const auto& one : state.categories) {
            const auto& scope = state.plan.scope.categories;
            if (std::ranges::find(scope, one) != scope.end()) category = names.size();
            names.push_back(Text::data(one));
        }
        draw_field_label(ui, rest, ui.tr(words::stocktake_category));
        if (const auto pressed = draw_choices(ui, rest, "category", names, category)) {
            intents.add(stocktakes::SetCategory{state.categories[*pressed]});
        }
        rest.cut_top(ui.px(k_gap));
    }
    if (state.plan.kind == StocktakeKind::cycle) {
        draw_paragraph(ui, rest,
                       state.due.empty() ? ui.tr(words::stocktake_due_none)
                                         : ui.tr(words::stocktake_due, state.due.size()),
                       TextStyle::body, state.due.empty() ? Role::warning : Role::ink, k_gap);
    }
}

void draw_plan_zones(Ui& ui, Rect& rest, const Scene& scene, const StocktakesState& state,
                     StocktakesIntents& intents) {
    const auto typed = draw_field(ui, rest, "zones", state.zones,
                                  {.label = ui.tr(words::stocktake_zones),
                                   .hint = ui.tr(words::stocktake_zones_hint),
                                   .characters_max = 200,
                                   .required = true});
    if (typed.changed) intents.add(stocktakes::TypeZones{*typed.changed});
    const auto height = ui.px(k_target_min);
    if (draw_switch(ui, rest.cut_top(height), "shared", ui.tr(words::stocktake_shared),
                    state.shared)) {
        intents.add(stocktakes::SetShared{!state.shared});
    }
    if (draw_switch(ui, rest.cut_top(height), "seen", ui.tr(words::stocktake_blind),
                    !state.plan.seen)) {
        intents.add(stocktakes::SetSeen{!state.plan.seen});
    }
    if (scene.has_right(domain::Right::stored_goods_keep) &&
        draw_switch(ui, rest.cut_top(height), "goods", ui.tr(words::stocktake_with_goods),
                    state.plan.with_goods)) {
        intents.add(stocktakes::SetGoods{!state.plan.with_goods});
    }
    const auto words = draw_field(
        ui, rest, "words", state.plan.words,
        {.label = ui.tr(words::stocktake_words), .characters_max = k_stocktake_words_length_max});
    if (words.changed) intents.add(stocktakes::TypeWords{*words.changed});
}

/// What has to be said before it can be planned; empty: nothing.
Text plan_lacks(const Ui& ui, const StocktakesState& state) {
    std::vector<Text> missing;
    const auto& plan = state.plan;
    if (plan.kind == StocktakeKind::unannounced && plan.store_code.empty()) {
        missing.push_back(ui.tr(words::stocktake_store));
    }
    if (plan.kind == StocktakeKind::category && plan.scope.categories.empty()) {
        missing.push_back(ui.tr(words::stocktake_category));
    }
    if (plan.kind == StocktakeKind::cycle && state.due.empty()) {
        missing.push_back(ui.tr(words::stocktake_kind));
    }
    if (state.zones.empty()) missing.push_back(ui.tr(words::stocktake_zones));
    return missing.empty() ? Text() : fill_first_text(ui, missing);
}

}  // namespace

void draw_stocktakes(Ui& ui, const Rect& area, const Scene& scene, const StocktakesState& state,
                     StocktakesIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    if (const auto way = draw_gift_ways(ui, rest, scene, k_stocktakes_screen)) {
        intents.add(shell::OpenScreen{*way});
    }
    auto bar = rest.cut_top(ui.px(k_stocktake_tabs_height), ui.px(k_gap_m));
    if (may_plan(scene)) {
        const auto label = ui.tr(words::stocktake_plan);
        const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::plus};
        auto place = rest.width() >= ui.px(k_plan_beside_dp)
                         ? bar.cut_right(button_width(ui, label, style), ui.px(k_gap_m))
                         : rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
        if (draw_button(ui, place.centered(place.width(), ui.px(k_button_height)), "plan", label,
                        style)) {
            intents.add(stocktakes::Plan{});
        }
    }
    const std::array labels{ui.tr(words::stocktakes_open), ui.tr(words::stocktakes_all)};
    if (const auto pressed = draw_tabs(ui, bar, "views", labels, state.only_open ? 0 : 1)) {
        intents.add(stocktakes::SetView{*pressed == 0});
    }
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(stocktakes::Reload{});
    if (presence != ListPresence::there) return;
    if (state.rows.empty()) return draw_no_stocktakes(ui, rest, scene, intents);
    draw_stocktake_rows(ui, rest, scene, state, intents);
}

void draw_stocktake_plan(Ui& ui, const Rect& area, const Scene& scene, const StocktakesState& state,
                         StocktakesIntents& intents) {
    if (!state.planning) return;
    const IdScope scope("stocktake plan");
    const BarButton buttons[] = {
        {"save plan",
         ui.tr(words::stocktake_plan_save),
         {.kind = ButtonKind::primary, .lacks = plan_lacks(ui, state), .busy = state.busy}}};
    const auto answer = draw_question_sheet(
        ui, area, {{ui.tr(words::stocktake_plan), {}}, k_stocktake_plan_width, buttons},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            draw_plan_scope(ui, rest, scene, state, intents);
            draw_plan_zones(ui, rest, scene, state, intents);
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed) intents.add(stocktakes::Save{});
    if (answer.left) intents.add(stocktakes::CloseSheet{});
}

}  // namespace qiantai::ui

#include "terminal/gifts/screens/screen_stock.hpp"

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "assets/words/stock.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/button_rows.hpp"
#include "terminal/gifts/screens/screen_recalls.hpp"
#include "terminal/gifts/screens/screen_supplies.hpp"
#include "terminal/gifts/screens/stock_gift.hpp"
#include "terminal/gifts/screens/stock_words.hpp"
#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_stock_list_dp = 452, k_stock_list_least_dp = 340, k_stock_row_height = 72,
                k_stock_empty_height = 240;
constexpr float k_stock_beside_dp = 860;  ///< from here on the gift stands beside the list

constexpr StockView k_stock_views[] = {StockView::attention, StockView::all,  StockView::low,
                                       StockView::expiring,  StockView::held, StockView::shortage};

/// Those that would show nothing are not offered.
void draw_stock_views(Ui& ui, Rect& rest, const StockState& state, StockIntents& intents) {
    std::vector<Text> labels;
    std::vector<StockView> views;
    std::optional<std::size_t> chosen;
    for (const auto view : k_stock_views) {
        const int count = state.count(view);
        const bool offered = count > 0 || view == StockView::all || view == state.view;
        if (!offered) continue;
        if (view == state.view) chosen = views.size();
        labels.push_back(
            Text::words(stock_view_text(ui, view).utf8() + " " + number_text(count).utf8()));
        views.push_back(view);
    }
    if (const auto pressed = draw_choices(ui, rest, "view", labels, chosen)) {
        intents.add(stock::SetView{views[*pressed]});
    }
    rest.cut_top(ui.px(k_gap_m));
}

void draw_stock_search(Ui& ui, Rect& rest, const StockState& state, StockIntents& intents) {
    const auto place = rest.cut_top(ui.px(k_search_height), ui.px(k_gap_m));
    const auto search =
        draw_search(ui, place, "gift", state.typed, {.hint = ui.tr(words::requisition_gift_hint)});
    if (search.changed || search.composing != state.composing) {
        intents.add(stock::Search{search.changed.value_or(state.typed), search.composing});
    }
    const auto found = state.shown();
    if (search.entered && !found.empty()) intents.add(stock::Open{found.front()->line.gift_id});
}

/// Headquarters looks at one place at a time.
void draw_stock_place(Ui& ui, Rect& rest, const Scene& scene, const StockState& state,
                      StockIntents& intents) {
    if (scene.shop.store_code != k_headquarters_code) return;
    const auto chosen = Text::data(store_name(scene.shop, state.store_code));
    if (draw_select(ui, rest, "place", {.label = ui.tr(words::stock_place)}, chosen)) {
        intents.add(stock::BeginSheet{StockSheet::place, 0});
    }
    rest.cut_top(ui.px(k_gap_m));
}

ListRow stock_row(const Ui& ui, const StockShown& gift) {
    const auto tag = stock_tag(ui, gift);
    auto below = gift.line.code;
    if (gift.stock_min) below += " · " + ui.tr(words::stock_least, *gift.stock_min).utf8();
    return {.title = Text::data(gift.line.name),
            .subtitle = Text::data(below),
            .tag = tag.text,
            .tag_tone = tag.tone,
            .trailing_strong = number_text(gift.line.on_shelf)};
}

void draw_stock_rows(Ui& ui, Rect& rest, const ScrollArea& scroll, const StockState& state,
                     bool beside, StockIntents& intents) {
    const auto shown = state.shown();
    if (shown.empty()) {
        draw_empty_state(ui, rest.cut_top(ui.px(k_stock_empty_height)), "none",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(words::stock_list_empty)});
        return;
    }
    Card card(ui, rest, k_gap_s);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto place = card.inside.cut_top(ui.px(k_stock_row_height));
        if (!scroll.in_sight(place)) continue;
        auto row = stock_row(ui, *shown[i]);
        row.selected = beside && state.chosen == shown[i]->line.gift_id;
        row.chevron = !beside;
        row.last = i + 1 == shown.size();
        if (draw_list_row(ui, place, "stock " + shown[i]->line.code, row).pressed) {
            intents.add(stock::Open{shown[i]->line.gift_id});
        }
    }
}

/// What concerns more than one gift; the filled one orders all that is short in one go.
void draw_stock_foot(Ui& ui, Rect& rest, const Scene& scene, const StockState& state,
                     StockIntents& intents) {
    const auto is_wanted = [](const StockShown& gift) { return gift.wanted() > 0; };
    const auto wanted = std::ranges::count_if(state.gifts, is_wanted);
    if (wanted > 0 && is_own_stock(scene, state) &&
        scene.has_right(domain::Right::requisitions_keep) &&
        scene.session->role != StaffRole::warehouse_keeper) {
        if (draw_button(ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap_s)), "ask short",
                        ui.tr(words::stock_ask_short, wanted),
                        {.kind = ButtonKind::primary, .icon = Icon::plus})) {
            intents.add(stock::AskShort{});
        }
    }
    std::vector<BarButton> buttons{{"recalls", ui.tr(words::recalls_title), {.icon = Icon::alert}}};
    std::vector<ScreenId> pages{k_recalls_screen};
    if (scene.has_right(domain::Right::stock_countersign) ||
        scene.has_right(domain::Right::stock_receive)) {
        buttons.push_back({"supplies", ui.tr(words::supplies_title), {.icon = Icon::inbox}});
        pages.push_back(k_supplies_screen);
    }
    if (const auto pressed = draw_button_rows(ui, rest, buttons)) {
        intents.add(stock::OpenPage{pages[*pressed]});
    }
}

/// On a narrow page one gift alone, with the way back to all of them.
void draw_gift_alone(Ui& ui, Rect& rest, const Scene& scene, const StockState& state,
                     StockIntents& intents) {
    const auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const ButtonStyle style{.kind = ButtonKind::ghost, .icon = Icon::chevron_left};
    const auto label = ui.tr(words::stock_all_gifts);
    auto place = line;
    if (draw_button(ui, place.cut_left(std::min(button_width(ui, label, style), line.width())),
                    "all gifts", label, style)) {
        intents.add(stock::CloseGift{});
    }
    draw_stock_gift(ui, rest, scene, state, intents);
}

}  // namespace

const StockShown* StockState::gift() const {
    const auto found = std::ranges::find_if(
        gifts, [&](const StockShown& one) { return chosen == one.line.gift_id; });
    return found == gifts.end() ? nullptr : &*found;
}

std::vector<const StockShown*> StockState::shown() const {
    const auto& wanted = live_text(typed, composing);
    std::vector<const StockShown*> matching;
    for (const auto& one : gifts) {
        const bool named = one.line.name.find(wanted) != std::string::npos ||
                           one.line.code.find(wanted) != std::string::npos ||
                           std::ranges::find(one.barcodes, wanted) != one.barcodes.end();
        if (wanted.empty() ? is_in_view(one, view) : named) matching.push_back(&one);
    }
    return matching;
}

int StockState::count(StockView wanted) const {
    return static_cast<int>(std::ranges::count_if(
        gifts, [&](const StockShown& one) { return is_in_view(one, wanted); }));
}

std::vector<const domain::StockShortage*> StockState::shortages_of(const Uuid& gift_id) const {
    std::vector<const domain::StockShortage*> found;
    for (const auto& one : shortages) {
        if (one.gift_id == gift_id) found.push_back(&one);
    }
    return found;
}

void draw_stock(Ui& ui, const Rect& area, const Scene& scene, const StockState& state,
                StockIntents& intents) {
    auto rest = page_width(ui, area);
    const bool beside = rest.width() >= ui.px(k_stock_beside_dp);
    if (!beside && state.opened && state.gift() != nullptr) {
        return draw_gift_alone(ui, rest, scene, state, intents);
    }
    if (const auto way = draw_gift_ways(ui, rest, scene, k_stock_screen)) {
        intents.add(shell::OpenScreen{*way});
    }
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(stock::Reload{});
    if (presence != ListPresence::there) return;
    auto list = rest;
    if (beside) {
        const auto wide =
            std::clamp(rest.width() * 0.38f, ui.px(k_stock_list_least_dp), ui.px(k_stock_list_dp));
        list = rest.cut_left(wide, ui.px(k_gap));
    }
    if (beside) {
        auto foot =
            list.cut_bottom(measured_height(ui, list.width(),
                                            [&](Rect& place) {
                                                StockIntents none;
                                                draw_stock_foot(ui, place, scene, state, none);
                                            }),
                            ui.px(k_gap_m));
        draw_stock_foot(ui, foot, scene, state, intents);
    }
    {
        ScrollArea scroll(ui, "stock", list);
        auto content = scroll.content();
        draw_stock_place(ui, content, scene, state, intents);
        draw_stock_search(ui, content, state, intents);
        draw_stock_views(ui, content, state, intents);
        draw_stock_rows(ui, content, scroll, state, beside, intents);
        if (!beside) {
            // On a narrow page the rows need the height.
            content.cut_top(ui.px(k_gap_m));
            draw_stock_foot(ui, content, scene, state, intents);
        }
        scroll.finish(content.top);
    }
    if (beside) draw_stock_gift(ui, rest, scene, state, intents);
}

}  // namespace qiantai::ui

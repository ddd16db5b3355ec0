#include "terminal/figures/screens/screen_figures.hpp"

#include <algorithm>
#include <array>

#include "assets/words/figures.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/figures/screens/figure_cards.hpp"
#include "terminal/figures/screens/figure_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

using domain::FigureId;
using domain::FigureSpan;

constexpr float k_figures_bar = 56, k_figure_tile_height = 112, k_figure_tile_least = 250,
                k_figure_row_height = 68;
constexpr float k_label_room = 2 * k_gap;  ///< beside a label of the segmented controls
constexpr int k_tiles = 4;

struct FiguresTabPlan {
    TextKey label;
    std::array<FigureId, k_tiles> tiles;
    std::array<std::string_view, 2> sections;
};
constexpr FiguresTabPlan k_tab_plans[] = {{words::figures_tab_spending,
                                           {FigureId::member_spend, FigureId::member_receipts,
                                            FigureId::member_ticket, FigureId::churn_rate},
                                           {"B1"}},
                                          {words::figures_tab_service,
                                           {FigureId::callback_rate, FigureId::answered_in_time,
                                            FigureId::satisfied_of_all, FigureId::solving_time},
                                           {"B5", "KPI"}},
                                          {words::figures_tab_growth,
                                           {FigureId::members_at_end, FigureId::new_members,
                                            FigureId::net_growth, FigureId::renewal_rate},
                                           {"B2", "B4"}}};

float segments_width(const Ui& ui, std::span<const Text> labels) {
    float widest = ui.px(k_target_min);
    for (const auto& label : labels) {
        widest = std::max(widest, text_width(ui, label.utf8(), TextStyle::body_strong));
    }
    return static_cast<float>(labels.size()) * (widest + ui.px(k_label_room));
}

void draw_stepper_of_periods(Ui& ui, const Rect& rect, const Scene& scene,
                             const FiguresState& state, FiguresIntents& intents) {
    fill(ui, rect, Role::surface, k_radius_control);
    border(ui, rect, Role::outline, k_radius_control);
    auto inside = rect;
    const auto earlier = inside.cut_left(ui.px(k_target_min));
    const auto later = inside.cut_right(ui.px(k_target_min));
    if (draw_icon_button(ui, earlier, "earlier", ui.tr(words::figures_earlier),
                         Icon::chevron_left)) {
        intents.add(figures::Step{-1});
    }
    draw_text(ui, inside, figure_period_text(ui, state.span, *state.from), TextStyle::body_strong,
              Role::ink, Align::center);
    const bool more =
        state.from->plus_months(months_of_span(state.span)) <= Date::of_text(scene.shop.today);
    if (draw_icon_button(ui, later, "later", ui.tr(words::figures_later), Icon::chevron_right,
                         more ? Role::ink2 : Role::ink3, more)) {
        intents.add(figures::Step{1});
    }
}

/// What stands above the numbers: which of them, of when, of which store.
struct FiguresBar {
    std::array<Text, 3> tabs;
    std::array<Text, 3> spans;
    Text store;  ///< empty: it is the own one
    float tabs_width, spans_width, period_width, store_width;

    FiguresBar(const Ui& ui, const Scene& scene, const FiguresState& state)
        : tabs{ui.tr(k_tab_plans[0].label), ui.tr(k_tab_plans[1].label),
               ui.tr(k_tab_plans[2].label)},
          spans{ui.tr(words::figures_span_month), ui.tr(words::figures_span_quarter),
                ui.tr(words::figures_span_year)} {
        if (scene.shop.store_code == k_headquarters_code) {
            store = state.store_code.empty() ? ui.tr(words::figures_all_stores)
                                             : Text::data(store_name(scene.shop, state.store_code));
        }
        tabs_width = segments_width(ui, tabs);
        spans_width = segments_width(ui, spans);
        period_width =
            ui.px(2 * k_target_min + k_gap) +
            std::max(text_width(ui, figure_period_text(ui, state.span, *state.from).utf8(),
                                TextStyle::body_strong),
                     ui.px(104));
        store_width = store.empty()
                          ? 0
                          : std::min(ui.px(240), button_width(ui, store, {.icon = Icon::store}));
    }
    float of_when(const Ui& ui) const {
        return spans_width + period_width + ui.px(k_gap_m) +
               (store.empty() ? 0 : store_width + ui.px(k_gap_m));
    }
};

void draw_figures_bar(Ui& ui, Rect& rest, const Scene& scene, const FiguresState& state,
                      FiguresIntents& intents) {
    const FiguresBar bar(ui, scene, state);
    const auto gap = ui.px(k_gap_m);
    auto row = rest.cut_top(ui.px(k_figures_bar), gap);
    const bool one_row = bar.tabs_width + gap + bar.of_when(ui) <= row.width();
    const auto tabs = one_row ? row.cut_left(bar.tabs_width, gap) : row;
    const auto tab = draw_segmented(ui, tabs, "tab", bar.tabs, static_cast<int>(state.tab));
    if (tab) intents.add(figures::SetTab{static_cast<FiguresTab>(*tab)});
    if (!one_row) row = rest.cut_top(ui.px(k_figures_bar), gap);
    if (!bar.store.empty()) {
        const auto place = one_row
                               ? row.cut_right(bar.store_width, gap)
                               : row.cut_right(std::min(bar.store_width, row.width() * 0.3f), gap);
        if (draw_button(ui, place, "store", Text::data(bar.store.utf8()), {.icon = Icon::store})) {
            intents.add(figures::ChooseStore{true});
        }
    }
    const auto period = one_row ? row.cut_right(bar.period_width, gap) : row;
    auto spans = one_row ? row.cut_right(bar.spans_width) : Rect{};
    auto stepper = period;
    if (!one_row) {
        spans = stepper.cut_left(std::min(bar.spans_width, stepper.width() / 2), gap);
    }
    const auto span = draw_segmented(ui, spans, "span", bar.spans, static_cast<int>(state.span));
    if (span) intents.add(figures::SetSpan{static_cast<FigureSpan>(*span)});
    draw_stepper_of_periods(ui, stepper, scene, state, intents);
}

Rect press_figure(Ui& ui, const Rect& rect, const domain::FigureValue& value, std::string_view kind,
                  float radius, FiguresIntents& intents) {
    const auto& definition = domain::figure_definition(*value.id.known());
    const auto press = press_area(ui, rect, fmt::format("{} {}", kind, value.id.text()),
                                  figure_words(ui, definition.name));
    if (press.held) fill(ui, rect, Role::ink, radius, 0.06f);
    if (press.focused) focus_ring(ui, rect, radius);
    if (press.pressed) intents.add(figures::Open{definition.id});
    return rect;
}

void draw_figure_tile(Ui& ui, const Rect& rect, const domain::FigurePeriod& period,
                      const domain::FigureValue& value, FiguresIntents& intents) {
    auto inside = draw_card(ui, rect, 0).inset(ui.px(k_gap_l), ui.px(k_gap_m));
    press_figure(ui, rect, value, "tile", k_radius_card, intents);
    const auto& definition = domain::figure_definition(*value.id.known());
    const auto comparison = figure_comparison(ui, period, value);
    const auto small = line_height(ui, TextStyle::small);
    auto head = inside.cut_top(small);
    const auto wide = text_width(ui, comparison.utf8(), TextStyle::small) + 1;
    const auto name = text_width(ui, figure_words(ui, definition.name).utf8(), TextStyle::small);
    const bool beside = name + wide + ui.px(k_gap_s) <= head.width();
    const auto role = figure_comparison_tone(value) == Tone::neutral
                          ? Role::ink2
                          : tone_text(figure_comparison_tone(value));
    if (beside) {
        draw_text(ui, head.cut_right(wide), comparison, TextStyle::small, role, Align::right);
    }
    draw_text(ui, head, Text::data(figure_words(ui, definition.name).utf8()), TextStyle::small,
              Role::ink2);
    auto foot = inside.cut_bottom(line_height(ui, TextStyle::caption));
    draw_text(ui, inside, Text::data(figure_value_text(ui, value, FigureLength::brief).utf8()),
              TextStyle::figure, value.value ? Role::ink : Role::ink2);
    if (!beside && !comparison.empty()) {
        draw_text(ui, foot, Text::data(comparison.utf8()), TextStyle::caption, role);
        return;
    }
    const auto remark = figure_remark(ui, value);
    const auto told = value.value && value.caveat.empty() ? figure_formula(ui, definition) : remark;
    draw_text(ui, foot, Text::data(told.utf8()), TextStyle::caption, Role::ink2);
}

void draw_figure_tiles(Ui& ui, Rect& rest, const FiguresState& state, FiguresIntents& intents) {
    const auto& ids = k_tab_plans[static_cast<std::size_t>(state.tab)].tiles;
    int columns = column_count(ui, rest.width(), k_figure_tile_least, k_tiles);
    if (columns == 3) columns = 2;
    Rect row{};
    for (int i = 0; i < k_tiles; ++i) {
        if (i % columns == 0) row = rest.cut_top(ui.px(k_figure_tile_height), ui.px(k_gap_m));
        const auto* value = state.find(ids[static_cast<std::size_t>(i)]);
        draw_figure_tile(ui, row.column(i % columns, columns, ui.px(k_gap_m)), state.answer->period,
                         *value, intents);
    }
}

// Name and formula, the number and what it was before.
void draw_figure_row(Ui& ui, const Rect& place, const domain::FigurePeriod& period,
                     const domain::FigureValue& value, bool last, FiguresIntents& intents) {
    press_figure(ui, place, value, "figure", k_radius_small, intents);
    auto inside = place.inset(ui.px(k_gap_m), 0);
    const auto sign = inside.cut_right(ui.px(24));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::chevron_right, 24, Role::ink2);
    const auto shown = Text::data(figure_value_text(ui, value, FigureLength::exact).utf8());
    const auto comparison = Text::data(figure_comparison(ui, period, value).utf8());
    const auto wide = std::max(text_width(ui, shown.utf8(), TextStyle::large_strong),
                               text_width(ui, comparison.utf8(), TextStyle::caption)) +
                      1;
    const auto strong = line_height(ui, TextStyle::large_strong),
               caption = line_height(ui, TextStyle::caption);
    auto numbers = inside.cut_right(std::min(wide, inside.width() * 0.5f), ui.px(k_gap));
    numbers = numbers.centered(numbers.width(), comparison.empty() ? strong : strong + caption);
    draw_text(ui, numbers.cut_top(strong), shown, TextStyle::large_strong,
              value.value ? Role::ink : Role::ink2, Align::right);
    draw_text(ui, numbers, comparison, TextStyle::caption,
              figure_comparison_tone(value) == Tone::neutral
                  ? Role::ink2
                  : tone_text(figure_comparison_tone(value)),
              Align::right);
    const auto& definition = domain::figure_definition(*value.id.known());
    const auto told = value.value ? figure_formula(ui, definition) : figure_remark(ui, value);
    auto words = inside.centered(inside.width(), line_height(ui, TextStyle::body_strong) + caption);
    draw_text(ui, words.cut_top(line_height(ui, TextStyle::body_strong)),
              Text::data(figure_words(ui, definition.name).utf8()), TextStyle::body_strong,
              Role::ink);
    draw_text(ui, words, Text::data(told.utf8()), TextStyle::caption, Role::ink2);
    if (!last)
        divider(ui, place.left + ui.px(k_gap_m), place.right - ui.px(k_gap_m), place.bottom - 1);
}

void draw_all_figures(Ui& ui, Rect& rest, const FiguresState& state, FiguresIntents& intents) {
    const auto& plan = k_tab_plans[static_cast<std::size_t>(state.tab)];
    std::vector<const domain::FigureValue*> rows;
    for (const auto& value : state.answer->figures) {
        const auto section = domain::figure_definition(*value.id.known()).section;
        if (std::ranges::find(plan.sections, section) != plan.sections.end()) {
            rows.push_back(&value);
        }
    }
    Card card(ui, rest, k_gap_m);
    auto title = card.inside.cut_top(ui.px(k_card_title_height), ui.px(k_card_title_gap));
    title = title.inset(ui.px(k_gap_m), 0);
    const auto note = ui.tr(words::figures_all_note);
    const auto wide = text_width(ui, note.utf8(), TextStyle::small) + 1;
    if (wide < title.width() / 2) {
        draw_text(ui, title.cut_right(wide), note, TextStyle::small, Role::ink2, Align::right);
    }
    draw_text(ui, title, ui.tr(words::figures_all), TextStyle::large_strong, Role::ink);
    const int columns = column_count(ui, card.inside.width(), 520, 2);
    const auto half =
        (rows.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    for (std::size_t i = 0; i < half; ++i) {
        const auto row = card.inside.cut_top(ui.px(k_figure_row_height));
        for (int k = 0; k < columns; ++k) {
            const auto index = i + static_cast<std::size_t>(k) * half;
            if (index >= rows.size()) continue;
            draw_figure_row(ui, row.column(k, columns, ui.px(k_gap)), state.answer->period,
                            *rows[index], i + 1 == half, intents);
        }
    }
}

}  // namespace

int months_of_span(FigureSpan span) {
    if (span == FigureSpan::year) return 12;
    return span == FigureSpan::quarter ? 3 : 1;
}

const domain::FigureValue* FiguresState::find(FigureId id) const {
    if (!answer) return nullptr;
    const auto found = std::ranges::find_if(
        answer->figures, [id](const domain::FigureValue& value) { return value.id == id; });
    return found == answer->figures.end() ? nullptr : &*found;
}

const domain::FigureBreakdown* FiguresState::find(domain::FigureBy by) const {
    if (!answer) return nullptr;
    const auto found = std::ranges::find_if(
        answer->breakdowns, [by](const domain::FigureBreakdown& one) { return one.by == by; });
    return found == answer->breakdowns.end() ? nullptr : &*found;
}

void draw_figures(Ui& ui, const Rect& area, const Scene& scene, const FiguresState& state,
                  FiguresIntents& intents) {
    auto rest = page_width(ui, area);
    if (!state.from) {
        if (draw_list_absence(ui, rest, state.error, false) == ListPresence::retry) {
            intents.add(figures::Reload{});
        }
        return;
    }
    draw_figures_bar(ui, rest, scene, state, intents);
    const auto presence = draw_list_absence(ui, rest, state.error, state.answer.has_value());
    if (presence == ListPresence::retry) intents.add(figures::Reload{});
    if (presence != ListPresence::there) return;
    const auto margin = ui.px(k_gap_l);
    // Another tab begins at its top.
    const auto name = fmt::format("figures {}", static_cast<int>(state.tab));
    ScrollArea scroll(ui, name, {rest.left, rest.top, rest.right, rest.bottom + margin});
    auto content = scroll.content();
    const auto top = content.top;
    draw_figure_tiles(ui, content, state, intents);
    draw_figure_cards(ui, content, rest.height() - (content.top - top), scene, state, intents);
    draw_all_figures(ui, content, state, intents);
    scroll.finish(content.top + margin);
}

}  // namespace qiantai::ui

#include "terminal/callbacks/screens/screen_callbacks.hpp"

#include "assets/words/callbacks.hpp"
#include "assets/words/lists.hpp"
#include "terminal/callbacks/screens/call_parts.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"

namespace qiantai::ui {
namespace {

using domain::CallbackWhen;

constexpr float k_beside_call_dp = 900, k_list_column_dp = 424, k_call_row_height = 76;
constexpr float k_call_views_height = 60;

constexpr CallbackWhen k_views[] = {CallbackWhen::due, CallbackWhen::coming, CallbackWhen::done};

void draw_whose(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents) {
    const auto& counts = state.counts.value_or(domain::CallbackCounts());
    const std::array options{ui.tr(words::callbacks_mine, counts.mine.due),
                             ui.tr(words::callbacks_all, counts.all.due)};
    auto row = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto kinds = row.cut_right(ui.px(k_target_min), ui.px(k_gap_s));
    border(ui, kinds, Role::outline, k_radius_control);
    if (draw_icon_button(ui, kinds, "kinds", ui.tr(words::callbacks_kinds), Icon::filter,
                         state.kind.empty() ? Role::ink2 : Role::primary_text)) {
        intents.add(callbacks::ChooseKind{true});
    }
    const auto pressed = draw_segmented(ui, row, "whose", options, state.mine ? 0 : 1);
    if (pressed && (*pressed == 0) != state.mine) intents.add(callbacks::SetMine{*pressed == 0});
}

int due_of_kind(const CallbacksState& state, const Coded<CallbackKind>& kind) {
    if (!state.counts) return 0;
    const auto& kinds = state.counts->kinds;
    const auto found = std::ranges::find(kinds, kind, &domain::CallbackKindCount::kind);
    return found == kinds.end() ? 0 : found->due;
}

/// All, then those that wait today in the order of their urgency, then the others.
std::vector<Coded<CallbackKind>> filter_kinds(const CallbacksState& state) {
    std::vector<Coded<CallbackKind>> kinds;
    for (const auto& one : k_codes<CallbackKind>) kinds.emplace_back(one.value);
    std::ranges::stable_sort(kinds, {}, [&](const Coded<CallbackKind>& kind) {
        return due_of_kind(state, kind) > 0 ? 0 : 1;
    });
    kinds.insert(kinds.begin(), Coded<CallbackKind>());
    return kinds;
}

Text kind_option(const Ui& ui, const CallbacksState& state, const Coded<CallbackKind>& kind) {
    if (kind.empty()) return ui.tr(words::callbacks_kinds);
    const auto words = callback_kind_text(ui, kind);
    const int due = due_of_kind(state, kind);
    if (due == 0) return words;
    return ui.tr(words::lists_tab_counted, words.utf8(), number_text(due).utf8());
}

void draw_kind_sheet(Ui& ui, const Rect& area, const CallbacksState& state,
                     CallbacksIntents& intents) {
    const auto kinds = filter_kinds(state);
    std::vector<Text> options;
    std::optional<int> selected;
    for (const auto& kind : kinds) {
        if (kind == state.kind) selected = static_cast<int>(options.size());
        options.push_back(kind_option(ui, state, kind));
    }
    const auto answer = draw_choice_sheet(ui, area,
                                          {.heading = {ui.tr(words::callbacks_kind), Text()},
                                           .options = options,
                                           .selected = selected});
    if (answer.dismissed) intents.add(callbacks::ChooseKind{false});
    if (answer.chosen) {
        intents.add(callbacks::SetKind{kinds[static_cast<std::size_t>(*answer.chosen)]});
    }
}

/// How far the day has come: 8 of 13 done, and how satisfied they were.
void draw_progress_head(Ui& ui, Rect& rest, const CallbacksState& state) {
    if (!state.counts) return;
    const auto& count = state.mine ? state.counts->mine : state.counts->all;
    const int all = count.done + count.due;
    auto line = rest.cut_top(line_height(ui, TextStyle::figure));
    const auto done = Text::data(std::to_string(count.done));
    const auto wide = text_width(ui, done.utf8(), TextStyle::figure) + 1;
    draw_text(ui, line.cut_left(wide, ui.px(k_gap_s)), done, TextStyle::figure, Role::ink);
    if (state.counts->rated > 0) {
        const auto mean = fmt::format(
            "{:.1f}", static_cast<double>(state.counts->score_sum) / state.counts->rated);
        const auto words = ui.tr(words::callbacks_mean_score, mean);
        const auto mean_wide = text_width(ui, words.utf8(), TextStyle::small) + 1;
        draw_text(ui, line.cut_right(mean_wide, ui.px(k_gap_s)), words, TextStyle::small,
                  Role::ink2, Align::right);
    }
    draw_text(ui, line, ui.tr(words::callbacks_of_done, all), TextStyle::body, Role::ink2);
    const float share = all == 0 ? 1.f : static_cast<float>(count.done) / static_cast<float>(all);
    draw_progress(ui, rest.cut_top(ui.px(8), ui.px(k_gap_s)), share);
}

void draw_call_row(Ui& ui, const Rect& place, const Scene& scene, const CallbacksState& state,
                   const domain::CallbackLine& line, bool last, CallbacksIntents& intents) {
    const auto due = callback_due_words(ui, scene.shop, line);
    const ListRow row{.title = line.member_name.empty() ? ui.tr(words::callback_member_away)
                                                        : Text::data(line.member_name),
                      .subtitle = callback_matter_text(ui, scene.shop, line),
                      .avatar = true,
                      .trailing = due.note,
                      .trailing_strong = due.text,
                      .trailing_tone = due.tone,
                      .selected = state.chosen == line.task.id,
                      .last = last};
    if (draw_list_row(ui, place, "callback " + line.task.id.text(), row).pressed) {
        intents.add(callbacks::Open{line.task.id});
    }
}

void draw_nobody(Ui& ui, const Rect& rest, const CallbacksState& state) {
    if (state.view == CallbackWhen::done || state.view == CallbackWhen::coming) {
        draw_empty_state(
            ui, rest, "none",
            {.icon = Icon::phone,
             .title = ui.tr(state.view == CallbackWhen::done ? words::callbacks_none_done
                                                             : words::callbacks_none_coming)});
        return;
    }
    const int tomorrow = state.counts ? state.counts->tomorrow : 0;
    draw_empty_state(ui, rest, "none",
                     {.icon = Icon::check_circle,
                      .tone = Tone::success,
                      .title = ui.tr(words::callbacks_all_done),
                      .body = tomorrow > 0 ? ui.tr(words::callbacks_tomorrow, tomorrow)
                                           : ui.tr(words::callbacks_none_tomorrow)});
}

/// What only is shown; true when it is to be all again.
bool draw_only(Ui& ui, Rect& rest, std::string_view name, const Text& words) {
    const Chip chip{words, Icon::close, Tone::primary};
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto wide = std::min(chip_width(ui, chip), line.width());
    return draw_chip(ui, line.cut_left(wide).centered(wide, ui.px(k_chip_height)), name, chip);
}

/// Buttons side by side in one line.
void draw_ways(Ui& ui, Rect& rest,
               std::span<const std::tuple<std::string_view, Text, CallbacksIntent>> ways,
               CallbacksIntents& intents) {
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    for (std::size_t i = 0; i < ways.size(); ++i) {
        const auto& [name, label, intent] = ways[i];
        const auto place =
            line.column(static_cast<int>(i), static_cast<int>(ways.size()), ui.px(k_gap_s));
        if (draw_button(ui, place, name, label, {.words = TextStyle::body_strong})) {
            intents.add(intent);
        }
    }
}

void draw_member_calls_head(Ui& ui, Rect& rest, const Scene& scene, const CallbacksState& state,
                            CallbacksIntents& intents) {
    if (draw_only(ui, rest, "filter", Text::data(state.member_name))) {
        intents.add(callbacks::ShowAll{});
    }
    std::vector<std::tuple<std::string_view, Text, CallbacksIntent>> ways{
        {"make", ui.tr(words::callback_make), callbacks::OpenOrder{CallOrderKind::make}}};
    if (scene.has_right(domain::Right::callbacks_manage)) {
        ways.emplace_back("key customer",
                          ui.tr(state.key_customer ? words::callback_key_customer_plan
                                                   : words::callback_key_customer_set),
                          callbacks::OpenOrder{CallOrderKind::key_customer});
    }
    draw_ways(ui, rest, ways, intents);
}

/// Below the list: whose cards expire and who has a birthday, and what calls arise from.
void draw_call_list_foot(Ui& ui, Rect& inside, const Scene& scene, const ListsState& lists,
                         CallbacksIntents& intents) {
    const bool has_lists = scene.has_right(domain::Right::members_contact);
    const bool has_plans = scene.has_right(domain::Right::callbacks_manage) ||
                           scene.has_right(domain::Right::callbacks_figures);
    if (!has_lists && !has_plans) return;
    auto foot = inside.cut_bottom(ui.px(k_target_min), ui.px(k_gap_s));
    if (has_plans) {
        const auto label = ui.tr(words::call_plans_way);
        const ButtonStyle style{.icon = Icon::tune, .words = TextStyle::body_strong};
        const auto place =
            has_lists ? foot.cut_right(button_width(ui, label, style), ui.px(k_gap_s)) : foot;
        if (draw_button(ui, place, "plans", label, style)) intents.add(callbacks::OpenPlans{});
    }
    if (!has_lists) return;
    const auto open = lists.work(ListsTab::expiring).open + lists.work(ListsTab::care).open +
                      lists.work(ListsTab::cases).open;
    const auto words = ui.tr(words::nav_lists);
    const auto label =
        open == 0 ? words : ui.tr(words::lists_tab_counted, words.utf8(), number_text(open).utf8());
    if (draw_button(ui, foot, "lists", label,
                    {.icon = Icon::calendar, .words = TextStyle::body_strong})) {
        intents.add(shell::OpenScreen{k_lists_screen});
    }
}

void draw_call_list(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                    const ListsState& lists, CallbacksIntents& intents) {
    auto inside = draw_card(ui, area, k_gap_m);
    draw_call_list_foot(ui, inside, scene, lists, intents);
    if (state.member_id) {
        draw_member_calls_head(ui, inside, scene, state, intents);
    } else {
        draw_whose(ui, inside, state, intents);
        const std::array labels{ui.tr(words::callbacks_view_due),
                                ui.tr(words::callbacks_view_coming),
                                ui.tr(words::callbacks_view_done)};
        const auto at = std::ranges::find(k_views, state.view) - std::begin(k_views);
        const auto pressed =
            draw_tabs(ui, inside.cut_top(ui.px(k_call_views_height), ui.px(k_gap_s)), "views",
                      labels, static_cast<int>(at));
        if (pressed) intents.add(callbacks::SetView{k_views[*pressed]});
        if (!state.kind.empty()) {
            if (draw_only(ui, inside, "kind", callback_kind_text(ui, state.kind))) {
                intents.add(callbacks::SetKind{});
            }
        } else if (state.view == CallbackWhen::due) {
            draw_progress_head(ui, inside, state);
        }
    }
    const auto presence = draw_list_absence(ui, inside, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(callbacks::Reload{});
    if (presence != ListPresence::there) return;
    if (state.rows.empty()) return draw_nobody(ui, inside, state);
    const IdScope filter(
        fmt::format("{} {} {}", state.mine, static_cast<int>(state.view), state.kind.text()));
    ScrollArea scroll(ui, "callbacks", inside, Role::surface);
    auto rest = scroll.content();
    for (std::size_t i = 0; i < state.rows.size(); ++i) {
        const auto place = rest.cut_top(ui.px(k_call_row_height));
        if (!scroll.in_sight(place)) continue;
        const bool last = i + 1 == state.rows.size();
        draw_call_row(ui, place, scene, state, state.rows[i], last, intents);
        if (last && state.has_more() && !state.loading) intents.add(callbacks::LoadMore{});
    }
    scroll.finish(rest.top);
}

}  // namespace

std::string_view CallNotes::answer_to(std::string_view question) const {
    const auto found = std::ranges::find(answers, question, &domain::CallbackAnswer::question);
    return found == answers.end() ? std::string_view() : found->answer;
}

void draw_callbacks(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                    const ListsState& lists, CallbacksIntents& intents) {
    auto rest = area;
    if (area.width() >= ui.px(k_beside_call_dp)) {
        draw_call_list(ui, rest.cut_left(ui.px(k_list_column_dp), ui.px(k_gap_l)), scene, state,
                       lists, intents);
        return draw_call_sheet(ui, rest, scene, state, false, intents);
    }
    if (!state.calling) return draw_call_list(ui, rest, scene, state, lists, intents);
    draw_call_sheet(ui, rest, scene, state, true, intents);
}

void draw_callbacks_asked(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                          CallbacksIntents& intents) {
    if (state.choosing_kind) return draw_kind_sheet(ui, area, state, intents);
    using Choosing = CallbacksState::Choosing;
    if (state.choosing == Choosing::outcome) return draw_outcome_sheet(ui, area, state, intents);
    if (state.choosing == Choosing::score) return draw_score_sheet(ui, area, state, intents);
    if (state.choosing == Choosing::next) return draw_next_sheet(ui, area, state, intents);
    if (state.order) return draw_call_order(ui, area, scene, state, intents);
    draw_later_sheet(ui, area, scene, state, intents);
}

}  // namespace qiantai::ui

#include "terminal/callbacks/screens/screen_callbacks.hpp"

#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"

namespace qiantai::ui {
namespace {

using domain::CallbackWhen;

constexpr float k_two_columns_dp = 900, k_list_column_dp = 424, k_call_row_height = 76;
constexpr float k_call_views_height = 60;

constexpr CallbackWhen k_views[] = {CallbackWhen::due, CallbackWhen::coming, CallbackWhen::done};

void draw_whose(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents) {
    const auto& counts = state.counts.value_or(domain::CallbackCounts());
    const std::array options{ui.tr(TextKey::callbacks_mine, counts.mine.due),
                             ui.tr(TextKey::callbacks_all, counts.all.due)};
    const auto pressed = draw_segmented(ui, rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s)),
                                        "whose", options, state.mine ? 0 : 1);
    if (pressed && (*pressed == 0) != state.mine) intents.add(callbacks::SetMine{*pressed == 0});
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
        const auto mean = fmt::format("{:.1f}", static_cast<double>(state.counts->score_sum) /
                                                    state.counts->rated);
        const auto words = ui.tr(TextKey::callbacks_mean_score, mean);
        const auto mean_wide = text_width(ui, words.utf8(), TextStyle::small) + 1;
        draw_text(ui, line.cut_right(mean_wide, ui.px(k_gap_s)), words, TextStyle::small,
                  Role::ink2, Align::right);
    }
    draw_text(ui, line, ui.tr(TextKey::callbacks_of_done, all), TextStyle::body, Role::ink2);
    const float share = all == 0 ? 1.f : static_cast<float>(count.done) / static_cast<float>(all);
    draw_progress(ui, rest.cut_top(ui.px(8), ui.px(k_gap_s)), share);
}

void draw_call_row(Ui& ui, const Rect& place, const Scene& scene, const CallbacksState& state,
                   const domain::CallbackLine& line, bool last, CallbacksIntents& intents) {
    const auto due = callback_due_words(ui, scene.shop, line);
    const ListRow row{.title = line.member_name.empty() ? ui.tr(TextKey::callback_member_away)
                                                        : Text::data(line.member_name),
                      .subtitle = callback_matter_text(ui, scene.shop, line),
                      .avatar = true,
                      .trailing = due.note,
                      .trailing_strong = due.text,
                      .selected = state.chosen == line.task.id,
                      .last = last};
    if (draw_list_row(ui, place, "callback " + line.task.id.text(), row).pressed) {
        intents.add(callbacks::Open{line.task.id});
    }
}

void draw_nobody(Ui& ui, const Rect& rest, const CallbacksState& state) {
    if (state.view == CallbackWhen::done || state.view == CallbackWhen::coming) {
        draw_empty_state(ui, rest, "none",
                         {.icon = Icon::phone,
                          .title = ui.tr(state.view == CallbackWhen::done
                                             ? TextKey::callbacks_none_done
                                             : TextKey::callbacks_none_coming)});
        return;
    }
    const int tomorrow = state.counts ? state.counts->tomorrow : 0;
    draw_empty_state(ui, rest, "none",
                     {.icon = Icon::check_circle,
                      .tone = Tone::success,
                      .title = ui.tr(TextKey::callbacks_all_done),
                      .body = tomorrow > 0 ? ui.tr(TextKey::callbacks_tomorrow, tomorrow)
                                           : ui.tr(TextKey::callbacks_none_tomorrow)});
}

void draw_member_filter(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents) {
    const Chip chip{Text::data(state.member_name), Icon::close, Tone::primary};
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto wide = std::min(chip_width(ui, chip), line.width());
    if (draw_chip(ui, line.cut_left(wide).centered(wide, ui.px(k_chip_height)), "filter", chip)) {
        intents.add(callbacks::ShowAll{});
    }
}

void draw_call_list(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                    CallbacksIntents& intents) {
    auto inside = draw_card(ui, area, k_gap_m);
    if (state.member_id) {
        draw_member_filter(ui, inside, state, intents);
    } else {
        draw_whose(ui, inside, state, intents);
        const std::array labels{ui.tr(TextKey::callbacks_view_due),
                                ui.tr(TextKey::callbacks_view_coming),
                                ui.tr(TextKey::callbacks_view_done)};
        const auto at = std::ranges::find(k_views, state.view) - std::begin(k_views);
        const auto pressed = draw_tabs(ui, inside.cut_top(ui.px(k_call_views_height), ui.px(k_gap_s)),
                                       "views", labels, static_cast<int>(at));
        if (pressed) intents.add(callbacks::SetView{k_views[*pressed]});
        if (state.view == CallbackWhen::due) draw_progress_head(ui, inside, state);
    }
    const auto presence = draw_list_absence(ui, inside, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(callbacks::Reload{});
    if (presence != ListPresence::there) return;
    if (state.rows.empty()) return draw_nobody(ui, inside, state);
    const IdScope filter(fmt::format("{} {}", state.mine, static_cast<int>(state.view)));
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
                    CallbacksIntents& intents) {
    auto rest = area;
    if (area.width() >= ui.px(k_two_columns_dp)) {
        draw_call_list(ui, rest.cut_left(ui.px(k_list_column_dp), ui.px(k_gap_l)), scene, state,
                       intents);
        return draw_call_sheet(ui, rest, scene, state, intents);
    }
    if (!state.calling) return draw_call_list(ui, rest, scene, state, intents);
    const auto back = ui.tr(TextKey::callbacks_back_to_list);
    const ButtonStyle style{.kind = ButtonKind::ghost, .icon = Icon::arrow_left};
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    if (draw_button(ui, line.cut_left(button_width(ui, back, style)), "back to list", back, style)) {
        intents.add(callbacks::BackToList{});
    }
    draw_call_sheet(ui, rest, scene, state, intents);
}

}  // namespace qiantai::ui

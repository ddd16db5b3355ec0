// How satisfied the customer is and what follows: in sight while one talks, whatever is scrolled.

#include "assets/words/callbacks.hpp"
#include "terminal/callbacks/screens/call_parts.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

using Choosing = CallbacksState::Choosing;

constexpr int k_scores = 5;
constexpr ButtonStyle k_judgement_style{.words = TextStyle::body_strong};

struct NextWords {
    CallbackNext next;
    TextKey words;
};
constexpr NextWords k_nexts[] = {{CallbackNext::none, words::callback_next_none},
                                 {CallbackNext::reopen, words::callback_next_reopen},
                                 {CallbackNext::come_to_store, words::callback_next_come},
                                 {CallbackNext::ask_manager, words::callback_next_ask}};

/// Only a case can be taken up again.
std::vector<NextWords> offered_nexts(const CallbacksState& state) {
    std::vector<NextWords> offered;
    for (const auto& one : k_nexts) {
        const bool of_case = one.next == CallbackNext::reopen;
        if (!of_case || state.sheet->line.task.kind == CallbackKind::complaint) {
            offered.push_back(one);
        }
    }
    return offered;
}

/// 1 to 5, and 0 for whoever gives none.
int score_at(std::size_t index) {
    return index < k_scores ? static_cast<int>(index) + 1 : 0;
}

std::optional<std::size_t> chosen_score(const CallNotes& notes) {
    if (notes.no_score) return k_scores;
    if (!notes.satisfaction) return std::nullopt;
    return static_cast<std::size_t>(*notes.satisfaction) - 1;
}

Text score_text(const Ui& ui, int score) {
    if (score == 0) return ui.tr(words::callback_no_score);
    return Text::data(fmt::format("{} {}", score, satisfaction_text(ui, score).utf8()));
}

float widest_button(const Ui& ui, std::span<const Text> words) {
    float widest = 0;
    for (const auto& one : words) {
        widest = std::max(widest, button_width(ui, one, k_judgement_style));
    }
    return widest;
}

/// The label beside the buttons, and under it what was chosen where the buttons are too small for
/// it.
void draw_judgement_label(Ui& ui, const Rect& place, const Text& label, const Text& note) {
    const auto first = line_height(ui, TextStyle::body_strong);
    const auto second = note.empty() ? 0.0f : line_height(ui, TextStyle::caption);
    auto rest = place.centered(place.width(), first + second);
    draw_text(ui, rest.cut_top(first), label, TextStyle::body_strong, Role::ink2);
    if (!note.empty()) draw_text(ui, rest, note, TextStyle::caption, Role::ink2);
}

/// Buttons of which one stands, right of their label. The one pressed.
std::optional<std::size_t> draw_judgement_row(Ui& ui, Rect& rest, float label_wide,
                                              const Text& label, std::span<const Text> words,
                                              std::span<const std::string> names,
                                              std::optional<std::size_t> chosen) {
    auto buttons = rest;
    const auto label_place =
        buttons.cut_left(label_wide, ui.px(k_gap_m)).cut_top(ui.px(k_button_height));
    draw_judgement_label(ui, label_place, label, Text());
    std::optional<std::size_t> pressed;
    draw_button_grid(ui, buttons, words.size(), widest_button(ui, words) / ui.px(1),
                     [&](const Rect& place, std::size_t i) {
                         auto style = k_judgement_style;
                         style.chosen = chosen == i;
                         if (draw_button(ui, place, names[i], words[i], style)) pressed = i;
                     });
    rest.top = buttons.top;
    return pressed;
}

/// Where the words have no room beside each other: figures in one line, what the chosen one means
/// under the label.
void draw_score_figures(Ui& ui, Rect& rest, float label_wide, const CallbacksState& state,
                        CallbacksIntents& intents) {
    const auto gap = ui.px(k_gap_s);
    auto line = rest.cut_top(ui.px(k_button_height), gap);
    const auto given = state.notes.satisfaction;
    draw_judgement_label(ui, line.cut_left(label_wide, ui.px(k_gap_m)),
                         ui.tr(words::callback_satisfaction),
                         given ? satisfaction_text(ui, *given) : Text());
    const auto offer = [&](const Rect& place, int score, const Text& words) {
        auto style = k_judgement_style;
        style.chosen = score == 0 ? state.notes.no_score : given == score;
        if (draw_button(ui, place, fmt::format("score {}", score), words, style)) {
            intents.add(callbacks::SetScore{score});
        }
    };
    const auto none = score_text(ui, 0);
    const auto none_place = line.cut_right(button_width(ui, none, k_judgement_style), gap);
    for (int i = 0; i < k_scores; ++i) {
        offer(line.column(i, k_scores, gap), i + 1, Text::data(std::to_string(i + 1)));
    }
    offer(none_place, 0, none);
}

void draw_scores(Ui& ui, Rect& rest, float label_wide, const CallbacksState& state,
                 CallbacksIntents& intents) {
    std::vector<Text> words;
    std::vector<std::string> names;
    for (std::size_t i = 0; i <= k_scores; ++i) {
        words.push_back(score_text(ui, score_at(i)));
        names.push_back(fmt::format("score {}", score_at(i)));
    }
    const auto gap = ui.px(k_gap_s);
    const auto needed = static_cast<float>(words.size()) * (widest_button(ui, words) + gap) - gap;
    if (needed > rest.width() - label_wide - ui.px(k_gap_m)) {
        return draw_score_figures(ui, rest, label_wide, state, intents);
    }
    const auto pressed =
        draw_judgement_row(ui, rest, label_wide, ui.tr(words::callback_satisfaction), words, names,
                           chosen_score(state.notes));
    if (pressed) intents.add(callbacks::SetScore{score_at(*pressed)});
}

void draw_nexts(Ui& ui, Rect& rest, float label_wide, const CallbacksState& state,
                CallbacksIntents& intents) {
    const auto offered = offered_nexts(state);
    std::vector<Text> words;
    std::vector<std::string> names;
    std::optional<std::size_t> chosen;
    for (const auto& one : offered) {
        if (state.notes.next_step == one.next) chosen = words.size();
        words.push_back(ui.tr(one.words));
        names.push_back(fmt::format("next {}", code_of(one.next)));
    }
    const auto pressed =
        draw_judgement_row(ui, rest, label_wide, ui.tr(words::callback_next), words, names, chosen);
    if (pressed) intents.add(callbacks::SetNext{offered[*pressed].next});
}

/// What was judged so far, each as the way to its sheet.
void draw_judged(Ui& ui, Rect& rest, const CallbacksState& state, CallbacksIntents& intents) {
    const auto score = chosen_score(state.notes);
    const auto judged = [&](TextKey label, const Text& value) {
        return ui.tr(words::callback_judged, ui.tr(label).utf8(), value.utf8());
    };
    const auto next = std::ranges::find(k_nexts, state.notes.next_step, &NextWords::next);
    const std::array words{
        judged(words::callback_satisfaction,
               score ? score_text(ui, score_at(*score)) : ui.tr(words::callback_not_judged)),
        judged(words::callback_next,
               ui.tr(next == std::end(k_nexts) ? words::callback_next_none : next->words))};
    constexpr std::pair<std::string_view, Choosing> k_ways[] = {{"choose score", Choosing::score},
                                                                {"choose next", Choosing::next}};
    draw_button_grid(ui, rest, words.size(), widest_button(ui, words) / ui.px(1),
                     [&](const Rect& place, std::size_t i) {
                         auto style = k_judgement_style;
                         style.chosen = i == 0 ? score.has_value()
                                               : state.notes.next_step != CallbackNext::none;
                         if (draw_button(ui, place, k_ways[i].first, words[i], style)) {
                             intents.add(callbacks::Choose{k_ways[i].second});
                         }
                     });
}

Heading judgement_heading(const Ui& ui, TextKey title, const CallbacksState& state) {
    return {ui.tr(title), Text::data(state.sheet ? state.sheet->line.member_name : "")};
}

}  // namespace

void draw_call_judgement(Ui& ui, Rect& rest, const CallbacksState& state, bool is_low,
                         CallbacksIntents& intents) {
    if (state.score_missing) {
        draw_paragraph(ui, rest, error_text(ui, make_error(domain::k_callback_score_missing)),
                       TextStyle::small, Role::danger, k_gap_s);
    }
    if (is_low) return draw_judged(ui, rest, state, intents);
    const auto label_wide =
        std::max(text_width(ui, ui.tr(words::callback_satisfaction).utf8(), TextStyle::body_strong),
                 text_width(ui, ui.tr(words::callback_next).utf8(), TextStyle::body_strong)) +
        1;
    draw_scores(ui, rest, label_wide, state, intents);
    draw_nexts(ui, rest, label_wide, state, intents);
}

void draw_score_sheet(Ui& ui, const Rect& area, const CallbacksState& state,
                      CallbacksIntents& intents) {
    std::vector<Text> options;
    for (std::size_t i = 0; i <= k_scores; ++i) options.push_back(score_text(ui, score_at(i)));
    std::optional<int> selected;
    if (const auto chosen = chosen_score(state.notes)) selected = static_cast<int>(*chosen);
    const auto answer =
        draw_choice_sheet(ui, area,
                          {.heading = judgement_heading(ui, words::callback_satisfaction, state),
                           .options = options,
                           .selected = selected});
    if (!answer.chosen && !answer.dismissed) return;
    intents.add(callbacks::Choose{Choosing::nothing});
    if (answer.chosen) {
        intents.add(callbacks::SetScore{score_at(static_cast<std::size_t>(*answer.chosen))});
    }
}

void draw_next_sheet(Ui& ui, const Rect& area, const CallbacksState& state,
                     CallbacksIntents& intents) {
    if (!state.sheet) return intents.add(callbacks::Choose{Choosing::nothing});
    const auto offered = offered_nexts(state);
    std::vector<Text> options;
    std::optional<int> selected;
    for (const auto& one : offered) {
        if (state.notes.next_step == one.next) selected = static_cast<int>(options.size());
        options.push_back(ui.tr(one.words));
    }
    const auto answer =
        draw_choice_sheet(ui, area,
                          {.heading = judgement_heading(ui, words::callback_next, state),
                           .options = options,
                           .selected = selected});
    if (!answer.chosen && !answer.dismissed) return;
    intents.add(callbacks::Choose{Choosing::nothing});
    if (answer.chosen) {
        intents.add(callbacks::SetNext{offered[static_cast<std::size_t>(*answer.chosen)].next});
    }
}

}  // namespace qiantai::ui

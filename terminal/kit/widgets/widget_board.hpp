#pragma once

// A board: counters that filter it, and columns of cards side by side, each scrolling for itself;
// where they do not fit, one column at a time with a row of tabs above.

#include <span>

#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// How many are in a state, and a touch shows these alone.
struct CounterFilter {
    int count = 0;
    Text label;
    Text note{};
    Icon icon = Icon::none;
    Tone tone = Tone::neutral;
    bool chosen = false;
};
inline constexpr float k_counter_height = 72, k_counter_low_height = k_target_min;
/// What the number and the label need at least.
float counter_width(const Ui& ui, const CounterFilter& counter);
/// What does not fit beside the label is left out: the note, the icon. True when pressed.
bool draw_counter_filter(Ui& ui, const Rect& rect, std::string_view name,
                         const CounterFilter& counter);

struct BoardColumnHead {
    Text title;
    Text note{};
    int count = 0;
};
inline constexpr float k_board_column_least = 200, k_board_gap = 14;
/// So many columns fit side by side.
bool board_fits(const Ui& ui, float width, int columns);
/// Title, count and note. Cuts itself off `rest`.
void draw_board_head(Ui& ui, Rect& rest, const BoardColumnHead& head);
/// The same columns as tabs of one width. Returns the one pressed.
inline constexpr float k_board_tabs_height = 60;
std::optional<int> draw_board_tabs(Ui& ui, const Rect& rect, std::span<const BoardColumnHead> heads,
                                   int selected);
/// There is nothing in the column.
void draw_board_nothing(Ui& ui, const Rect& column, const Text& words);

}  // namespace qiantai::ui

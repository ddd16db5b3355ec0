#pragma once

#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// What stands where there is nothing to list: why, and what to do about it.
struct EmptyState {
    Icon icon = Icon::inbox;
    Tone tone = Tone::neutral;
    Text title;
    Text body{};
    Text action{};
    bool is_next_step = false;  ///< the action is what the screen is for now: filled
    bool busy = false;          ///< something is still under way: it turns in the icon's place
};
/// True when the action is pressed.
bool draw_empty_state(Ui& ui, const Rect& rect, std::string_view name, const EmptyState& state);

/// Rows to come: grey bars in a list's rhythm.
void draw_loading_rows(Ui& ui, const Rect& rect);

/// A bar from 0 to 1, and words below if there are any.
void draw_progress(Ui& ui, const Rect& rect, float share, Tone tone = Tone::primary);
/// The same while nobody knows how much there is: a part of it runs from end to end.
void draw_moving_bar(Ui& ui, const Rect& rect);
/// Something under way whose end is not known.
void draw_busy(Ui& ui, const Rect& rect, const Text& text);

}  // namespace qiantai::ui

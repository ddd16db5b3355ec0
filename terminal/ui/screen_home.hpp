#pragma once

#include "terminal/ui/ui.hpp"

namespace qiantai::ui {

struct AppIntents;
struct AppState;

/// What the signed-in person sees first: the ways in, today's numbers, what waits for them, and
/// that headquarters has everything. All of it is known to other screens already.
void draw_home(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents);

}  // namespace qiantai::ui

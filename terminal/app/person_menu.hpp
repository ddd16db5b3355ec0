#pragma once

#include "terminal/app/app_intents.hpp"

namespace qiantai::ui {

/// Over the screen: who is signed in, how the terminal looks, and leaving it.
void draw_person_menu(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents);

}  // namespace qiantai::ui

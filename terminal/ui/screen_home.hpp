#pragma once

#include <optional>
#include <variant>

#include "schema/base/error.hpp"
#include "terminal/ui/ui.hpp"

namespace qiantai::ui {

struct AppIntents;
struct AppState;

/// What the signed-in person sees first: the ways in, today's numbers, what waits.
struct HomeState {
    std::optional<Error> error{};
};

namespace home {
struct Refresh {};
}  // namespace home

using HomeIntent = std::variant<home::Refresh>;

void draw_home(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents);

}  // namespace qiantai::ui

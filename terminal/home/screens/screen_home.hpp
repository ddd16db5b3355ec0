#pragma once

#include <vector>

#include "terminal/kit/core/ui.hpp"
#include "terminal/members/rules/figure_facts.hpp"
#include "terminal/members/rules/list_facts.hpp"

namespace qiantai::ui {

struct AppIntents;
struct AppState;

/// What the home screen names: the next people to contact, and who was registered today. Numbers
/// and the way to headquarters are known to other screens already.
struct HomeState {
    std::vector<domain::CareEntry> birthdays{};    ///< today's, still to be greeted
    std::vector<domain::ExpiringCard> expiring{};  ///< the first to expire first
    domain::RegisteredToday registered{};
};

/// What the signed-in person sees first: the ways in, today's numbers, the next people to contact,
/// today's registrations, and that headquarters has everything.
void draw_home(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents);

}  // namespace qiantai::ui

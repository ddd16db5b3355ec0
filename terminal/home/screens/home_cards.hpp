#pragma once

// The two cards of the home screen that name people. Customers stand in front of this screen:
// whoever is signed in, no whole number is on it.

#include <string>

#include "terminal/home/screens/screen_home.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {

/// What the card of things to do tells of.
struct HomeWork {
    const HomeState& home;
    const ListsState& lists;
    const ImportsState& imports;
    const TicketCountsState& tickets;
    const CallbacksState& calls;
};
/// Cases to decide and people to contact next, as many as there is room for.
void draw_todo_card(Ui& ui, const Rect& rect, const Scene& scene, const HomeWork& work,
                    HomeIntents& intents);

/// Who was registered at this store today; for whoever manages it with the counts by clerk.
void draw_registered_card(Ui& ui, const Rect& rect, const Scene& scene, const HomeState& home,
                          const ListsState& lists, HomeIntents& intents);

/// As many rows as fit in what is left of a card, which is made to reach into the padding below;
/// they share what remains between them.
struct CardRows {
    std::size_t count = 0;
    float height = 0;  ///< of one, in pixels
};
CardRows rows_of_card(const Ui& ui, Rect& rest, float row_dp, std::size_t wanted);
/// How high a card with a title and so many rows is: the least that these cards are given.
float card_height(const Ui& ui, float row_dp, int rows);
inline constexpr float k_todo_row = k_row_height, k_registered_row = 64;
Text masked_number(const domain::Member& member);

}  // namespace qiantai::ui

#pragma once

// Handing the store over to another manager: the count for it, what is left open, keys and papers,
// and the taker's PIN.

#include "terminal/closing/rules/hand_over_facts.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_hand_over_screen{"hand_over"};

struct HandOverState {
    std::optional<domain::HandOverStart> start{};
    std::vector<domain::HandOverThing> things{};
    std::string thing{};  ///< as typed
    std::string words{};
    std::string taker{};  ///< staff number
    std::string pin{};
    bool busy = false;
    std::optional<Error> error{};    ///< why nothing could be read
    std::optional<Error> refused{};  ///< why it was not handed over
};

namespace hand_over {
struct Reload {};
/// To the stocktakes, where one for a hand-over is planned.
struct Count {};
struct TypeThing {
    std::string text;
};
struct AddThing {
    std::string name;
};
/// 0 takes it off the list.
struct SetCount {
    std::size_t thing;
    int count;
};
struct TypeWords {
    std::string text;
};
struct ChooseTaker {
    std::string number;
};
struct TypePin {
    std::string text;
};
struct Save {};
}  // namespace hand_over

using HandOverIntent = std::variant<hand_over::Reload, hand_over::Count, hand_over::TypeThing,
                                    hand_over::AddThing, hand_over::SetCount, hand_over::TypeWords,
                                    hand_over::ChooseTaker, hand_over::TypePin, hand_over::Save>;
using HandOverIntents = Intents<HandOverIntent>;

void draw_hand_over(Ui& ui, const Rect& area, const Scene& scene, const HandOverState& state,
                    HandOverIntents& intents);

}  // namespace qiantai::ui

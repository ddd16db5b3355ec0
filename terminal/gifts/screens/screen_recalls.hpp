#pragma once

// Recalls: what must not be given away any more, and where pieces of it lie.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/gifts/rules/recall_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_recalls_screen{"recalls"};

struct RecallsState {
    std::vector<domain::RecallLine> lines{};
    bool loaded = false;
    std::optional<Error> error{};
    int query = 0;
};

namespace recalls {
struct Reload {};
/// What is left of it may be given away again.
struct End {
    Uuid id;
    std::string name;
};
/// The gift on the page of stock.
struct Show {
    Uuid gift_id;
};
}  // namespace recalls

using RecallsIntent = std::variant<recalls::Reload, recalls::End, recalls::Show>;
using RecallsIntents = Intents<RecallsIntent>;

void draw_recalls(Ui& ui, const Rect& area, const Scene& scene, const RecallsState& state,
                  RecallsIntents& intents);

}  // namespace qiantai::ui

#pragma once

// Stocktakes in a list, and the sheet that plans one.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/stocktakes/rules/stocktake_desk_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_stocktakes_screen{"stocktakes"};

struct StocktakesState {
    bool only_open = true;
    std::vector<domain::StocktakeSummary> rows{};
    std::vector<domain::DueCount> due{};  ///< what to count today
    std::vector<std::string> categories{};
    bool loaded = false;
    std::optional<Error> error{};
    int query = 0;
    bool planning = false;
    domain::StocktakePlan plan{};
    std::string zones{};  ///< as typed, separated by blanks
    bool shared = false;
    bool busy = false;
};

namespace stocktakes {
struct SetView {
    bool only_open;
};
struct Reload {};
struct Open {
    Uuid id;
};
struct Plan {};
struct CloseSheet {};
struct SetKind {
    StocktakeKind kind;
};
struct SetStore {
    std::string code;
};
struct SetCategory {
    std::string category;
};
struct TypeZones {
    std::string text;
};
struct SetShared {
    bool shared;
};
struct SetSeen {
    bool seen;
};
struct SetGoods {
    bool with_goods;
};
struct TypeWords {
    std::string text;
};
struct Save {};
}  // namespace stocktakes

using StocktakesIntent =
    std::variant<stocktakes::SetView, stocktakes::Reload, stocktakes::Open, stocktakes::Plan,
                 stocktakes::CloseSheet, stocktakes::SetKind, stocktakes::SetStore,
                 stocktakes::SetCategory, stocktakes::TypeZones, stocktakes::SetShared,
                 stocktakes::SetSeen, stocktakes::SetGoods, stocktakes::TypeWords,
                 stocktakes::Save>;
using StocktakesIntents = Intents<StocktakesIntent>;

void draw_stocktakes(Ui& ui, const Rect& area, const Scene& scene, const StocktakesState& state,
                     StocktakesIntents& intents);
void draw_stocktake_plan(Ui& ui, const Rect& area, const Scene& scene, const StocktakesState& state,
                         StocktakesIntents& intents);

}  // namespace qiantai::ui

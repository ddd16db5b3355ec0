#pragma once

// Headquarters' look at the stores: which closed a day and whether everything of it is here, and
// what their stocktakes of a month came to (门店礼品盘点汇总表).

#include "terminal/closing/rules/closing_facts.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/stocktakes/rules/stocktake_desk_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_closings_screen{"closings"};

struct ClosingsState {
    bool stocktakes = false;      ///< the second view
    std::optional<Date> day{};    ///< none: today
    std::optional<Date> month{};  ///< its first day; none: this month
    std::vector<domain::StoreDay> days{};
    domain::StocktakeOverview overview{};
    std::string open_store{};  ///< whose tills are shown
    bool loaded = false;
    std::optional<Error> error{};
    int query = 0;
};

namespace closings {
struct SetView {
    bool stocktakes;
};
struct Reload {};
struct ShowDay {
    Date day;
};
struct ShowMonth {
    Date first;
};
struct OpenStore {
    std::string code;
};
/// The month's table on paper.
struct Print {};
}  // namespace closings

using ClosingsIntent = std::variant<closings::SetView, closings::Reload, closings::ShowDay,
                                    closings::ShowMonth, closings::OpenStore, closings::Print>;
using ClosingsIntents = Intents<ClosingsIntent>;

void draw_closings(Ui& ui, const Rect& area, const Scene& scene, const ClosingsState& state,
                   ClosingsIntents& intents);

}  // namespace qiantai::ui

// Stocktakes: the list, one that is being counted, the counting desk, one that is posted, planning.

#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/shots/scenes.hpp"
#include "terminal/stocktakes/screens/screen_counting.hpp"
#include "terminal/stocktakes/screens/screen_stocktakes.hpp"
#include "terminal/stocktakes/screens/stocktake_page.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

/// The first that stands there; false without one.
bool open_stocktake_in(Stage& stage, StocktakePhase phase) {
    for (const auto& line : stage.state<StocktakesState>().rows) {
        if (!(line.phase == phase)) continue;
        const auto name = "stocktake " + line.number;
        stage.touch(name);
        return true;
    }
    return false;
}

}  // namespace

void shoot_stocktakes(Stage& stage) {
    stage.touch(way(k_requisitions_screen));
    stage.touch("stocktakes");
    stage.picture("stocktakes");
    if (open_stocktake_in(stage, StocktakePhase::counting)) {
        stage.picture("stocktake-counting");
        stage.touch("count");
        stage.picture("counting");
        stage.app().on_scan("6970101000069");
        stage.settle();
        stage.picture("counting-scanned");
        stage.app().on_scan("6905555555555");
        stage.settle();
        stage.picture("counting-unknown");
        stage.touch("back");
        stage.touch("back");
    }
    stage.touch("tab 1");
    stage.picture("stocktakes-all");
    if (open_stocktake_in(stage, StocktakePhase::posted)) {
        stage.picture("stocktake-posted");
        stage.touch("print");
        shoot_preview(stage, "stocktake-paper");
        stage.touch("back");
    }
    stage.touch("tab 0");
}

void shoot_stocktake_plan(Stage& stage) {
    stage.touch(way(k_requisitions_screen));
    stage.touch("stocktakes");
    stage.touch("plan");
    stage.picture("stocktake-plan");
    stage.key(ImGuiKey_Escape);
}

}  // namespace qiantai::shots

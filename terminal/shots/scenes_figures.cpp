// The figures: a month's spending and churn, one figure's rule, a band, service, growth, a year.

#include "assets/words/figures.hpp"
#include "terminal/figures/screens/screen_figures.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

void shoot_figures(Stage& stage) {
    stage.touch(way(k_figures_screen));
    stage.picture("figures");
    if (stage.shows("band 2")) {
        stage.touch("band 2");
        stage.picture("figures-band");
    }
    stage.touch("tile churn_rate");
    stage.picture("figures-rule");
    stage.key(ImGuiKey_Escape);
    stage.scroll_to_end();
    stage.picture("figures-all");
    const auto tab = [&](TextKey key) {
        stage.touch(translate(stage.scene().settings.language, key).utf8());
    };
    tab(words::figures_tab_service);
    stage.picture("figures-service");
    tab(words::figures_tab_growth);
    stage.picture("figures-growth");
    stage.scroll_to_end();
    stage.picture("figures-growth-end");
    stage.touch("later");
    stage.picture("figures-not-over");
    stage.touch(way(k_home_screen));
}

}  // namespace qiantai::shots

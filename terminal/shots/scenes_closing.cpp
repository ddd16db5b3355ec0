// Closing the day: what is missing, with its reasons; the closed day.

#include "terminal/closing/screens/screen_closing.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

void shoot_closing(Stage& stage) {
    stage.touch(way(k_requisitions_screen));
    stage.touch("closing");
    stage.picture("closing");
    stage.scroll_to_end();
    stage.picture("closing-end");
    const auto open = without_reason(stage.state<ClosingState>());
    for (const auto kind : open) {
        const auto& state = stage.state<ClosingState>();
        if (state.open != kind) stage.touch("reason " + std::string(code_of(kind)));
        stage.touch("no_time");
    }
    stage.picture("closing-ready");
    stage.touch("close day");
    stage.picture("closing-ask");
    stage.touch("close unsigned");
    stage.picture("closing-closed");
    stage.touch("close again");
    stage.picture("closing-again");
    stage.key(ImGuiKey_Escape);
}

}  // namespace qiantai::shots

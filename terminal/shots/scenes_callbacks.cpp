// Callbacks: the list with the sheet for one call, a call under way, a time agreed on, all done.

#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

void shoot_callbacks(Stage& stage) {
    stage.touch(way(k_callbacks_screen));
    stage.picture("callbacks");
    auto& state = stage.state<CallbacksState>();
    if (!state.rows.empty()) {
        stage.touch("callback " + state.rows.front().task.id.text());
        stage.picture("callbacks-call");
        const auto& questions = state.sheet->script.questions;
        if (!questions.empty() && !questions.front().answers.empty()) {
            stage.touch("answer " + questions.front().text + " 0");
        }
        stage.touch("score 4");
        stage.picture("callbacks-call-notes");
        stage.touch("later");
        stage.touch("day 1");
        stage.picture("callbacks-later");
        stage.key(ImGuiKey_Escape);
        stage.touch("do not call");
        stage.picture("callbacks-no-more");
        stage.key(ImGuiKey_Escape);
    }
    state.calling = false;
    stage.settle();
    stage.touch("tab 2");
    stage.picture("callbacks-done");
    stage.touch("tab 0");
    state.rows.clear();
    state.chosen.reset();
    state.sheet.reset();
    stage.settle();
    stage.picture("callbacks-all-done");
    stage.touch(way(k_home_screen));
}

}  // namespace qiantai::shots

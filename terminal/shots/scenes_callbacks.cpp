// Callbacks: the list with the sheet for one call, a call under way, a time agreed on, all done.

#include <fmt/format.h>

#include "terminal/callbacks/screens/screen_call_plans.hpp"
#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

/// On a low screen the rare outcomes stand in a sheet, in this order.
void touch_outcome(Stage& stage, std::string_view name, int place) {
    if (stage.shows(name)) return stage.touch(name);
    stage.touch("other outcomes");
    stage.touch(fmt::format("option {}", place));
}

}  // namespace

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
        if (stage.shows("score 4")) {
            stage.touch("score 4");
        } else {
            stage.touch("choose score");
            stage.picture("callbacks-score");
            stage.touch("option 3");
        }
        stage.picture("callbacks-call-notes");
        stage.scroll_to_end();
        stage.picture("callbacks-call-end");
        touch_outcome(stage, "later", 0);
        stage.touch("day 1");
        stage.picture("callbacks-later");
        stage.key(ImGuiKey_Escape);
        touch_outcome(stage, "do not call", 3);
        stage.picture("callbacks-no-more");
        stage.key(ImGuiKey_Escape);
    }
    state.calling = false;
    stage.settle();
    stage.touch("kinds");
    stage.picture("callbacks-kinds");
    stage.key(ImGuiKey_Escape);
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

void shoot_call_orders(Stage& stage) {
    stage.touch(way(k_callbacks_screen));
    stage.touch("option 1");
    auto& state = stage.state<CallbacksState>();
    if (!state.rows.empty()) {
        stage.touch("callback " + state.rows.front().task.id.text());
        stage.touch("hand over");
        stage.picture("callbacks-hand-over");
        stage.key(ImGuiKey_Escape);
        stage.touch("end");
        stage.picture("callbacks-end");
        stage.key(ImGuiKey_Escape);
    }
    state.calling = false;
    stage.settle();
    stage.touch("plans");
    stage.picture("call-plans-lists");
    const auto& plans = stage.state<CallPlansState>().plans;
    if (!plans.empty()) {
        stage.touch("plan " + plans.front().plan.id.text());
        stage.picture("call-plans-result");
        stage.key(ImGuiKey_Escape);
    }
    stage.touch("new list");
    stage.picture("call-plans-new");
    stage.key(ImGuiKey_Escape);
    stage.touch("tab 1");
    stage.picture("call-plans-key-customers");
    const auto& customers = stage.state<CallPlansState>().key_customers;
    if (!customers.empty()) {
        stage.touch("key " + customers.front().customer.member_id.text());
        stage.picture("callbacks-member");
        stage.touch("key customer");
        stage.picture("callbacks-key-customer");
        stage.key(ImGuiKey_Escape);
        stage.touch("make");
        stage.picture("callbacks-make");
        stage.key(ImGuiKey_Escape);
        stage.touch("back");
    }
    stage.touch("tab 2");
    stage.picture("call-plans-sample");
    stage.touch("tab 3");
    stage.picture("call-plans-rules");
    stage.touch("try rules");
    stage.picture("call-plans-rules-tried");
    stage.touch("rule 3");
    stage.picture("call-plans-rule");
    stage.key(ImGuiKey_Escape);
    stage.touch(way(k_home_screen));
}

}  // namespace qiantai::shots

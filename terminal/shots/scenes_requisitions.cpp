// Requisitions: the lists, asking for gifts, the page of one that differs.

#include "terminal/gifts/screens/requisition_page.hpp"
#include "terminal/gifts/screens/screen_requisition_ask.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

/// The first that stands there and waits for this person; false without one.
bool open_phase(Stage& stage, RequisitionPhase phase) {
    for (const auto& line : stage.state<RequisitionsState>().rows) {
        const bool theirs = line.yours || phase == RequisitionPhase::differing;
        if (!(line.phase == phase) || !theirs) continue;
        const auto name = "requisition " + line.number;
        stage.touch(name);
        return true;
    }
    return false;
}

}  // namespace

void shoot_requisitions(Stage& stage) {
    stage.touch(way(k_requisitions_screen));
    stage.picture("requisitions");
    stage.touch("tab 1");
    stage.picture("requisitions-all");
    stage.touch("tab 2");
    stage.picture("requisitions-pick");
    stage.touch("tab 0");
    if (open_phase(stage, RequisitionPhase::under_way)) {
        stage.picture("requisition-under-way");
        stage.touch("next step");
        stage.picture("requisition-receive");
        stage.touch("all");
        stage.picture("requisition-receive-all");
        stage.key(ImGuiKey_Escape);
        stage.touch("back");
    }
    if (open_phase(stage, RequisitionPhase::differing)) {
        stage.picture("requisition-differs");
        stage.touch("back");
    }
    stage.touch("ask");
    stage.touch("add LP001");
    stage.picture("requisition-ask");
    stage.touch("give up");
    stage.touch("confirm");
}

}  // namespace qiantai::shots

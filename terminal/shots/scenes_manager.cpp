// What a manager does besides: cards, corrections, renewals, cases to decide, erasing.

#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/members/screens/screen_lists.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

void shoot_member_upkeep(Stage& stage) {
    stage.touch(way(k_find_screen));
    stage.touch("field");
    stage.type("王");
    stage.key(ImGuiKey_Escape);
    const auto own = hit(stage, Whose::own);
    stage.app().on_scan(own.card->number);
    stage.picture("member-manager");
    stage.touch("card " + own.card->number);
    stage.picture("member-card");
    stage.key(ImGuiKey_Escape);
    stage.touch("edit");
    stage.picture("member-edit");
    stage.touch("back");
    stage.scroll_to_end();
    stage.picture("member-end");
    stage.touch("erase");
    stage.picture("member-erase");
    stage.key(ImGuiKey_Escape);
}

void shoot_renewal(Stage& stage) {
    stage.touch(way(k_callbacks_screen));
    stage.touch("lists");
    const auto& cards = stage.state<ListsState>().expiring.rows;
    if (cards.empty()) return;
    stage.touch("card " + cards.front().card.number);
    stage.touch("renew");
    stage.picture("lists-renew");
    stage.touch("cancel");
    stage.touch("lapse");
    stage.picture("lists-lapse");
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_Escape);
}

void shoot_cases(Stage& stage) {
    stage.touch("tab 2");
    stage.picture("lists-cases");
    // Opening one reads the list anew.
    const auto cases = stage.state<CasesState>().rows;
    for (const auto& row : cases) {
        const bool duplicate = row.conflict.kind == ConflictKind::duplicate;
        stage.touch("case " + row.conflict.id.text());
        stage.picture(duplicate ? "case-duplicate" : "case-conflict");
        if (duplicate) {
            stage.touch("decide");
            stage.picture("case-merge");
            stage.touch("cancel");
        }
        stage.touch("back");
    }
}

}  // namespace

void shoot_manager(Stage& stage) {
    shoot_member_upkeep(stage);
    shoot_renewal(stage);
    shoot_cases(stage);
    shoot_receipts_manager(stage);
}

}  // namespace qiantai::shots

// Gifts given away: the day's register, and the form with what may be had.

#include <algorithm>

#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/issuances/screens/screen_issue.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

/// A member with a receipt may have the anniversary's gift; two are one too many.
void shoot_issue_to_member(Stage& stage) {
    stage.touch(way(k_find_screen));
    stage.touch("field");
    stage.type("王");
    stage.key(ImGuiKey_Escape);
    const auto own = hit(stage, Whose::own);
    stage.app().on_scan(own.card->number);
    stage.settle();
    stage.touch("line issue");
    auto& form = stage.state<IssueState>();
    form.recipient.till_receipt = "0411-2038";
    form.amount = "629.00";
    stage.settle();
    stage.app().on_scan("6970101000014");
    stage.app().on_scan("6970101000014");
    stage.settle();
    stage.picture("issue-member");
    if (stage.shows("ask manager")) {
        stage.touch("ask manager");
        stage.picture("issue-manager");
        stage.key(ImGuiKey_Escape);
    }
    stage.touch("rights");
    stage.picture("gifts-rights");
    stage.touch("back");
    stage.touch("give up");
}

}  // namespace

void shoot_issuances(Stage& stage) {
    stage.touch(way(k_requisitions_screen));
    stage.touch("issuances");
    stage.picture("issuances");
    stage.touch("give");
    // The anniversary's gifts are members'; calendars are given for other reasons.
    auto& form = stage.state<IssueState>();
    form.recipient.recipient_name = "李女士";
    const auto calendar = std::ranges::find(form.gifts, "LP008", &IssuableGift::code);
    if (calendar != form.gifts.end()) {
        form.choices = {{.wish = {.gift_id = calendar->gift_id, .pieces = 1},
                         .name = calendar->name,
                         .unit = calendar->unit}};
    }
    stage.settle();
    stage.picture("issue");
    stage.touch("name");
    stage.picture("issue-keyboard");
    stage.key(ImGuiKey_Escape);
    stage.touch("give up");
    shoot_issue_to_member(stage);
}

}  // namespace qiantai::shots

// Gifts given away: the day's register, and the form with what may be had.

#include <algorithm>

#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/issuances/screens/screen_issue.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

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
    stage.touch("give up");
}

}  // namespace qiantai::shots

#pragma once

// The parts of the form in which gifts are given away: who gets them with what may be had, and what
// is given with what limits it. Each cuts itself off `rest`.

#include "terminal/issuances/screens/screen_issue.hpp"

namespace qiantai::ui {

void draw_issue_recipient(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state,
                          IssueIntents& intents);
void draw_issue_offers(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents);

/// The field for scans and names, which is always there first.
void draw_issue_search(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents);
/// The lines, why they are given, and what is beyond the limits.
void draw_issue_lines(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents);
/// What limits the giving, with what is left after it.
void draw_issue_quotas(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state);

}  // namespace qiantai::ui

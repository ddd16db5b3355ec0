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
/// The lines and why they are given.
void draw_issue_lines(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents);
/// That the manager agreed; nothing otherwise.
void draw_agreed(Ui& ui, Rect& rest, const IssueState& state);
/// The same, or the ways on from what is beyond the limits.
void draw_over_limit(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents);
/// The same with everything the manager has to say, in place; nothing once it is agreed.
void draw_issue_approval(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state,
                         IssueIntents& intents);
/// What goes at once, the recipient's signature under exactly that, and the giving.
void draw_issue_sign(Ui& ui, const Rect& area, const Scene& scene, const IssueState& state,
                     IssueIntents& intents);
/// What keeps it from being given, all of it; empty: nothing does.
Text issue_lacks(const Ui& ui, const IssueState& state);
/// The same of the part for which nobody has to agree.
Text issue_lacks_at_once(const Ui& ui, const IssueState& state);
/// What limits the giving, with what is left after it.
void draw_issue_quotas(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state);

}  // namespace qiantai::ui

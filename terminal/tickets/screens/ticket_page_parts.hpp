#pragma once

// The parts of the page of one case; each cuts itself off `rest`.

#include "terminal/tickets/screens/ticket_page.hpp"

namespace qiantai::ui {

/// Is the promise kept, what comes next, what may be done: the column at the right.
void draw_ticket_side(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                      TicketPageIntents& intents);
/// Where it stands in its course.
void draw_ticket_course(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state);
/// Steps that contradict each other and wait for a decision.
void draw_contradictions(Ui& ui, Rect& rest, const TicketPageState& state, const Scene& scene,
                         TicketPageIntents& intents);
/// Everything that happened, the newest first.
void draw_ticket_history(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                         TicketPageIntents& intents);
/// Whose it is, and what about.
void draw_ticket_about(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                       TicketPageIntents& intents);
void draw_ticket_money(Ui& ui, Rect& rest, const TicketPageState& state);
/// Photos, files, signatures.
void draw_ticket_evidence(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                          TicketPageIntents& intents);
/// The sheets of evidence: choosing a file, and one photo or file in large.
void draw_add_evidence(Ui& ui, const Rect& area, const Scene& scene, const TicketPageState& state,
                       TicketPageIntents& intents);
void draw_shown_evidence(Ui& ui, const Rect& area, const Scene& scene, const TicketPageState& state,
                         TicketPageIntents& intents);
/// Whether this person may add to the case now.
bool may_add_evidence(const TicketPageState& state);
void draw_ticket_related(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                         TicketPageIntents& intents);

}  // namespace qiantai::ui

#pragma once

// Taking cases in, the customer's side, the papers: the screens, and what other flows may ask.

#include "terminal/desk/screen_entry.hpp"
#include "terminal/tickets/forms/ticket_forms_facts.hpp"
#include "terminal/tickets/screens/screen_ticket_approvals.hpp"
#include "terminal/tickets/screens/screen_ticket_slip.hpp"
#include "terminal/tickets/screens/screen_ticket_take.hpp"

namespace qiantai::app {

ScreenEntry ticket_take_screen();
ScreenEntry ticket_slip_screen();
ScreenEntry ticket_approvals_screen();

/// Opens an empty case, or what was left of the one before.
void begin_ticket(Flow& flow);
/// The same for this member.
void begin_ticket_of(Flow& flow, const Uuid& member);
/// Gives the customer the screen: to sign that it is settled, or for quote_accepted a repair's price.
void turn_ticket_to_customer(Flow& flow, const domain::TicketPage& page,
                             TicketStep step = TicketStep::signed_);
/// Shows a paper of a case as it will be printed.
void preview_ticket_form(Flow& flow, const domain::TicketFormChoice& choice);

}  // namespace qiantai::app

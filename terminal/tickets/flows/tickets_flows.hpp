#pragma once

// The screens of cases, and what other flows may ask of them.

#include "terminal/desk/paged_flow.hpp"
#include "terminal/tickets/screens/ticket_board.hpp"
#include "terminal/tickets/screens/ticket_list.hpp"
#include "terminal/tickets/screens/ticket_page.hpp"

namespace qiantai::app {

ScreenEntry ticket_board_screen();
ScreenEntry ticket_list_screen();
ScreenEntry ticket_page_screen();

/// Goes to the page of one case.
void open_ticket(Flow& flow, const Uuid& id);
/// The same with its next step asked for, if this person may take it.
void open_ticket_asking(Flow& flow, const Uuid& id);
/// The same with a photo or file asked for.
void open_ticket_showing(Flow& flow, const Uuid& id);
/// Opens the list with the cases of this scope, whoever's.
void open_tickets(Flow& flow, domain::TicketScope scope);
/// How many wait for this person, for home and the rail.
void count_tickets(Flow& flow);

}  // namespace qiantai::app

#pragma once

// What the events make of a ticket: the same in whatever order they arrive.
//
// Events count in the order of their clocks (row_hlc), which is later than that of everything their
// terminal knew. Two of them are concurrent if neither terminal knew the other's. Concurrent steps
// that can't both hold are a contradiction: approved and returned (of one proposal), closed and
// reopened, assigned twice, assessed twice, signed and proposed anew, proposed twice, transferred
// twice. Until somebody decides, the later one holds and the earlier is as if not taken. A step that
// can't follow where the ticket stands has no effect and is listed: it is never lost.

#include <span>

#include "terminal/tickets/rules/ticket_correction_facts.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

/// Events of other tickets must not be among them.
TicketState fold_ticket(const Ticket& ticket, std::span<const TicketEvent> events);

}  // namespace qiantai::domain

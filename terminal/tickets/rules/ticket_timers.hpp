#pragma once

#include <vector>

#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

/// Which timers are met by a step, whoever took it.
std::vector<TicketTimer> timers_met_by(const Ticket& ticket, const TicketState& state,
                                       const TicketEvent& event, TicketStep step);

}  // namespace qiantai::domain

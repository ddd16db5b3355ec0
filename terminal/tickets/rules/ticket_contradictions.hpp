#pragma once

// In which order events of a ticket count, and which of them can't both hold; see ticket_fold.hpp.

#include <span>
#include <vector>

#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

/// The earliest first. They stand where the events stand.
std::vector<const TicketEvent*> events_in_order(std::span<const TicketEvent> events);
/// Of events in their order.
std::vector<TicketContradiction> contradictions_in(const std::vector<const TicketEvent*>& events);

}  // namespace qiantai::domain

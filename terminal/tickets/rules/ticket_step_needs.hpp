#pragma once

// Whether what a step is made of is there and can be, as far as that can be told without the case.

#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::domain {

/// k_ticket_field_missing, k_ticket_field_unfit.
Status check_step_needs(const TicketStepEntry& entry, const StepNeeds& needs);
/// k_ticket_value_malformed, k_ticket_field_unfit.
Status check_step_values(const TicketStepEntry& entry);

}  // namespace qiantai::domain

#pragma once

// Values of a ticket's head that were wrong: what can be corrected, and the head as it is then.

#include <span>
#include <string_view>

#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

/// The head with what was corrected since.
Ticket corrected_ticket(const Ticket& ticket, std::span<const TicketEvent> events);
/// Does what a step `corrected` says.
void correct_ticket(Ticket& ticket, const TicketEvent& event);

/// Columns of the head that can be corrected.
std::span<const std::string_view> correctable_fields();
/// Of these: what tells who or where the customer is; its new value is the event's `contact`.
bool is_contact_field(std::string_view field);
/// Of these: is it so or not? Its value is one of these two.
inline constexpr std::string_view k_warranty_field = "in_warranty", k_corrected_yes = "yes",
                                  k_corrected_no = "no";

/// What is corrected is no value of the head but a call that was written down by mistake: the step at
/// about_id, or the end or reopening that came of it, has no effect.
inline constexpr std::string_view k_call_field = "call";
bool takes_call_back(const TicketEvent& event);
bool comes_of_call(const TicketEvent& event);

}  // namespace qiantai::domain

#include "terminal/tickets/rules/ticket_correction_facts.hpp"

#include <algorithm>
#include <array>

#include "terminal/tickets/rules/ticket_contradictions.hpp"

namespace qiantai::domain {

std::span<const std::string_view> correctable_fields() {
    static constexpr std::array<std::string_view, 8> k_fields{
        "customer_name", "customer_phone", "address",          "product",
        "till_receipt",  "device",         "authority_number", k_warranty_field};
    return k_fields;
}

bool is_contact_field(std::string_view field) {
    return field == "customer_name" || field == "customer_phone" || field == "address";
}

void correct_ticket(Ticket& ticket, const TicketEvent& event) {
    if (event.field == k_warranty_field) {
        if (!event.words.empty()) ticket.in_warranty = event.words == k_corrected_yes;
        return;
    }
    std::string* const places[] = {&ticket.customer_name,   &ticket.customer_phone, &ticket.address,
                                   &ticket.product,         &ticket.till_receipt,   &ticket.device,
                                   &ticket.authority_number};
    const auto fields = correctable_fields();
    const auto field = std::ranges::find(fields, event.field);
    if (field == fields.end()) return;
    *places[field - fields.begin()] = is_contact_field(*field) ? event.contact : event.words;
}

bool takes_call_back(const TicketEvent& event) {
    return event.step == TicketStep::corrected && event.field == k_call_field && event.about_id;
}

bool comes_of_call(const TicketEvent& event) {
    return event.step == TicketStep::called_back || event.step == TicketStep::unreachable ||
           event.step == TicketStep::reopened;
}

Ticket corrected_ticket(const Ticket& ticket, std::span<const TicketEvent> events) {
    Ticket corrected = ticket;
    for (const auto* event : events_in_order(events)) {
        if (event->step == TicketStep::corrected) correct_ticket(corrected, *event);
    }
    return corrected;
}

}  // namespace qiantai::domain

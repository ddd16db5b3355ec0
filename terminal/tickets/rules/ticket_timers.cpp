#include "terminal/tickets/rules/ticket_timers.hpp"

namespace qiantai::domain {

std::vector<TicketTimer> timers_met_by(const Ticket& ticket, const TicketState& state,
                                       const TicketEvent& event, TicketStep step) {
    using Step = TicketStep;
    const bool question =
        ticket.kind == TicketKind::enquiry || ticket.kind == TicketKind::suggestion;
    switch (step) {
        case Step::acknowledged:
        case Step::paused:
            // Whoever is waited for has been asked.
            return {TicketTimer::acknowledge};
        case Step::passed_on:
        case Step::told_headquarters:
        case Step::transferred:
            return {TicketTimer::pass_on};
        case Step::assigned:
            // To a department; that headquarters hears is another matter.
            if (event.department.empty() || headquarters_hears(ticket, state.severity)) return {};
            return {TicketTimer::pass_on};
        case Step::explained:
        case Step::proposed:
        case Step::promised:
        case Step::quoted:
            return {TicketTimer::acknowledge, TicketTimer::answer};
        case Step::answered:
            return {TicketTimer::acknowledge, TicketTimer::answer, TicketTimer::solve};
        case Step::arrived:
            return {TicketTimer::acknowledge, TicketTimer::answer, TicketTimer::visit};
        case Step::signed_:
        case Step::agreed:
        case Step::paper_signed:
            return {TicketTimer::acknowledge, TicketTimer::answer, TicketTimer::pass_on,
                    TicketTimer::visit, TicketTimer::solve};
        case Step::called_back:
        case Step::unreachable:
            return {TicketTimer::call_back};
        case Step::handed_back:
        case Step::unclaimed:
        case Step::unsettled:
        case Step::cancelled:
        case Step::closed:
            if (question) return {TicketTimer::answer, TicketTimer::solve};
            return {TicketTimer::acknowledge, TicketTimer::answer, TicketTimer::pass_on,
                    TicketTimer::visit,       TicketTimer::solve,  TicketTimer::call_back};
        default:
            return {};
    }
}

}  // namespace qiantai::domain

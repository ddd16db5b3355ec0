#include "terminal/tickets/rules/ticket_lists_facts.hpp"

namespace qiantai::domain {

BoardColumn board_column(const Ticket& ticket, const TicketState& state) {
    switch (state.phase) {
        case TicketPhase::received:
        case TicketPhase::not_ours:
            return BoardColumn::to_confirm;
        case TicketPhase::handling:
            if (ticket.kind != TicketKind::repair) return BoardColumn::investigating;
            return state.quote && !state.quote_accepted ? BoardColumn::deciding
                                                        : BoardColumn::carrying_out;
        case TicketPhase::proposed:
            return BoardColumn::deciding;
        case TicketPhase::approved:
            return BoardColumn::carrying_out;
        case TicketPhase::explained:
        case TicketPhase::carried_out:
        case TicketPhase::signed_:
        case TicketPhase::answered:
        case TicketPhase::closed:
        case TicketPhase::cancelled:
            break;
    }
    return BoardColumn::finishing;
}

}  // namespace qiantai::domain

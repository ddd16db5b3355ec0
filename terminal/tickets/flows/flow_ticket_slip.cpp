// The customer has the screen: what is signed is written down, a different opinion is noted.

#include "assets/words/ticket_take.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

TicketSlipState& ticket_slip_of(Flow& flow) {
    return flow.get<TicketSlipState>();
}
CustomerTurn& ticket_turn_of(Flow& flow) {
    return ticket_slip_of(flow).turn;
}

void agree_ticket(Flow& flow);
void disagree_ticket(Flow& flow);
constexpr CustomerTurnPlace k_ticket_turn{k_ticket_slip_screen, ticket_turn_of, agree_ticket,
                                          disagree_ticket,
                                          [](Flow& flow) { ticket_slip_of(flow) = {}; }};

void agree_ticket(Flow& flow) {
    const auto& slip = ticket_slip_of(flow);
    const domain::TicketStepEntry entry{.ticket_id = slip.page.ticket.id,
                                        .step = slip.step,
                                        .satisfaction = slip.satisfaction,
                                        .signed_text = signed_text(ticket_paper(slip)),
                                        .signature = signature_text(slip.turn.strokes)};
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Tickets(context).step(session, entry);
        },
        [](Flow& later, const Result<domain::TicketPage>& page) {
            if (!page) return customer_failed(later, k_ticket_turn, page.error());
            customer_agreed(later, k_ticket_turn);
        });
}

// It costs the customer no explanation; the clerk asks what it is.
void disagree_ticket(Flow& flow) {
    const domain::TicketStepEntry entry{.ticket_id = ticket_slip_of(flow).page.ticket.id,
                                        .step = TicketStep::noted,
                                        .words = tr(flow, words::slip_disagreed_note).utf8()};
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Tickets(context).step(session, entry);
        },
        [](Flow& later, const Result<domain::TicketPage>& page) {
            if (!page) later.scene.start_notice = page.error();
        });
}

void apply_ticket_slip(Flow& flow, const TicketSlipIntent& intent) {
    if (const auto* rate = std::get_if<ticket_slip::Rate>(&intent)) {
        auto& slip = ticket_slip_of(flow);
        if (slip.turn.saving) return;
        slip.satisfaction = rate->value == 0 ? std::nullopt : std::optional(rate->value);
        return;
    }
    apply_customer(flow, k_ticket_turn, std::get<CustomerIntent>(intent));
}

}  // namespace

void turn_ticket_to_customer(Flow& flow, const domain::TicketPage& page, TicketStep step) {
    ticket_slip_of(flow) = {
        .page = page,
        .step = step,
        .turn = {.language = flow.scene.settings.language, .since_s = flow.now_s}};
    open_screen(flow, k_ticket_slip_screen);
}

ScreenEntry ticket_slip_screen() {
    return {.id = k_ticket_slip_screen,
            .below = k_ticket_board_screen,
            .title = words::slip_title,
            .draw = screen_draw(draw_ticket_slip, apply_ticket_slip),
            .scanned = ignore_scan,
            .step = [](Flow& flow) { step_customer(flow, k_ticket_turn); },
            .for_customer = true};
}

}  // namespace qiantai::app

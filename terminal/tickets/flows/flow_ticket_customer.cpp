// Whose case it is, as the page shows, opens and empties it; and who at headquarters is at it.

#include "terminal/tickets/flows/ticket_customer_flows.hpp"

#include "assets/words/ticket_page.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

TicketPageState& shown_ticket(Flow& flow) {
    return flow.get<TicketPageState>();
}

constexpr Choice k_ticket_reveal_reasons[] = {{"call", words::ticket_reveal_call},
                                              {"visit", words::ticket_reveal_visit},
                                              {"check", words::ticket_reveal_check}};

constexpr Choice k_ticket_erase_reasons[] = {{"asked", words::ticket_erase_asked}};

void erase_customer_of(Flow& flow, const std::string& why) {
    run_service(
        flow,
        [id = shown_ticket(flow).id, why](domain::ServiceContext& context,
                                          const domain::Session& session) {
            return domain::Tickets(context).erase_customer(session, id, why);
        },
        [](Flow& later, const Result<domain::TicketPage>& page) {
            if (!end_ask(later, page ? Status() : Status(page.error()))) return;
            if (shown_ticket(later).id == page->ticket.id) shown_ticket(later).page = *page;
            show_done(later, words::ticket_erase_done);
        });
}

}  // namespace

void ask_reveal_customer(Flow& flow) {
    const auto whom = shown_ticket(flow).customer().name;
    ask(flow, {.words =
                   [whom](const Ui& ui) {
                       return AskWords{
                           {.heading = {ui.tr(words::ticket_page_reveal_title), Text::data(whom)},
                            .body = Text(),
                            .confirm = ui.tr(words::ticket_page_reveal)}};
                   },
               .then =
                   [](Flow& now, const std::string& why) {
                       run_service(
                           now,
                           [id = shown_ticket(now).id, why](domain::ServiceContext& context,
                                                            const domain::Session& session) {
                               return domain::Tickets(context).reveal_contact(session, id, why);
                           },
                           [id = shown_ticket(now).id](
                               Flow& later, const Result<domain::TicketCustomer>& customer) {
                               const Status done = customer ? Status() : Status(customer.error());
                               if (!end_ask(later, done)) return;
                               if (shown_ticket(later).id == id)
                                   shown_ticket(later).revealed = *customer;
                           });
                   },
               .reasons = k_ticket_reveal_reasons});
}

void ask_erase_customer(Flow& flow) {
    ask(flow, {.words =
                   [](const Ui& ui) {
                       return AskWords{{.heading = {ui.tr(words::ticket_erase_title), Text()},
                                        .body = ui.tr(words::ticket_erase_body),
                                        .confirm = ui.tr(words::ticket_erase)}};
                   },
               .then = erase_customer_of,
               .reasons = k_ticket_erase_reasons});
}

// At headquarters the others see who has it open.
void hold_ticket(Flow& flow, bool take_over) {
    if (flow.scene.shop.store_code != k_headquarters_code) return;
    run_service(
        flow,
        [id = shown_ticket(flow).id, take_over](domain::ServiceContext& context,
                                                const domain::Session& session) {
            return domain::Tickets(context).hold(session, id, take_over);
        },
        [id = shown_ticket(flow).id](Flow& later, const Result<domain::TicketPage>& page) {
            if (!page) return show_error(later, page.error());
            auto& now = shown_ticket(later);
            if (now.id == id && now.page && !now.busy) now.page = *page;
        });
}

}  // namespace qiantai::app

// The papers of cases, on the preview's screen.

#include "terminal/printing/flows/printing_flows.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/forms/ticket_forms.hpp"

namespace qiantai::app {
namespace {

domain::TicketFormChoice with_ticket_copies(domain::TicketFormChoice choice, int copies) {
    choice.copies = copies;
    return choice;
}

}  // namespace

void preview_ticket_form(Flow& flow, const domain::TicketFormChoice& choice) {
    using Context = domain::ServiceContext;
    open_preview(flow, {.build =
                            [choice](Context& context, const domain::Session& session, int copies) {
                                return domain::build_ticket_document(
                                    context, session, with_ticket_copies(choice, copies));
                            },
                        .print =
                            [choice](Context& context, const domain::Session& session, int copies) {
                                return domain::TicketForms(context).print(
                                    session, with_ticket_copies(choice, copies));
                            },
                        .save =
                            [choice](Context& context, const domain::Session& session, int copies,
                                     const std::string& path) {
                                return domain::TicketForms(context).save_pdf(
                                    session, with_ticket_copies(choice, copies), path);
                            },
                        .copies_most = domain::ticket_copies_max(choice.form),
                        .copies = choice.copies});
}

}  // namespace qiantai::app

// The papers of cases.

#include "schema/base/file.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/slip/slip_printer.hpp"
#include "terminal/tickets/forms/ticket_forms.hpp"

namespace qiantai::ctl {

std::vector<Operation> ticket_form_operations(const Manifest& manifest) {
    using domain::TicketForms;
    const ServiceOperations keep(manifest, domain::Right::tickets_keep);
    return {
        keep.make<&TicketForms::print>(
            "tickets.print",
            {"Puts a case's receipt, record or resolution slip into the print queue.",
             "打印受理回执、投诉记录单或投诉处理单。"},
            {.errors = {&domain::k_ticket_not_found, &domain::k_ticket_no_proposal,
                        &domain::k_printer_missing, &paper::k_page_not_drawn,
                        &paper::k_not_for_a_roll}}),
        keep.make<&TicketForms::save_pdf>(
            "tickets.save_pdf",
            {"Writes a case's receipt, record or resolution slip into a new PDF file.",
             "把受理回执、投诉记录单或投诉处理单存成 PDF。"},
            {.arguments = {{.field = "path", .length_max = 1000}},
             .errors = {&domain::k_ticket_not_found, &domain::k_ticket_no_proposal,
                        &domain::k_print_file_exists, &k_file_error, &paper::k_page_not_drawn}}),
    };
}

}  // namespace qiantai::ctl

// The papers of gifts given away.

#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/forms/issuance_forms.hpp"
#include "terminal/printing/flows/printing_flows.hpp"

namespace qiantai::app {

void preview_issuance_form(Flow& flow, const domain::IssuanceFormChoice& choice) {
    open_preview(
        flow,
        {.build = [choice](domain::ServiceContext& context, const domain::Session& session,
                           int) { return domain::build_issuance_document(context, session, choice); },
         .print = [choice](domain::ServiceContext& context, const domain::Session& session,
                           int) { return domain::IssuanceForms(context).print(session, choice); },
         .save = [choice](domain::ServiceContext& context, const domain::Session& session, int,
                          const std::string& path) {
             return domain::IssuanceForms(context).save_pdf(session, choice, path);
         }});
}

void print_issuance_slip(Flow& flow, const Uuid& issuance_id) {
    run_service(
        flow,
        [issuance_id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::IssuanceForms(context).print(
                session, {.form = domain::IssuanceForm::slip, .issuance_id = issuance_id});
        },
        [](Flow& later, const Result<domain::PrintJob>& job) {
            if (job || job.error().kind == &domain::k_printer_missing) return;
            show_error(later, job.error());
        });
}

}  // namespace qiantai::app

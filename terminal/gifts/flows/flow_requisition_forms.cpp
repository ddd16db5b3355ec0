// The paper of a requisition.

#include "terminal/gifts/flows/requisitions_flows.hpp"
#include "terminal/gifts/forms/requisition_forms.hpp"
#include "terminal/printing/flows/printing_flows.hpp"

namespace qiantai::app {

void preview_requisition(Flow& flow, const Uuid& id) {
    const domain::RequisitionFormChoice choice{id};
    open_preview(flow, {.build = [choice](domain::ServiceContext& context,
                                          const domain::Session& session,
                                          int) { return domain::build_requisition_document(
                                                     context, session, choice); },
                        .print = [choice](domain::ServiceContext& context,
                                          const domain::Session& session,
                                          int) { return domain::RequisitionForms(context).print(
                                                     session, choice); },
                        .save = [choice](domain::ServiceContext& context,
                                         const domain::Session& session, int,
                                         const std::string& path) {
                            return domain::RequisitionForms(context).save_pdf(session, choice,
                                                                              path);
                        }});
}

}  // namespace qiantai::app

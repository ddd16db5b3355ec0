// A member's papers, on the preview's screen.

#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/forms/member_forms.hpp"
#include "terminal/printing/flows/printing_flows.hpp"

namespace qiantai::app {

void preview_card(Flow& flow, const Uuid& member_id) {
    open_preview(
        flow,
        {.build = [member_id](domain::ServiceContext& context, const domain::Session& session,
                              int) { return domain::build_card_slip(context, session, member_id); },
         .print = [member_id](
                      domain::ServiceContext& context, const domain::Session& session,
                      int) { return domain::MemberForms(context).print_card(session, member_id); },
         .save =
             [member_id](domain::ServiceContext& context, const domain::Session& session, int,
                         const std::string& path) {
                 return domain::MemberForms(context).save_card_pdf(session, member_id, path);
             }});
}

}  // namespace qiantai::app

// The second signature under a receipt, by somebody who types the PIN at this till.

#include "assets/words/gifts.hpp"
#include "assets/words/kit.hpp"
#include "terminal/access/flows/second_person.hpp"
#include "terminal/gifts/flows/requisitions_flows.hpp"
#include "terminal/gifts/rules/requisitions.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

void sign_requisition_here(Flow& flow, const Uuid& id, const Uuid& receipt_id,
                           const std::string& number) {
    ask_second_person(
        flow, domain::Right::requisitions_keep,
        [number](const Ui& ui) {
            return AskWords{
                {.heading = {ui.tr(words::requisition_act_countersigned), Text::data(number)},
                 .body = ui.tr(words::requisition_ask_countersign),
                 .confirm = ui.tr(words::requisition_act_countersigned),
                 .cancel = ui.tr(words::cancel)}};
        },
        [id, receipt_id](domain::ServiceContext& context, const domain::Session& second) {
            return domain::Requisitions(context).countersign(second, id, receipt_id);
        },
        [](Flow& later, const Result<domain::RequisitionPage>& page) {
            if (!end_ask(later, page ? Status() : Status(page.error()))) return;
            show_done(later, words::requisition_step_done);
            load_screen(later);
        });
}

}  // namespace qiantai::app

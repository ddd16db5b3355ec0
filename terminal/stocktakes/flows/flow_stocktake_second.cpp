// A signature under a stocktake, or its approval, by somebody who types the PIN at this till.

#include "assets/words/kit.hpp"
#include "assets/words/stocktakes.hpp"
#include "terminal/access/flows/second_person.hpp"
#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

void take_stocktake_step_here(Flow& flow, const Uuid& id, const std::string& number,
                              StocktakeStep step) {
    const bool approves = step == StocktakeStep::approved;
    ask_second_person(
        flow, approves ? domain::Right::stocktakes_lead : domain::Right::stocktakes_sign,
        [step, approves, number](const Ui& ui) {
            const auto act = ui.tr(stocktake_act_key(step));
            return AskWords{
                {.heading = {act, Text::data(number)},
                 .body = ui.tr(approves ? words::stocktake_ask_approve : words::stocktake_ask_sign),
                 .confirm = act,
                 .cancel = ui.tr(words::cancel)}};
        },
        [id, step, approves](domain::ServiceContext& context, const domain::Session& second) {
            domain::Stocktakes service(context);
            return approves ? service.approve(second, id)
                            : service.sign(second, id, step == StocktakeStep::checker_signed);
        },
        [](Flow& later, const Result<domain::StocktakePage>& page) {
            if (!end_ask(later, page ? Status() : Status(page.error()))) return;
            show_done(later, words::stocktake_step_done);
            load_screen(later);
        });
}

}  // namespace qiantai::app

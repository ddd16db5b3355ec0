#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::app {

void explain_variance(Flow& flow, const Uuid& stocktake_id, const domain::StocktakeShownLine& line,
                      const ui::Reason& reason,
                      std::function<void(Flow&, const Result<domain::StocktakePage>&)> then) {
    domain::StocktakeExplanation one{.line_id = line.line_id.value_or(Uuid())};
    if (const auto usual = parse_code<StocktakeReason>(reason.code)) {
        one.reason = *usual;
    } else {
        one.reason = StocktakeReason::other;
        one.words = reason.own;
    }
    run_service(
        flow,
        [stocktake_id, one](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Stocktakes(context).explain(
                session, {.stocktake_id = stocktake_id, .lines = {one}});
        },
        std::move(then));
}

}  // namespace qiantai::app

// The papers of a stocktake: the sheet to count on, and the result once the variances are open.

#include "terminal/printing/flows/printing_flows.hpp"
#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stocktakes/forms/stocktake_forms.hpp"

namespace qiantai::app {

void open_stocktake_form(Flow& flow, const domain::StocktakePage& page) {
    const domain::StocktakeFormChoice choice{.stocktake_id = page.stocktake.id,
                                             .blank = !page.totals};
    const auto of = [choice](int copies) {
        auto chosen = choice;
        chosen.copies = copies;
        return chosen;
    };
    open_preview(
        flow,
        {.build =
             [of](domain::ServiceContext& context, const domain::Session& session, int copies) {
                 return domain::build_stocktake_document(context, session, of(copies));
             },
         .print =
             [of](domain::ServiceContext& context, const domain::Session& session, int copies) {
                 return domain::StocktakeForms(context).print(session, of(copies));
             },
         .save =
             [of](domain::ServiceContext& context, const domain::Session& session, int copies,
                  const std::string& path) {
                 return domain::StocktakeForms(context).save_pdf(session, of(copies), path);
             },
         .copies_most = domain::k_stocktake_copies_max});
}

void open_stocktake_overview_form(Flow& flow, const domain::StocktakeOverviewChoice& choice) {
    open_preview(
        flow,
        {.build = [choice](domain::ServiceContext& context, const domain::Session& session,
                           int) { return domain::build_stocktake_overview(context, session, choice); },
         .print =
             [choice](domain::ServiceContext& context, const domain::Session& session, int) {
                 return domain::StocktakeForms(context).print_overview(session, choice);
             },
         .save =
             [choice](domain::ServiceContext& context, const domain::Session& session, int,
                      const std::string& path) {
                 return domain::StocktakeForms(context).save_overview_pdf(session, choice, path);
             }});
}

}  // namespace qiantai::app

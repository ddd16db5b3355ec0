#pragma once

#include "terminal/desk/flow.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/stocktakes/forms/stocktake_forms_facts.hpp"
#include "terminal/stocktakes/screens/screen_counting.hpp"
#include "terminal/stocktakes/screens/screen_stocktakes.hpp"
#include "terminal/stocktakes/screens/stocktake_page.hpp"

namespace qiantai::app {

ScreenEntry stocktakes_screen();
ScreenEntry stocktake_page_screen();
ScreenEntry counting_screen();

/// Goes to the page of one stocktake.
void open_stocktake(Flow& flow, const Uuid& id);
/// Goes to the desk where it is counted, or counted again.
void begin_counting(Flow& flow, const domain::StocktakePage& page, StocktakeRound round);

/// Goes to the preview of its paper: before the variances are open the sheet to count on.
void open_stocktake_form(Flow& flow, const domain::StocktakePage& page);
/// The same of the table over all stores.
void open_stocktake_overview_form(Flow& flow, const domain::StocktakeOverviewChoice& choice);

/// Somebody else takes the step at this till, with the PIN: a signature or the approval.
void take_stocktake_step_here(Flow& flow, const Uuid& id, const std::string& number,
                              StocktakeStep step);

/// Writes down why a line differs; `then` gets where the stocktake stands after it.
void explain_variance(Flow& flow, const Uuid& stocktake_id, const domain::StocktakeShownLine& line,
                      const ui::Reason& reason,
                      std::function<void(Flow&, const Result<domain::StocktakePage>&)> then);

}  // namespace qiantai::app

#include "terminal/app/screens.hpp"

#include "terminal/app/load_shop.hpp"
#include "terminal/calendars/flows/calendars_flows.hpp"
#include "terminal/callbacks/flows/callbacks_flows.hpp"
#include "terminal/closing/flows/closing_flows.hpp"
#include "terminal/figures/flows/figures_flows.hpp"
#include "terminal/gifts/flows/requisitions_flows.hpp"
#include "terminal/gifts/flows/stock_flows.hpp"
#include "terminal/home/flows/flow_home.hpp"
#include "terminal/imports/flows/import_flows.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/printing/flows/printing_flows.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stored_goods/flows/stored_goods_flows.hpp"
#include "terminal/sync_page/flows/flow_sync.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"

namespace qiantai::app {

Screens all_screens() {
    return {.entries =
                {
                    // The first is where everybody begins.
                    home_screen(),
                    find_screen(),
                    member_screen(),
                    register_screen(),
                    edit_screen(),
                    lists_screen(),
                    case_screen(),
                    ticket_board_screen(),
                    ticket_list_screen(),
                    ticket_page_screen(),
                    receipts_screen(),
                    receipt_screen(),
                    receipt_form_screen(),
                    member_receipts_screen(),
                    member_tier_screen(),
                    tiers_screen(),
                    callbacks_screen(),
                    call_plans_screen(),
                    holidays_screen(),
                    goods_list_screen(),
                    goods_deposit_screen(),
                    goods_page_screen(),
                    goods_slip_screen(),
                    ticket_take_screen(),
                    ticket_slip_screen(),
                    ticket_approvals_screen(),
                    requisitions_screen(),
                    requisition_ask_screen(),
                    requisition_page_screen(),
                    stock_screen(),
                    recalls_screen(),
                    supplies_screen(),
                    supply_form_screen(),
                    issuances_screen(),
                    issue_screen(),
                    issue_slip_screen(),
                    campaigns_screen(),
                    campaign_form_screen(),
                    rights_screen(),
                    duty_screen(),
                    stocktakes_screen(),
                    stocktake_page_screen(),
                    counting_screen(),
                    closing_screen(),
                    hand_over_screen(),
                    closings_screen(),
                    figures_screen(),
                    prints_screen(),
                    preview_screen(),
                    sync_screen(),
                    imports_screen(),
                    import_wizard_screen(),
                    import_screen(),
                },
            .load_shop = load_shop};
}

}  // namespace qiantai::app

#pragma once

#include "terminal/desk/paged_flow.hpp"
#include "terminal/stored_goods/forms/goods_forms_facts.hpp"
#include "terminal/stored_goods/screens/screen_stored_goods.hpp"

namespace qiantai::app {

ScreenEntry goods_list_screen();
ScreenEntry goods_deposit_screen();
ScreenEntry goods_page_screen();
ScreenEntry goods_slip_screen();

/// Goes to the page of one deposit.
void open_goods(Flow& flow, const Uuid& id);
/// Opens an empty deposit, or what was left of the one before.
void begin_deposit(Flow& flow);
/// Shows a paper of stored goods as it will be printed.
void preview_goods_form(Flow& flow, const domain::GoodsFormChoice& choice);
/// Gives the customer the screen, with what is about to be handed out.
void turn_to_customer(Flow& flow);
/// The same with what was taken in: everything the person left that day and has not signed for.
/// When the screen comes back it shows this deposit.
void turn_deposit_to_customer(Flow& flow, const Uuid& id);

}  // namespace qiantai::app

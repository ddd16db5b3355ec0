#pragma once

#include "terminal/desk/flow.hpp"
#include "terminal/tickets/screens/ticket_page.hpp"

namespace qiantai::app {

/// Of the case that is shown: asks why, then shows name, number and address in full.
void ask_reveal_customer(Flow& flow);
/// Of the case that is shown: asks why, then empties what it says of somebody who is no member.
void ask_erase_customer(Flow& flow);
/// At headquarters the others see who has the shown case open; elsewhere nothing.
void hold_ticket(Flow& flow, bool take_over);

}  // namespace qiantai::app

#pragma once

#include "terminal/desk/flow.hpp"
#include "terminal/gifts/screens/requisition_page.hpp"
#include "terminal/gifts/screens/screen_requisition_ask.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"

namespace qiantai::app {

ScreenEntry requisitions_screen();
ScreenEntry requisition_ask_screen();
ScreenEntry requisition_page_screen();

/// Goes to the page of one requisition; with its parcel asked for at once.
enum class RequisitionOpening : std::uint8_t { page, dispatch };
void open_requisition(Flow& flow, const Uuid& id,
                      RequisitionOpening opening = RequisitionOpening::page);
/// Opens an empty form, or what was left of the one before.
void begin_requisition(Flow& flow);

}  // namespace qiantai::app

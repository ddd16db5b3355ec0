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
/// The requisition's form as it will be printed.
void preview_requisition(Flow& flow, const Uuid& id);
/// A second person signs for the receipt at this till.
void sign_requisition_here(Flow& flow, const Uuid& id, const Uuid& receipt_id,
                           const std::string& number);
/// Opens an empty form, or what was left of the one before.
void begin_requisition(Flow& flow);
/// The same with these gifts in it, as many of each as are missing, one at least.
void begin_requisition_for(Flow& flow, const std::vector<Uuid>& gifts);

}  // namespace qiantai::app

#pragma once

// What the scenes of several people share.

#include "schema/base/signature.hpp"
#include "terminal/members/screens/member_words.hpp"
#include "terminal/shots/stage.hpp"

namespace qiantai::shots {

/// The name of a screen's entry in the rail.
std::string way(ui::ScreenId screen);

/// Whose of those who were found.
enum class Whose : std::uint8_t { own, other_stores };
/// Somebody with a card among them. Needs one.
ui::ShownMember hit(Stage& stage, Whose whose);

/// As somebody writes a name with three characters.
std::vector<Stroke> written_signature();

void shoot_manager(Stage& stage);
void shoot_stored_goods(Stage& stage);
/// Of the preview that is open; leaves it.
void shoot_preview(Stage& stage, std::string_view name);
void shoot_prints(Stage& stage);
void shoot_printer_sheet(Stage& stage);
/// What a clerk does with receipts and tiers, and what only a manager does.
void shoot_receipts(Stage& stage);
void shoot_receipts_manager(Stage& stage);
void shoot_ticket_take(Stage& stage);
void shoot_tickets(Stage& stage);
void shoot_approvals(Stage& stage);
void shoot_figures(Stage& stage);
void shoot_imports(Stage& stage);
void shoot_callbacks(Stage& stage);
void shoot_call_orders(Stage& stage);
void shoot_requisitions(Stage& stage);
void shoot_issuances(Stage& stage);
void shoot_gift_stock(Stage& stage);
void shoot_gift_manager(Stage& stage);
void shoot_stocktakes(Stage& stage);
void shoot_stocktake_plan(Stage& stage);
void shoot_closing(Stage& stage);

}  // namespace qiantai::shots

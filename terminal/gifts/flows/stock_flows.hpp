#pragma once

#include "terminal/desk/flow.hpp"
#include "terminal/gifts/screens/screen_recalls.hpp"
#include "terminal/gifts/screens/screen_stock.hpp"
#include "terminal/gifts/screens/screen_supplies.hpp"

namespace qiantai::app {

ScreenEntry stock_screen();
ScreenEntry recalls_screen();
ScreenEntry supplies_screen();
ScreenEntry supply_form_screen();

/// The page of stock with this gift open.
void open_stock_of(Flow& flow, const Uuid& gift_id);

// What the files of the page of stock share.

ui::StockState& stock_of(Flow& flow);
void load_stock(Flow& flow);
/// Of the chosen gift, from the newest movement on.
void load_stock_ledger(Flow& flow);
void begin_stock_sheet(Flow& flow, ui::StockSheet sheet, std::size_t about);
void close_stock_sheet(Flow& flow);
void choose_stock_act(Flow& flow, ui::StockAct act);
void save_stock_sheet(Flow& flow);

/// The sheet of the gift's photo opens, or is left.
void begin_stock_picture(Flow& flow);
void leave_stock_picture(Flow& flow);
void remove_stock_picture(Flow& flow);
void apply_stock_picture(Flow& flow, const ui::FilePickerIntent& intent);
void apply_stock_picture(Flow& flow, const ui::CameraIntent& intent);
bool drop_on_stock(Flow& flow, const std::vector<std::string>& paths);
/// Of the chosen gift.
void load_stock_picture(Flow& flow);

}  // namespace qiantai::app

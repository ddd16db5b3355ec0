#pragma once

// Stock in words, as every page of it says them.

#include "terminal/desk/scene.hpp"
#include "terminal/gifts/screens/screen_stock.hpp"
#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {

struct StockTag {
    Text text{};  ///< empty: there is nothing to say
    Tone tone = Tone::neutral;
};
/// What has to be known of a gift first: short, recalled, asked for, low, soon expired.
StockTag stock_tag(const Ui& ui, const StockShown& gift);

/// "B260605 · 有效期至 12月5日"; of pieces that are told by neither, that they are not.
Text stock_lot_text(const Ui& ui, const Shop& shop, const domain::StockLot& lot);
Text stock_spot_text(const Ui& ui, const Coded<StockSpot>& spot);
/// "调入，来自总仓".
Text stock_movement_text(const Ui& ui, const Shop& shop, const domain::StockMovement& movement);
Text stock_act_text(const Ui& ui, StockAct act);
Text stock_view_text(const Ui& ui, StockView view);

std::span<const Choice> stock_act_reasons(StockAct act);
std::span<const Choice> stock_reversal_reasons();
std::span<const Choice> stock_settle_reasons();
std::span<const Choice> recall_reasons();

/// Whether it may be taken back here: not part of another paper, and no reversal itself.
bool is_reversible_movement(const domain::StockMovement& movement);

}  // namespace qiantai::ui

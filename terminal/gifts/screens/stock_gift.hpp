#pragma once

// One gift on the page of stock: how many there are, its batches, its course and its ledger.

#include "terminal/gifts/screens/screen_stock.hpp"

namespace qiantai::ui {

/// Fills the area, which scrolls. Needs a chosen gift.
void draw_stock_gift(Ui& ui, const Rect& area, const Scene& scene, const StockState& state,
                     StockIntents& intents);

/// The stock that is shown lies where this terminal stands: only that can be moved.
bool is_own_stock(const Scene& scene, const StockState& state);

/// A photo of the gift: from a file, a stick or the camera.
void draw_stock_picture_sheet(Ui& ui, const Rect& area, const Scene& scene, const StockState& state,
                              StockIntents& intents);

}  // namespace qiantai::ui

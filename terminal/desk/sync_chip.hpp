#pragma once

#include "terminal/desk/shop.hpp"
#include "terminal/desk/sync_view.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"

namespace qiantai::ui {

/// The state of the way to headquarters in words, colour and icon: on every screen.
Chip sync_chip(const Ui& ui, const Shop& shop, const SyncView& sync);

}  // namespace qiantai::ui

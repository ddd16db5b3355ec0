#pragma once

#include "terminal/kit/widgets/form.hpp"

namespace qiantai::ui {

/// Buttons of one weight side by side, in as many rows as the widest words need. Cuts itself off
/// `rest`; which one was pressed.
std::optional<std::size_t> draw_button_rows(Ui& ui, Rect& rest, std::span<const BarButton> buttons);

}  // namespace qiantai::ui

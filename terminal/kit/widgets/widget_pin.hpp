#pragma once

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// What stands above the number pad while a PIN is entered.
struct PinEntry {
    Text prompt;
    std::size_t entered = 0;
    std::size_t length = 6;
    Text error{};  ///< why it did not work and what is possible now: takes the hint's place
    Text hint{};
};

/// Cuts itself off `rest`.
void draw_pin_entry(Ui& ui, Rect& rest, const PinEntry& entry);

}  // namespace qiantai::ui

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

float pin_entry_height(const Ui& ui, const PinEntry& entry, float width);
void draw_pin_entry(Ui& ui, const Rect& rect, const PinEntry& entry);

}  // namespace qiantai::ui

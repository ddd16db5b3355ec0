#pragma once

#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

struct Chip {
    Text label;
    Icon icon = Icon::none;
    Tone tone = Tone::neutral;
    bool opens = false;  ///< shows that a choice opens: a small arrow
};

float chip_width(const Ui& ui, const Chip& chip);
/// A rounded word that can be pressed. It looks 48 dp high; its touch target is 56.
bool draw_chip(Ui& ui, const Rect& rect, std::string_view name, const Chip& chip);
/// The same without being touchable, e.g. on the sign-in screen.
void draw_chip_still(Ui& ui, const Rect& rect, const Chip& chip);

inline constexpr float k_chip_height = 48;

}  // namespace qiantai::ui

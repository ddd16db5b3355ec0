#pragma once

#include <span>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// Where a wizard stands: its steps in a row, those behind with a check mark. On a narrow screen
/// the current step's name and its number. `current` from 0; equal to the number of steps, all are
/// done.
inline constexpr float k_steps_height = 64;
void draw_steps(Ui& ui, const Rect& rect, std::span<const Text> steps, std::size_t current);

}  // namespace qiantai::ui

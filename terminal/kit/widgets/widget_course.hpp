#pragma once

#include <span>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

enum class StepStand : std::uint8_t {
    done,
    skipped,  ///< gone round: a later one is done
    here,
    ahead,
};
struct CourseStep {
    Text name;
    Text note{};  ///< when, whose, until when
    StepStand stand = StepStand::ahead;
};
/// Where something that runs its course stands: its steps in a row, with a line between those that
/// are behind. `earlier`: how an earlier course ended, as a line above; empty without one. On a
/// narrow screen the current step and its number. Cuts itself off `rest`.
void draw_course(Ui& ui, Rect& rest, std::span<const CourseStep> steps, const Text& earlier);

}  // namespace qiantai::ui

#pragma once

// Who may take which step of a stocktake, where and when: the table. The fold counts by it too.

#include <span>

#include "terminal/base/permission.hpp"
#include "terminal/stocktakes/rules/stocktake_desk_facts.hpp"

namespace qiantai::domain {

/// Where a step can follow, and whose it is. A step that two places may take has two rows, which
/// follow the same phases.
struct StocktakeCourseRow {
    StocktakeStep step;
    std::span<const StocktakePhase> from;
    bool at_headquarters;  ///< otherwise at the store that is counted
    std::span<const StaffRole> roles;
};
/// The first row of the step.
const StocktakeCourseRow& course_row(StocktakeStep step);

/// Where a step leads; nothing for one that leaves a stocktake where it is, or leads back to where
/// it was cancelled.
std::optional<StocktakePhase> phase_after(StocktakeStep step);
/// True if the step can follow there.
bool follows(StocktakeStep step, StocktakePhase phase);

/// k_stocktake_not_now, k_stocktake_not_yours.
Status check_stocktake_step(const Stocktake& stocktake, const StocktakeState& state,
                            StocktakeStep step, const Session& session);
/// Whoever counted or signed does not approve, and whoever counted first does not check; nobody
/// signs twice. k_same_person.
Status check_other_person(const StocktakeState& state, StocktakeStep step, const Session& session);

/// What can follow now, in the order of the course, also what is somebody else's to do.
std::vector<StocktakeNextStep> next_steps(const Stocktake& stocktake, const StocktakeState& state,
                                          const Session& session);

}  // namespace qiantai::domain

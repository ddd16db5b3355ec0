#pragma once

// Who may take which step of a requisition, where and when: the table, and what follows from it. The
// fold counts by it too.

#include <span>

#include "terminal/base/permission.hpp"
#include "terminal/gifts/rules/requisition_desk_facts.hpp"

namespace qiantai::domain {

/// Where a step can follow, and whose it is. A step that two places may take has two rows, which
/// follow the same phases.
struct RequisitionCourseRow {
    /// Who in the chain has to be there: the store of whoever asks, of who sends, of who receives,
    /// headquarters.
    enum class StepPlace { asker, sender, receiver, headquarters };
    RequisitionStep step;
    std::span<const RequisitionPhase> from;
    StepPlace where;
    std::span<const StaffRole> roles;
};
/// The first row of the step.
const RequisitionCourseRow& course_row(RequisitionStep step);

/// Where what somebody decides leads; nothing for what happens to goods.
std::optional<RequisitionPhase> phase_decided(RequisitionStep step);

/// k_requisition_not_now, k_requisition_not_yours.
Status check_requisition_step(const Requisition& requisition, const RequisitionState& state,
                              RequisitionStep step, const Session& session);
/// Whoever asked or agreed does not give the next yes too, and nobody signs one receipt twice.
/// `about_id`: the receipt, where the step is about one. k_same_person.
Status check_new_person(const RequisitionPage& page, RequisitionStep step,
                        const std::optional<Uuid>& about_id, const Session& session);

/// What can follow now, in the order of the course, also what is somebody else's to do.
std::vector<RequisitionNextStep> next_steps(const RequisitionPage& page, const Session& session);
/// True if the course goes on with a step of this person's; ways out of it count for nothing.
bool waits_for(const RequisitionPage& page, const Session& session);

}  // namespace qiantai::domain

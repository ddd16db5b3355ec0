#pragma once

// What the events make of a requisition: the same in whatever order they arrive. They count in the
// order of their clocks (row_hlc). What somebody decides counts if it can follow where the
// requisition stands then; of two that exclude each other the first holds, and the other is listed
// as without effect. What happened to goods always counts, whatever was decided meanwhile: a parcel
// that left before the news of a cancellation came is under way all the same.

#include <span>

#include "terminal/base/permission.hpp"
#include "terminal/gifts/rules/requisition_facts.hpp"

namespace qiantai::domain {

/// Events of other requisitions must not be among them.
RequisitionState fold_requisition(const Requisition& requisition,
                                  std::span<const RequisitionEvent> events);

/// Where a step can follow, and whose it is.
struct RequisitionCourseRow {
    /// Who in the chain has to be there: the store of whoever asks, of who sends, of who receives,
    /// headquarters.
    enum class StepPlace { asker, sender, receiver, headquarters };
    RequisitionStep step;
    std::span<const RequisitionPhase> from;
    StepPlace where;
    std::span<const StaffRole> roles;
};
std::span<const RequisitionCourseRow> requisition_course();

/// k_requisition_not_now, k_requisition_not_yours.
Status check_requisition_step(const Requisition& requisition, const RequisitionState& state,
                              RequisitionStep step, const Session& session);

}  // namespace qiantai::domain

#pragma once

// What the events make of a requisition: the same in whatever order they arrive. They count in the
// order of their clocks (row_hlc). What somebody decides counts if it can follow where the
// requisition stands then; of two that exclude each other the first holds, and the other is listed
// as without effect. What happened to goods always counts, whatever was decided meanwhile: a parcel
// that left before the news of a cancellation came is under way all the same.

#include <span>

#include "terminal/gifts/rules/requisition_facts.hpp"

namespace qiantai::domain {

/// Events of other requisitions must not be among them.
RequisitionState fold_requisition(const Requisition& requisition,
                                  std::span<const RequisitionEvent> events);

}  // namespace qiantai::domain

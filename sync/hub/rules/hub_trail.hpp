#pragma once

// What the hub itself writes into the audit trail, in a hash chain of its own.

#include "sync/hub/rules/enrolment.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {

/// Appends an event about a terminal: its codes, the time and the chain's own columns are filled
/// in, `particulars` are the others (action, detail ...). Into `rows`; not flushed.
Status append_to_hub_trail(HubWriter& writer, const EnrolmentContext& context, WorkingSet& rows,
                           const Device& device, boost::json::object particulars);

}  // namespace qiantai::hub

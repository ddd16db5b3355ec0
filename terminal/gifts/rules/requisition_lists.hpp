#pragma once

// Requisitions in lists, from the cache (requisition_cache.hpp), which has to be fresh.

#include "terminal/base/service_context.hpp"
#include "terminal/gifts/rules/requisition_desk_facts.hpp"

namespace qiantai::domain {

/// All that are open and concern this place, at headquarters all of the chain; the urgent and those
/// wanted soonest first.
Result<std::vector<RequisitionSummary>> load_open_requisitions(ServiceContext& context);

}  // namespace qiantai::domain

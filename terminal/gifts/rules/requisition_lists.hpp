#pragma once

// Requisitions in lists, from the cache (requisition_cache.hpp), which has to be fresh.

#include <map>
#include <string_view>

#include "terminal/base/service_context.hpp"
#include "terminal/gifts/rules/requisition_desk_facts.hpp"

namespace qiantai::domain {

/// All that are open and concern this place, at headquarters all of the chain; the urgent and those
/// wanted soonest first.
Result<std::vector<RequisitionSummary>> load_open_requisitions(ServiceContext& context);

/// Pieces by gift that this place asked for, or that were approved and are not here yet. Makes the
/// cache fresh by itself.
Result<std::map<Uuid, int>> load_ordered(ServiceContext& context, std::string_view store_code);

}  // namespace qiantai::domain

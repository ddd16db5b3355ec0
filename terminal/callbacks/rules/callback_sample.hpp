#pragma once

#include "terminal/base/service_context.hpp"
#include "terminal/callbacks/rules/callback_plan_facts.hpp"

namespace qiantai::domain {

/// The store's members that a sample means, by their ids' standing records. `seed` tells one list's
/// choice from another's: it is the same on every terminal that knows the same.
Result<std::vector<Uuid>> choose_members(ServiceContext& context, const CallbackSample& sample,
                                         std::string_view seed);

/// 0 to 99 for a record, always the same: of a hundred records about so many are below `percent`.
int hundredth_of(const Uuid& id);

}  // namespace qiantai::domain

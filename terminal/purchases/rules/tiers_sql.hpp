#pragma once

// What the parts of the tiers' services share.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/purchases/rules/tier_facts.hpp"

namespace qiantai::domain {

/// In the order in which it was written.
Result<std::vector<TierChange>> load_tier_history(sqlite::Database& database, const Uuid& member);

/// The rule that headquarters has announced next, and its first day.
struct ComingRule {
    TierRule rule{};
    Date from{};
};
Result<std::optional<ComingRule>> load_coming_rule(ServiceContext& context);

}  // namespace qiantai::domain

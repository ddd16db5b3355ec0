#pragma once

// What the events make of a stocktake: the same in whatever order they arrive. They count in the
// order of their clocks (row_hlc). A step counts if it can follow where the stocktake stands then;
// of two that exclude each other the first holds, and the other is listed as without effect. Only
// that it was posted always counts, as the movements of it do, whatever was decided meanwhile.
// Signatures and approvals are of the lines of one opening: of other lines they say nothing.

#include <map>
#include <span>

#include "terminal/stocktakes/rules/stocktake_facts.hpp"

namespace qiantai::domain {

/// Events of other stocktakes must not be among them.
StocktakeState fold_stocktake(const Stocktake& stocktake, std::span<const StocktakeEvent> events);

/// Why lines differ: the latest reason of each. Read apart, because there may be thousands.
using StocktakeReasons = std::map<Uuid, StocktakeExplanation>;
/// `state`: what the same events come to.
StocktakeReasons fold_explanations(const StocktakeState& state,
                                   std::span<const StocktakeEvent> events);

}  // namespace qiantai::domain

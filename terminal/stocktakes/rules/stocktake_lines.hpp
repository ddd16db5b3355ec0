#pragma once

// What counts and book make of a stocktake: what is still open, the lines, what they come to. Reads
// no database but what was loaded before.

#include <map>
#include <span>

#include "terminal/stocktakes/rules/stocktake_book.hpp"
#include "terminal/stocktakes/rules/stocktake_tally.hpp"
#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::domain {

/// What things are called and cost.
struct StocktakeNames {
    std::map<Uuid, Gift> gifts{};
    std::map<Uuid, StoredGoods> goods{};  ///< where the stocktake counts them

    Fen cost_of(const StocktakeThing& thing) const;
    /// Of the gift or the goods; nothing but empty texts where its row has not arrived.
    void name(const StocktakeThing& thing, std::string& code, std::string& name,
              std::string& unit) const;
};

/// A stocktake with all that was counted.
struct StocktakeWork {
    Stocktake stocktake;
    StocktakeState state;
    StocktakeTally tally;
    StocktakeBook book;
    StocktakeNames names;
    StocktakeRules rules;
};

/// What should be looked for: it lay there when the book was frozen, and nobody counted it.
std::vector<StocktakeThing> things_not_counted(const StocktakeWork& work);
/// True if another person has to count it again: it differs by more than its tolerance, or by
/// anything while goods of it came or went during the count.
bool needs_recount(const StocktakeWork& work, const StocktakeThing& thing,
                   const CountedThing& counted);
/// Everything that keeps the variances closed, all at once.
std::vector<StocktakeProblem> counting_problems(const StocktakeWork& work);

/// A line for everything that was counted; ids are the caller's.
std::vector<StocktakeLine> make_lines(const StocktakeWork& work);
/// What was counted otherwise than the lines say that hold: it arrived after them.
std::set<StocktakeThing> late_things(const StocktakeTally& tally,
                                     std::span<const StocktakeLine> holding);
/// The lines that it would have now.
std::vector<StocktakeLine> late_lines(const StocktakeWork& work,
                                      std::span<const StocktakeLine> holding);

StocktakeTotals totals_of(std::span<const StocktakeLine> lines, const StocktakeRules& rules,
                          bool warehouse);

}  // namespace qiantai::domain

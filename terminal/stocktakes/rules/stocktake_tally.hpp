#pragma once

// What the counts of a stocktake come to: the same in whatever order they arrive. Entries of one
// counter count in the order of their clocks (row_hlc). What several counted in a zone adds up only
// if the zone was opened as shared; otherwise each has a result, and where they differ somebody
// chooses. A recount is another person's than the first count's and stands instead of it; it never
// adds. DOMAIN "Rulings", Counting.

#include <map>
#include <set>
#include <span>

#include "terminal/stocktakes/rules/stocktake_desk_facts.hpp"

namespace qiantai::domain {

/// One thing as it was counted.
struct CountedThing {
    std::optional<int> first{};    ///< nothing: only whoever counted again did
    std::optional<int> recount{};  ///< of another person
    TimeMs first_at = 0;           ///< when the first count of it ended
    TimeMs began_at = 0;           ///< of the count that holds
    TimeMs counted_at = 0;         ///< when that ended: its moment
    std::set<std::string> zones{};
    std::set<std::string> first_by{};
    std::set<std::string> recounted_by{};
    bool recounts_differ = false;  ///< and nobody chose; the latest holds so long

    int counted() const { return recount.value_or(first.value_or(0)); }
};

/// Two results of one zone, of which nobody chose one.
struct ZoneRivals {
    std::string zone;
    std::vector<std::string> counters;
};

struct StocktakeTally {
    std::map<StocktakeThing, CountedThing> things{};
    std::vector<ZoneRivals> rivals{};
    std::set<std::string> unsettled{};  ///< barcodes of which nobody said what they are
    std::vector<StocktakeProgress> progress{};
    std::set<std::string> counters{};  ///< of the first count
    std::set<std::string> recounters{};
};

/// Counts of other stocktakes must not be among them.
StocktakeTally tally_counts(const StocktakeState& state, std::span<const StocktakeCount> counts);

/// Of one counter's entries of one thing in one zone and round, in any order.
int total_of(std::span<const StocktakeCount> counts);
/// The entries that were taken back; only whoever wrote one does.
std::set<Uuid> undone_entries(std::span<const StocktakeCount> counts);

}  // namespace qiantai::domain

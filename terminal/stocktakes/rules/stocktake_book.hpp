#pragma once

// What the book says at any moment of a stocktake, read once for all of its things: the balance now
// less what happened since. What the stocktake itself posted is left out, so that a variance is the
// same before and after it was posted. Of another stocktake's adjustments of the same millisecond
// those of the smaller id are in it: of two counts at one moment each would otherwise follow the
// other for ever.

#include <map>
#include <vector>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/stocktakes/rules/stocktake_facts.hpp"

namespace qiantai::domain {

/// What a stocktake has posted of one thing.
struct PostedPieces {
    int pieces = 0;
    int movements = 0;
};

class StocktakeBook {
  public:
    /// For moments from `since` on, of one gift or of all. Customers' goods are in it if the
    /// stocktake counts them and no gift is named.
    static Result<StocktakeBook> load(sqlite::Database& database, const Stocktake& stocktake,
                                      TimeMs since, const std::optional<Uuid>& gift_id = {});

    /// At the end of that millisecond; `moment` not before `since`.
    int at(const StocktakeThing& thing, TimeMs moment) const;
    PostedPieces posted(const StocktakeThing& thing) const;
    std::vector<StocktakeThing> posted_things() const;
    /// What the book says lies there then, short or over.
    std::vector<StocktakeThing> things_at(TimeMs moment) const;

  private:
    struct Change {
        TimeMs at = 0;
        int pieces = 0;
        bool after_equal = false;  ///< at that very millisecond it counts as later
    };
    struct Course {
        int now = 0;
        std::vector<Change> changes{};
        PostedPieces posted{};
    };

    explicit StocktakeBook(const Stocktake& stocktake) : m_stocktake_id(stocktake.id) {}
    Status load_balances(sqlite::Database& database, std::string_view store,
                         const std::optional<Uuid>& gift_id);
    Status load_changes(sqlite::Database& database, std::string_view store, TimeMs since,
                        const std::optional<Uuid>& gift_id);
    Status load_posted(sqlite::Database& database, const std::optional<Uuid>& gift_id);
    Status load_goods_kept(sqlite::Database& database, std::string_view store);

    Uuid m_stocktake_id;
    std::map<StocktakeThing, Course> m_courses{};
};

}  // namespace qiantai::domain

#pragma once

#include "schema/base/described.hpp"

namespace qiantai::domain {

inline constexpr int k_stocktake_copies_max = 2;

struct StocktakeFormChoice {
    Uuid stocktake_id{};
    /// To count on, without what the book says; otherwise the result.
    bool blank = false;
    int copies = 1;  ///< 1 to k_stocktake_copies_max
};
QIANTAI_DESCRIBE(StocktakeFormChoice, "", stocktake_id, blank, copies)
QIANTAI_NOTES(StocktakeFormChoice, {.field = "blank", .presence = FieldNote::Presence::optional},
              {.field = "copies", .min = 1, .max = k_stocktake_copies_max})

/// Stocktakes that were planned for these days, both included.
struct StocktakeOverviewChoice {
    Date from{};
    Date until{};
};
QIANTAI_DESCRIBE(StocktakeOverviewChoice, "", from, until)

}  // namespace qiantai::domain

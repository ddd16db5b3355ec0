#pragma once

// For whoever may see no people: what fewer than k_figure_few members stand behind is taken out, with
// as much beside it as keeps it from being found by subtraction from sums that are told elsewhere.
// Pure.

#include "terminal/figures/rules/breakdown_facts.hpp"

namespace qiantai::domain {

/// Of a list whose sum is known. A number of 1 to 4 is hidden, and with it the smallest others until
/// at least two are and together they are 5 at least.
std::vector<bool> hidden_in_list(std::span<const std::int64_t> counts);
/// Of a table whose sums of columns are known: rows are hidden whole, so many that each column's
/// hidden part is of nobody or of 5 at least.
std::vector<bool> hidden_rows(std::span<const std::vector<std::int64_t>> rows);

/// Takes out what must not be told.
void hide_small_cells(FigureBreakdown& breakdown);
/// Of the figures of one period, all of them; what is hidden says too_few.
void hide_small_figures(std::vector<FigureValue>& figures);

}  // namespace qiantai::domain

#pragma once

// A table of numbers whose ground tells how large they are.

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {

struct HeatCell {
    Text text;
    double value = 0;
    bool hidden = false;  ///< there is a number, and it is not told
};
struct HeatRow {
    Text title;
    Text note{};
    std::vector<HeatCell> cells{};
};
struct HeatGrid {
    std::span<const Text> columns{};
    std::span<const HeatRow> rows{};
    std::optional<std::pair<std::size_t, std::size_t>> chosen{};  ///< row and column
};
/// Fills the rectangle. Row and column of the cell that is touched; cells too small for a finger can't
/// be.
std::optional<std::pair<std::size_t, std::size_t>> draw_heat_grid(Ui& ui, const Rect& rect,
                                                                  std::string_view name,
                                                                  const HeatGrid& grid);

}  // namespace qiantai::ui

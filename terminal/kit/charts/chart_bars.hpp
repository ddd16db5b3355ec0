#pragma once

// Bars whose numbers can be read and, where they are wide enough, touched.

#include <optional>
#include <span>
#include <vector>

#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

/// The nth of so many steps of the primary colour, the palest first.
float primary_step(std::size_t nth, std::size_t count);

/// A bar of parts on top of each other, the first at the bottom, each in its step of the primary
/// colour.
struct StackedBar {
    Text label;
    std::vector<double> parts{};
    Text total{};         ///< above it
    bool hidden = false;  ///< there is a number, and it is not told: dashed, with `total`
    bool part_known = false;  ///< hatched: not all of it is known
};
struct StackedBars {
    std::span<const Text> parts{};  ///< what they are, for the legend; none for bars of one part
    std::span<const StackedBar> bars{};
    std::optional<std::size_t> chosen{};
};
/// Bars from zero over their labels. Without any value the axis stays. The bar that is touched; bars
/// too narrow for a finger can't be.
std::optional<std::size_t> draw_stacked_bars(Ui& ui, const Rect& rect, std::string_view name,
                                             const StackedBars& chart);

struct RankedBar {
    Text label;
    double value = 0;
    Text shown{};  ///< the number at its end
    bool hidden = false;
};
/// Lying bars below each other, as they stand in the list. Cuts itself off `rest`.
void draw_ranked_bars(Ui& ui, Rect& rest, std::span<const RankedBar> bars, Tone tone);
inline constexpr float k_ranked_row = 32;

/// Bars by size with the line of what they come to together, in percent of all, and where 80 % is
/// (Pareto). `bars` fall.
void draw_pareto(Ui& ui, const Rect& rect, std::span<const RankedBar> bars);

struct SplitPart {
    Text label;
    double value = 0;
};
/// One bar of parts side by side, each in its step of the primary colour, the strongest first, with
/// its label where there is room.
void draw_split_bar(Ui& ui, const Rect& rect, std::span<const SplitPart> parts);

}  // namespace qiantai::ui

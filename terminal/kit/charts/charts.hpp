#pragma once

#include <span>
#include <vector>

#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

struct ChartPart {
    double value = 0;
    Tone tone = Tone::primary;
};
/// A bar of one part, or of several on top of each other, the first at the bottom.
struct ChartBar {
    Text label;
    double value = 0;
    Tone tone = Tone::primary;
    std::vector<ChartPart> upper{};  ///< on top of `value`
};

/// Bars from zero, with their sums above where there is room and as many labels as fit.
void draw_bar_chart(Ui& ui, const Rect& rect, std::span<const ChartBar> bars);

struct ChartLine {
    Text name;
    std::span<const double> values;
    Tone tone = Tone::primary;
};
/// Lines over the same points, with a scale of round numbers; `labels` stand below the points.
void draw_line_chart(Ui& ui, const Rect& rect, std::span<const ChartLine> lines,
                     std::span<const Text> labels);

struct ChartShare {
    Text label;
    double value = 0;
    Tone tone = Tone::primary;
    Text note{};   ///< small, beside the label where there is room
    Text shown{};  ///< at the end of its line; empty: its percentage
};
/// A ring of shares with a legend that also gives their values; `center` stands in the ring.
void draw_donut_chart(Ui& ui, const Rect& rect, std::span<const ChartShare> shares,
                      const Text& center, const Text& center_label);

/// A round number at or a little above `value`: 1, 2 or 5 times a power of ten. For scales.
double round_scale(double value);

}  // namespace qiantai::ui

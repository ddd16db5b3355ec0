#pragma once

// A document laid out: what stands where on which page, before anything is drawn.

#include <string>
#include <variant>
#include <vector>

#include "terminal/paper/page/document.hpp"

namespace qiantai::paper {

/// Millimetres from the page's left and top edge.
struct Place {
    double left = 0, top = 0, width = 0, height = 0;

    double right() const { return left + width; }
    double bottom() const { return top + height; }
};

struct TextStyle {
    double size_pt = 10;
    bool bold = false;
    double gray = 0;  ///< 0 black, 1 white
};

/// Text broken at the place's width, from its top.
struct PlacedText {
    Place place{};
    std::string text{};
    TextStyle style{};
    Align align = Align::left;
};
struct PlacedLine {
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    double width_mm = 0.2;
    double gray = 0;
    bool dashed = false;
};
struct PlacedGround {
    Place place{};
    double gray = 0.94;
};
/// As large as they fit, in the middle.
struct PlacedStrokes {
    Place place{};
    Strokes strokes{};
};
struct PlacedQr {
    Place place{};  ///< a square with the quiet zone
    std::string content{};
};

using Placed = std::variant<PlacedGround, PlacedLine, PlacedText, PlacedStrokes, PlacedQr>;

struct Page {
    std::vector<Placed> items{};
};
struct Pages {
    double width_mm = 0;
    double height_mm = 0;
    std::vector<Page> pages{};
};

}  // namespace qiantai::paper

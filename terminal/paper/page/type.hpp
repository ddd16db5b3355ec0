#pragma once

// Typesetting: Pango over Cairo, in the same measures on every surface.

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

#include "terminal/paper/page/placed.hpp"

namespace qiantai::paper {

inline constexpr double k_points_per_mm = 72.0 / 25.4;
/// Receipt printers' and readers' resolution: 8 dots a millimetre.
inline constexpr int k_dots_per_mm = 8;

struct UnrefObject {
    void operator()(void* object) const { g_object_unref(object); }
};
using LayoutPtr = std::unique_ptr<PangoLayout, UnrefObject>;

/// Sets texts. Fonts, metrics and line breaks are the same whatever is drawn on, so that a page on
/// screen is the page on paper. For one thread.
class Typesetter {
  public:
    Typesetter();

    /// Broken at `width_mm`; never before a closing mark or after an opening one. The layout's units
    /// are points.
    LayoutPtr set(const std::string& text, const TextStyle& style, double width_mm,
                  Align align) const;
    /// In one line.
    double width_mm(const std::string& text, const TextStyle& style) const;
    double height_mm(const std::string& text, const TextStyle& style, double width_mm) const;

  private:
    std::unique_ptr<PangoFontMap, UnrefObject> m_fonts;
    std::unique_ptr<PangoContext, UnrefObject> m_context;
};

}  // namespace qiantai::paper

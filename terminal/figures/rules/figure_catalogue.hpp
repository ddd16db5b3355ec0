#pragma once

// The two halves of figure_catalogue(): constant tables.

#include "terminal/figures/rules/figure_facts.hpp"

namespace qiantai::domain {

/// FORMS.md B1 to B4.
std::span<const FigureDefinition> member_figures();
/// FORMS.md B5, and what is scored by hand.
std::span<const FigureDefinition> service_figures();

}  // namespace qiantai::domain

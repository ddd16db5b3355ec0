#include "terminal/figures/rules/figure_catalogue.hpp"

#include <vector>

namespace qiantai::domain {

std::span<const FigureDefinition> figure_catalogue() {
    static const auto all = [] {
        const auto first = member_figures(), second = service_figures();
        std::vector<FigureDefinition> joined(first.begin(), first.end());
        joined.insert(joined.end(), second.begin(), second.end());
        return joined;
    }();
    return all;
}

}  // namespace qiantai::domain

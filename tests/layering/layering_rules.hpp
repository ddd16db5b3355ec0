#pragma once
// The arrows between the folders, as DESIGN and ARCHITECTURE.md draw them, checked over the
// includes.

#include <vector>

#include "tests/layering/source_text.hpp"

namespace qiantai::layering {

// Every include of the given files that goes against the arrows.
std::vector<Violation> find_layering_violations(const std::vector<SourceFile>& files);

}  // namespace qiantai::layering

#pragma once
// The rules of style that a machine can check. clang-format and clang-tidy decide the rest.

#include <vector>

#include "tests/layering/source_text.hpp"

namespace qiantai::layering {

// Longest file of code; STYLE asks for 100 to 250 lines.
inline constexpr int k_file_lines_max = 600;

// Every place in the given files that breaks a rule.
std::vector<Violation> find_style_violations(const std::vector<SourceFile>& files);

}  // namespace qiantai::layering

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qiantai::paper {

/// The text in lines of at most `columns`, as a receipt printer's characters are wide. Never before
/// a closing mark or after an opening one, words of Latin letters whole where they fit into a line.
std::vector<std::string> slip_lines(std::string_view utf8, int columns);

}  // namespace qiantai::paper

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qiantai::paper {

/// The text as receipt printers take it, nothing if one of its characters is not among those they
/// have in their fonts: ASCII and GB18030's characters of two bytes. What has four bytes there (rare
/// Hanzi, other scripts) some printers leave out without a word.
std::optional<std::string> to_printer_text(std::string_view utf8);

/// Columns that a character takes on a receipt: 1, or 2 for the wide ones.
int columns_of(char32_t character);
int columns_of(std::string_view utf8);

}  // namespace qiantai::paper

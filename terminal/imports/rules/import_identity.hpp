#pragma once

// Numbers of identity cards in files of other systems. No shop needs them and none is kept.

#include <string>
#include <string_view>

namespace qiantai::domain {

/// True for the eighteen characters of GB 11643-1999 standing alone somewhere in the text: a
/// province, a day of birth, and a check digit that fits.
bool has_identity_number(std::string_view text);
/// The same text with a word in place of each of them.
std::string without_identity_numbers(std::string_view text);

}  // namespace qiantai::domain

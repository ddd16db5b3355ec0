#pragma once

// What Unicode says about the characters that people type, paste and scan: the properties by which
// all rules for texts and numbers tell them apart.

#include <optional>
#include <string>
#include <string_view>

namespace qiantai::domain {

/// Latin letters, digits and signs alone: nothing of it has another form.
bool is_ascii(std::string_view text);
/// NFC (Unicode Standard Annex 15); nothing if it is no UTF-8.
std::optional<std::u32string> composed(std::string_view text);
std::string to_utf8(std::u32string_view text);

/// The value of a decimal digit of any script (general category Nd); -1 for other characters.
int digit_of(char32_t c);
bool is_blank(char32_t c);
bool is_han(char32_t c);
/// Draws nothing, whatever font there is: property Default_Ignorable_Code_Point or Bidi_Control
/// (direction marks, joiners, variation selectors, soft hyphen).
bool is_invisible(char32_t c);
/// Sets the order in which text is shown: property Bidi_Control.
bool is_direction_mark(char32_t c);
/// Stands between the digits of a number without being part of it: blanks, dashes (property Dash),
/// dots, brackets, and what is invisible.
bool is_number_filler(char32_t c);

}  // namespace qiantai::domain

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qiantai::store {

/// A name in the one spelling under which it is searched.
struct FoldedName {
    std::u32string characters;
    /// Where the parts begin that blanks, 「·」 and the like separate; empty for an empty name,
    /// else the first is 0.
    std::vector<std::size_t> part_starts;
};

/// Compatibility forms and letter case are made equal, accents and invisible characters taken off
/// (Unicode NFKC_Casefold, then no combining marks), traditional characters made simplified ones
/// (張 is 张), blanks and punctuation left out. Broken UTF-8 becomes U+FFFD. Thread-safe.
FoldedName fold_name(std::string_view name);

/// UTF-8 of code points.
std::string to_utf8(std::u32string_view characters);
void append_utf8(std::string& out, char32_t character);
/// Code points of UTF-8; broken sequences become U+FFFD.
std::u32string from_utf8(std::string_view text);

/// A Chinese character, also a rare one outside the BMP or in the private use area.
bool is_han(char32_t character);

}  // namespace qiantai::store

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace qiantai::ui {

/// A radical as it is written in characters; several forms may stand for one radical.
struct RadicalForm {
    char32_t character;
    std::uint16_t radical;  ///< number times 2, plus 1 for the simplified radical
    std::uint8_t strokes;
};

/// What make_radical_table.cpp writes during the build. Constant data of the program file: nothing
/// of it is in memory before it is looked at.
struct RadicalTable {
    std::span<const RadicalForm> forms;  ///< by strokes, then those of most characters first
    /// Strokes beside the radical in the upper 11 bits, the code point in the lower 21; by radical,
    /// strokes, and how likely the character is in a name.
    std::span<const std::uint32_t> characters;
    /// starts[r] to starts[r + 1] are the characters of radical r.
    std::span<const std::uint32_t> starts;
};
RadicalTable radical_table();

struct RareCharacter {
    char32_t character;
    int strokes;  ///< beside the radical
};

inline constexpr int k_radical_strokes_most = 17;
/// The radicals of so many strokes, those that most characters have first.
std::vector<RadicalForm> radicals_of(int strokes);
/// The characters of a radical, by strokes.
std::vector<RareCharacter> characters_of(std::uint16_t radical);

}  // namespace qiantai::ui

#pragma once

#include <string_view>
#include <vector>

namespace qiantai::store {

/// Pinyin of Chinese characters and names: lower case, no tones, ü written v ("lv"). Everything
/// here reads constant tables: thread-safe, tens of nanoseconds a character.

/// The reading a character has in a given name; empty if it has none that is known.
std::string_view pinyin_of(char32_t character);

/// Number of characters of the surname with which a Chinese name starts: 2 for compound ones (欧阳,
/// 司马), as long as something of the name is left for the given name; else 1; 0 for an empty name.
std::size_t surname_length(std::u32string_view name);

/// One reading per character, empty where there is none; the surname as a surname (单 shan, 曾
/// zeng, 尉迟 yuchi).
std::vector<std::string_view> read_name(std::u32string_view name);

/// True if some syllable starts with `letters`. u also stands for v, as people type it.
bool starts_a_syllable(std::string_view letters);
/// True if `reading` starts with `letters`, u in them also standing for v.
bool reading_starts_with(std::string_view reading, std::string_view letters);

/// Changes when any reading may have; indexes made with another one must be rebuilt.
std::string_view pinyin_fingerprint();

}  // namespace qiantai::store

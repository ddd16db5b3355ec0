#pragma once

#include <span>
#include <string_view>

namespace qiantai::ui {

/// Surnames with their readings as surnames, the most frequent first; compound ones among them.
/// Each word is the characters and the pinyin: "欧阳ouyang".
std::string_view surname_words();

/// Characters that given names are made of, with their reading in names. One line for each first
/// letter, in it the most frequent first.
std::span<const std::string_view> given_name_words();

}  // namespace qiantai::ui

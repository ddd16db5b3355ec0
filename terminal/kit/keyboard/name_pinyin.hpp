#pragma once

#include "terminal/kit/keyboard/pinyin.hpp"

namespace qiantai::ui {

/// Where in a name the letters stand.
enum class NamePart : std::uint8_t {
    whole,  ///< at its beginning: a surname, perhaps with what follows
    given,  ///< after the surname
};

/// What the keyboard offers in a field for a person's name. First surnames that take all the
/// letters, then the engine's words that are names, then surnames with the given-name characters
/// that fit; at last what else the engine knows, with characters that nobody writes today (outside
/// of GB 2312) at the end.
std::vector<PinyinCandidate> name_candidates(PinyinSource& engine, std::string_view letters,
                                             NamePart part, std::size_t most);

}  // namespace qiantai::ui

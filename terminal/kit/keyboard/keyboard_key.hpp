#pragma once

#include <string_view>

#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {

enum class KeyLook : std::uint8_t {
    letter,    ///< white, its character large
    function,  ///< quiet: pages, backspace
    action,    ///< filled: next, insert
    space,     ///< white with small words
    bare,      ///< no ground: candidates
    chosen,    ///< one of several that is open
    first,     ///< the candidate that the space bar takes
};

struct KeyStyle {
    KeyLook look = KeyLook::letter;
    Icon icon = Icon::none;
    bool repeats = false;
    bool enabled = true;
    bool small_label = false;  ///< words instead of a character
};

/// One key of the on-screen keyboard. True when pressed.
bool draw_key(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
              const KeyStyle& style);

/// What lies behind the keys.
Role key_ground(const Ui& ui);

/// The code point of a text of one character.
char32_t code_point_of(std::string_view character);

/// How high a row of keys is, and what lies between and around them. On a low screen (a large size
/// on a small one) the keys are lower than other targets, so that what is typed stays in sight;
/// they are as wide as ever.
struct KeyMeasures {
    float row, gap, padding;
};
inline constexpr float k_key_least_dp = 44;
inline constexpr int k_key_rows = 5;  ///< with the candidates'
KeyMeasures key_measures(const Ui& ui);

}  // namespace qiantai::ui

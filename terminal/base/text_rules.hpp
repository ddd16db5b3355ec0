#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_name_malformed{
    "name_malformed", Actor::clerk,
    "A name has 1 to 60 characters, at least one letter, and no control characters. Type it again.",
    "姓名须为 1 至 60 个字符，至少含一个文字，且不含控制字符，请重新输入。"};
inline constexpr ErrorKind k_text_malformed{
    "text_malformed", Actor::clerk,
    "The text is too long or holds control characters. Shorten it or type it again.",
    "文字过长或含有控制字符，请缩短或重新输入。"};

/// A person's name as it is stored: NFC, without outer blanks, inner blanks single, the interpunct
/// of transcribed names (・ • ‧ ∙ ⋅ ･, and a full stop between Han characters) always 「·」 U+00B7.
/// Rare characters are kept as they are, with the variation selectors of Han characters and the
/// joiners between letters of scripts that need them; all else that is invisible is taken away.
Result<std::string> normalise_name(std::string_view typed);

/// Free text: NFC, outer blanks and direction marks away, line ends as \n, other control characters
/// refused.
Result<std::string> normalise_note(std::string_view typed, std::size_t length_max,
                                   std::string_view field);

/// First character, then one star for each further one, three at most: 「欧阳娜娜」 gives
/// 「欧***」.
std::string mask_name(std::string_view name);

/// True if `text` contains a run of at least `count` digits, blanks and dashes aside: something
/// like a number of a person, which must not get into records that are never erased.
bool has_digit_run(std::string_view text, std::size_t count);

/// A reason in a few words, for records that are never erased: a note with something in it and
/// without what could be somebody's number. `missing` if it is none, in the field "reason".
Result<std::string> normalise_reason(std::string_view typed, std::size_t length_max,
                                     const ErrorKind& missing);

/// A code that people choose for something they set up: 1 to `length_max` letters, digits, '_' and
/// '.'.
bool is_setup_code(std::string_view code, std::size_t length_max);

}  // namespace qiantai::domain

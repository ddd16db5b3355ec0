#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_phone_malformed{
    "phone_malformed", Actor::clerk,
    "This is not a mobile number of mainland China: 11 digits that begin with 13 to 19. Check what "
    "was typed.",
    "手机号格式不对：应为 13 至 19 开头的 11 位数字，请核对。"};
inline constexpr ErrorKind k_name_malformed{
    "name_malformed", Actor::clerk,
    "A name has 1 to 60 characters, at least one letter, and no control characters. Type it again.",
    "姓名须为 1 至 60 个字符，至少含一个文字，且不含控制字符，请重新输入。"};
inline constexpr ErrorKind k_text_malformed{
    "text_malformed", Actor::clerk,
    "The text is too long or holds control characters. Shorten it or type it again.",
    "文字过长或含有控制字符，请缩短或重新输入。"};

/// Eleven digits, from what people type: blanks, dashes, full-width digits, +86, 0086 or 86 in
/// front are taken away. Mobile numbers are 1, then 3 to 9, then nine digits (Telecommunications
/// numbering plan of the Ministry of Industry and Information Technology, 2017 edition, section on
/// network numbers 13x to 19x).
Result<std::string> normalise_phone(std::string_view typed);

/// A person's name as it is stored: NFC, without outer blanks, inner blanks single, the interpunct
/// of transcribed names (・ • ‧ ∙ ⋅ ･, and a full stop between Han characters) always 「·」 U+00B7.
/// Rare characters are kept as they are.
Result<std::string> normalise_name(std::string_view typed);

/// Free text: NFC, outer blanks away, line ends as \n, other control characters refused.
Result<std::string> normalise_note(std::string_view typed, std::size_t length_max,
                                   std::string_view field);

/// "138****1234"; shorter texts become all stars.
std::string mask_phone(std::string_view phone);
/// First character, then one star for each further one, three at most: 「欧阳娜娜」 gives
/// 「欧***」.
std::string mask_name(std::string_view name);

/// True if `text` contains a run of at least `count` digits, blanks and dashes aside: something
/// like a number of a person, which must not get into records that are never erased.
bool has_digit_run(std::string_view text, std::size_t count);

/// A code that people choose for something they set up: 1 to `length_max` letters, digits, '_' and
/// '.'.
bool is_setup_code(std::string_view code, std::size_t length_max);

}  // namespace qiantai::domain

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_card_number_malformed{
    "card_number_malformed", Actor::clerk,
    "This is no card number, or a digit is wrong. Scan the card or type the number again.",
    "卡号不对或有一位输错，请扫码或重新输入。"};

inline constexpr std::size_t k_card_number_min = 4, k_card_number_max = 32;

/// The number a terminal gives a card: store/human_number.hpp.
std::string make_card_number(std::string_view store_code, std::string_view terminal_code,
                             std::int64_t sequence);

/// Whether it can be read out and typed without asking back: no I or O at its end, where they look
/// like the digits. A number that ends in one is left out when numbers are given.
bool is_legible_card_number(std::string_view number);

/// As stored: upper case, blanks away. 4 to 32 letters, digits and dashes; a number in our own form
/// must have the right check character, a printed card's number is taken as it is.
Result<std::string> normalise_card_number(std::string_view typed);

}  // namespace qiantai::domain

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai::store {

inline constexpr ErrorKind k_number_mistyped{
    "number_mistyped", Actor::clerk,
    "This is not one of our numbers; a character is wrong or missing. Check it and type it again.",
    "号码有误：有字符输错或遗漏，请核对后重新输入。"};

/// A number that people read, type and scan, unique without asking anybody because it carries store
/// and terminal and comes from that terminal's sequence: "S001-01-000123-K" for a card, with two
/// letters in front for what else has numbers: "SG-S001-01-000123-K".
struct HumanNumber {
    std::string store_code;
    std::string terminal_code;
    std::int64_t sequence = 0;
    std::string kind{};  ///< two capitals; empty = a card

    bool operator==(const HumanNumber&) const = default;
};

/// Codes are letters and digits; the sequence has at least six digits and grows when they are used
/// up. The check character covers the kind too.
std::string format_human_number(const HumanNumber& number);

/// Takes lower case, full-width characters and blanks anywhere; other dashes for '-'.
/// k_number_mistyped if the form or the check character is wrong.
Result<HumanNumber> parse_human_number(std::string_view typed);

/// ISO/IEC 7064 MOD 37,36 over the letters and digits of `text` (upper case; other characters are
/// passed over): finds every single wrong character and nearly every swap of two neighbours.
char check_character(std::string_view text);

}  // namespace qiantai::store

#include "terminal/members/rules/card_number_facts.hpp"

#include "terminal/base/human_number.hpp"

namespace qiantai::domain {
namespace {

constexpr std::string_view k_characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
constexpr std::size_t k_sequence_digits = 6;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Looks like our own form: store-terminal-sequence-check.
bool is_own_form(std::string_view number) {
    if (std::ranges::count(number, '-') != 3) return false;
    const auto last = number.rfind('-');
    const auto before = number.rfind('-', last - 1);
    const auto sequence = number.substr(before + 1, last - before - 1);
    return number.size() - last == 2 && sequence.size() >= k_sequence_digits &&
           std::ranges::all_of(sequence, is_digit) && number.front() != '-';
}

}  // namespace

std::string make_card_number(std::string_view store_code, std::string_view terminal_code,
                             std::int64_t sequence) {
    return store::format_human_number(
        {std::string(store_code), std::string(terminal_code), sequence});
}

bool is_legible_card_number(std::string_view number) {
    return !number.ends_with('I') && !number.ends_with('O');
}

Result<std::string> normalise_card_number(std::string_view typed) {
    if (const auto own = store::parse_human_number(typed)) {
        // A slip's number is nobody's card.
        if (!own->kind.empty()) return make_error(k_card_number_malformed, {}, "number");
        return store::format_human_number(*own);
    }
    const auto wrong = [] { return make_error(k_card_number_malformed, {}, "card_number"); };
    std::string number;
    for (const char c : typed) {
        if (c == ' ') continue;
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (k_characters.find(upper) == std::string_view::npos) return wrong();
        number += upper;
    }
    if (number.size() < k_card_number_min || number.size() > k_card_number_max) return wrong();
    if (is_own_form(number)) return wrong();
    return number;
}

}  // namespace qiantai::domain

#include "terminal/domain/card_number.hpp"

namespace qiantai::domain {
namespace {

constexpr std::string_view k_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t k_sequence_digits = 6;
constexpr std::size_t k_length_min = 4, k_length_max = 32;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Our own form: store-terminal-sequence-check.
bool is_own_form(std::string_view number) {
    if (std::ranges::count(number, '-') != 3) return false;
    const auto last = number.rfind('-');
    const auto before = number.rfind('-', last - 1);
    const auto sequence = number.substr(before + 1, last - before - 1);
    return number.size() - last == 2 && sequence.size() >= k_sequence_digits &&
           std::ranges::all_of(sequence, is_digit) && number.front() != '-';
}

}  // namespace

char check_character(std::string_view text) {
    // The standard's hybrid system: two moduli, 37 and 36.
    int product = 36;
    for (const char c : text) {
        const auto value = k_alphabet.find(c);
        if (value == std::string_view::npos) continue;
        int sum = (product + static_cast<int>(value)) % 36;
        if (sum == 0) sum = 36;
        product = sum * 2 % 37;
    }
    return k_alphabet[static_cast<std::size_t>((37 - product) % 36)];
}

std::string make_card_number(std::string_view store_code, std::string_view terminal_code,
                             std::int64_t sequence) {
    const auto body =
        fmt::format("{}-{}-{:0{}}", store_code, terminal_code, sequence, k_sequence_digits);
    return fmt::format("{}-{}", body, check_character(body));
}

Result<std::string> normalise_card_number(std::string_view typed) {
    const auto wrong = [] { return make_error(k_card_number_malformed, {}, "card_number"); };
    std::string number;
    for (const char c : typed) {
        if (c == ' ') continue;
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (upper != '-' && k_alphabet.find(upper) == std::string_view::npos) return wrong();
        number += upper;
    }
    if (number.size() < k_length_min || number.size() > k_length_max) return wrong();
    if (is_own_form(number) &&
        number.back() != check_character(std::string_view(number).substr(0, number.size() - 1))) {
        return wrong();
    }
    return number;
}

}  // namespace qiantai::domain

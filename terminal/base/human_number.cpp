#include "terminal/base/human_number.hpp"

#include <fmt/format.h>

#include <charconv>
#include <vector>

namespace qiantai::store {
namespace {

constexpr std::string_view k_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t k_sequence_digits_min = 6, k_sequence_digits_max = 15;
constexpr std::size_t k_kind_letters = 2;

/// What keyboards give for one of our characters in full width (U+FF01 to U+FF5E), and for a dash
/// or a blank.
struct Typed {
    std::string_view bytes;
    char meant;  ///< 0 = nothing
};
constexpr Typed k_dashes_and_blanks[] = {{" ", 0},        {"\t", 0},       {"\u3000", 0},
                                         {"\u00A0", 0},   {"\u2010", '-'}, {"\u2011", '-'},
                                         {"\u2012", '-'}, {"\u2013", '-'}, {"\u2014", '-'},
                                         {"\u2212", '-'}, {"\uFF0D", '-'}, {"\u30FC", '-'}};

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string plain_form(std::string_view typed) {
    std::string out;
    while (!typed.empty()) {
        const auto known = std::ranges::find_if(k_dashes_and_blanks, [&](const Typed& entry) {
            return typed.starts_with(entry.bytes);
        });
        if (known != std::end(k_dashes_and_blanks)) {
            if (known->meant != 0) out += known->meant;
            typed.remove_prefix(known->bytes.size());
            continue;
        }
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(typed[i]); };
        if (typed.size() >= 3 && byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {
            const unsigned point = 0xF000u | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
            out += upper(static_cast<char>(point - 0xFF01 + '!'));
            typed.remove_prefix(3);
            continue;
        }
        out += upper(typed.front());
        typed.remove_prefix(1);
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto dash = text.find('-');
        parts.push_back(text.substr(0, dash));
        if (dash == std::string_view::npos) return parts;
        text.remove_prefix(dash + 1);
    }
}

bool is_code(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return k_alphabet.find(c) != std::string_view::npos;
    });
}

}  // namespace

char check_character(std::string_view text) {
    // The standard's hybrid system of two moduli.
    constexpr int k_modulus = 36;
    int product = k_modulus;
    for (const char c : text) {
        const auto value = k_alphabet.find(c);
        if (value == std::string_view::npos) continue;
        int sum = (product + static_cast<int>(value)) % k_modulus;
        if (sum == 0) sum = k_modulus;
        product = sum * 2 % (k_modulus + 1);
    }
    return k_alphabet[static_cast<std::size_t>((k_modulus + 1 - product) % k_modulus)];
}

std::string format_human_number(const HumanNumber& number) {
    QIANTAI_ASSERT(number.sequence > 0);
    const auto body = plain_form(fmt::format(
        "{}{}{}-{}-{:0{}}", number.kind, number.kind.empty() ? "" : "-", number.store_code,
        number.terminal_code, number.sequence, k_sequence_digits_min));
    return body + '-' + check_character(body);
}

Result<HumanNumber> parse_human_number(std::string_view typed) {
    const auto plain = plain_form(typed);
    auto parts = split(plain);
    std::string kind;
    if (parts.size() == 5 && parts[0].size() == k_kind_letters) {
        kind = parts[0];
        parts.erase(parts.begin());
    }
    if (parts.size() != 4 || !std::ranges::all_of(parts, is_code) || parts[3].size() != 1 ||
        parts[2].size() < k_sequence_digits_min || parts[2].size() > k_sequence_digits_max) {
        return make_error(k_number_mistyped);
    }
    HumanNumber number{std::string(parts[0]), std::string(parts[1]), 0, std::move(kind)};
    const char* end = parts[2].data() + parts[2].size();
    const auto [stop, failed] = std::from_chars(parts[2].data(), end, number.sequence);
    if (failed != std::errc() || stop != end || number.sequence <= 0)
        return make_error(k_number_mistyped);
    const std::string_view body(plain.data(), plain.size() - 2);
    if (check_character(body) != parts[3].front()) return make_error(k_number_mistyped);
    return number;
}

}  // namespace qiantai::store

#include "terminal/imports/rules/import_identity.hpp"

#include <array>

#include "schema/base/date.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_identity_length = 18;

bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_identity_number(std::string_view text) {
    constexpr std::array k_weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view k_check_digits = "10X98765432", k_provinces_begin = "12345678";
    int sum = 0;
    for (std::size_t i = 0; i < k_weights.size(); ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        sum += (text[i] - '0') * k_weights[i];
    }
    const char check = text.back() == 'x' ? 'X' : text.back();
    if (check != k_check_digits[static_cast<std::size_t>(sum % 11)]) return false;
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (const char c : text.substr(at, length)) value = value * 10 + (c - '0');
        return value;
    };
    const int year = number(6, 4);
    return k_provinces_begin.find(text[0]) != std::string_view::npos && year >= 1900 &&
           year <= 2100 && Date::make(year, number(10, 2), number(12, 2)).has_value();
}

/// Where the next one begins; npos: there is none.
std::size_t find_identity_number(std::string_view text, std::size_t from) {
    for (std::size_t at = from; at < text.size();) {
        if (!is_word(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_word(text[end])) ++end;
        const auto word = text.substr(at, end - at);
        if (word.size() == k_identity_length && is_identity_number(word)) return at;
        at = end;
    }
    return std::string_view::npos;
}

}  // namespace

bool has_identity_number(std::string_view text) {
    return text.size() >= k_identity_length &&
           find_identity_number(text, 0) != std::string_view::npos;
}

std::string without_identity_numbers(std::string_view text) {
    std::string kept;
    std::size_t begin = 0;
    for (auto at = find_identity_number(text, 0); at != std::string_view::npos;
         at = find_identity_number(text, begin)) {
        kept += text.substr(begin, at - begin);
        kept += "[身份证号]";
        begin = at + k_identity_length;
    }
    kept += text.substr(begin);
    return kept;
}

}  // namespace qiantai::domain

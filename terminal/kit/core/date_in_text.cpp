#include "terminal/kit/core/date_in_text.hpp"

#include <algorithm>
#include <array>

#include "terminal/kit/core/text_edit.hpp"

namespace qiantai::ui {
namespace {

constexpr std::string_view k_chinese_numbers = "正一二三四五六七八九十冬腊初廿";
constexpr std::string_view k_units = "年月日号";
constexpr std::array<std::string_view, 12> k_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_digit(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

bool is_word(std::string_view text, std::size_t at) {
    const auto letter = at < text.size() ? text[at] | 0x20 : 0;
    return is_digit(text, at) || (letter >= 'a' && letter <= 'z');
}

std::size_t digits_end(std::string_view text, std::size_t at) {
    while (is_digit(text, at)) ++at;
    return at;
}

std::size_t after_space(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] == ' ' ? at + 1 : at;
}

/// After the character at `at`, if it is one of these Chinese ones.
std::size_t after_any(std::string_view text, std::size_t at, std::string_view these) {
    const auto next = at < text.size() ? next_character(text, at) : at;
    const bool chinese = next - at == 3;
    return chinese && these.find(text.substr(at, 3)) != std::string_view::npos ? next : at;
}

std::size_t chinese_number_end(std::string_view text, std::size_t at) {
    for (auto next = at; (next = after_any(text, at, k_chinese_numbers)) != at;) at = next;
    return at;
}

/// Numbers each with its unit; the day of a Chinese month has none.
std::size_t chinese_date_end(std::string_view text, std::size_t at) {
    auto end = at;
    for (auto from = at;;) {
        from = after_any(text, from, "闰");
        const auto digits = digits_end(text, from);
        const auto number = digits > from ? digits : chinese_number_end(text, from);
        if (number == from) return end;
        const auto unit = after_space(text, number);
        const auto next = after_any(text, unit, k_units);
        if (next == unit) return digits == from && end > at ? number : end;
        end = next;
        from = after_space(text, next);
    }
}

/// 24 Nov 2026, or without the year.
std::size_t english_date_end(std::string_view text, std::size_t at) {
    const auto day = digits_end(text, at), month = after_space(text, day);
    if (day == at || day - at > 2 || month == day) return at;
    if (std::ranges::find(k_months, text.substr(month, 3)) == k_months.end()) return at;
    auto end = month + 3;
    if (is_word(text, end)) return at;
    const auto year = after_space(text, end), after = digits_end(text, year);
    if (year > end && after - year == 4) end = after;
    return end;
}

}  // namespace

std::size_t date_end(std::string_view text, std::size_t at) {
    // The end of a longer number or word is no date.
    if (at > 0 && is_word(text, at) && is_word(text, at - 1)) return at;
    return std::max(chinese_date_end(text, at), english_date_end(text, at));
}

}  // namespace qiantai::ui

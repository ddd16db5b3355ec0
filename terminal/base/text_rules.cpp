#include "terminal/base/text_rules.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "schema/base/encoding.hpp"

namespace qiantai::domain {
namespace {

constexpr UChar32 k_interpunct = 0xB7;
constexpr std::size_t k_name_length_max = 60;

std::optional<icu::UnicodeString> to_nfc(std::string_view text) {
    if (!is_utf8(text)) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
    QIANTAI_ASSERT(U_SUCCESS(status));
    const auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    auto composed = normalizer->normalize(wide, status);
    if (U_FAILURE(status)) return std::nullopt;
    return composed;
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

std::vector<UChar32> code_points_of(const icu::UnicodeString& text) {
    std::vector<UChar32> out;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        out.push_back(text.char32At(at));
    }
    return out;
}

bool is_han(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(c, &status) == USCRIPT_HAN;
}

bool is_interpunct(UChar32 c) {
    switch (c) {
        case k_interpunct:
        case 0x2022:  // bullet
        case 0x2027:  // hyphenation point
        case 0x2219:  // bullet operator
        case 0x22C5:  // dot operator
        case 0x30FB:  // katakana middle dot
        case 0xFF65:  // half-width katakana middle dot
            return true;
        default:
            return false;
    }
}

bool is_full_stop(UChar32 c) {
    return c == '.' || c == 0xFF0E;
}

bool is_blank(UChar32 c) {
    return u_isUWhiteSpace(c) != 0;
}

/// Invisible marks that come along when a name is pasted; they would make equal names differ.
bool is_invisible(UChar32 c) {
    return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

bool is_forbidden(UChar32 c) {
    return u_charType(c) == U_CONTROL_CHAR || U_IS_UNICODE_NONCHAR(c) || c == 0xFFFD;
}

bool is_letter(UChar32 c) {
    // Characters outside Unicode's tables are in use for rare names, in the private area.
    return u_isalpha(c) != 0 || u_charType(c) == U_PRIVATE_USE_CHAR;
}

std::vector<UChar32> drop_outer_and_double_blanks(const std::vector<UChar32>& points) {
    std::vector<UChar32> out;
    for (const UChar32 c : points) {
        if (is_invisible(c)) continue;
        if (!is_blank(c))
            out.push_back(c);
        else if (!out.empty() && out.back() != ' ')
            out.push_back(' ');
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

void unify_interpuncts(std::vector<UChar32>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool inside = i > 0 && i + 1 < points.size();
        if (is_interpunct(points[i]))
            points[i] = k_interpunct;
        else if (inside && is_full_stop(points[i]) && is_han(points[i - 1]) &&
                 is_han(points[i + 1])) {
            points[i] = k_interpunct;
        }
    }
}

/// The digit a character stands for, ASCII or full-width; -1 if none.
int digit_of(UChar32 c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 0xFF10 && c <= 0xFF19) return c - 0xFF10;
    return -1;
}

bool is_number_filler(UChar32 c) {
    return is_blank(c) || is_invisible(c) || c == '-' || c == 0xFF0D || c == 0x2010 ||
           c == 0x2011 || c == 0x2013 || c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09;
}

}  // namespace

Result<std::string> normalise_phone(std::string_view typed) {
    const auto wide = to_nfc(typed);
    if (!wide) return make_error(k_phone_malformed, {}, "phone");
    std::string digits;
    bool plus = false;
    for (const UChar32 c : code_points_of(*wide)) {
        if (const int digit = digit_of(c); digit >= 0)
            digits += static_cast<char>('0' + digit);
        else if ((c == '+' || c == 0xFF0B) && digits.empty() && !plus)
            plus = true;
        else if (!is_number_filler(c))
            return make_error(k_phone_malformed, {}, "phone");
    }
    std::string_view number = digits;
    if (plus) {
        if (!number.starts_with("86")) return make_error(k_phone_malformed, {}, "phone");
        number.remove_prefix(2);
    } else if (number.size() == 15 && number.starts_with("0086")) {
        number.remove_prefix(4);
    } else if (number.size() == 13 && number.starts_with("86")) {
        number.remove_prefix(2);
    }
    if (number.size() != 11 || number[0] != '1' || number[1] < '3') {
        return make_error(k_phone_malformed, {}, "phone");
    }
    return std::string(number);
}

Result<std::string> normalise_name(std::string_view typed) {
    const auto wide = to_nfc(typed);
    if (!wide) return make_error(k_name_malformed, {}, "name");
    auto points = drop_outer_and_double_blanks(code_points_of(*wide));
    unify_interpuncts(points);
    const bool forbidden = std::ranges::any_of(points, is_forbidden);
    if (forbidden || points.size() > k_name_length_max || !std::ranges::any_of(points, is_letter)) {
        return make_error(k_name_malformed, {}, "name");
    }
    return to_utf8(
        icu::UnicodeString::fromUTF32(points.data(), static_cast<std::int32_t>(points.size())));
}

Result<std::string> normalise_note(std::string_view typed, std::size_t length_max,
                                   std::string_view field) {
    auto wide = to_nfc(typed);
    if (!wide) return make_error(k_text_malformed, {}, std::string(field));
    wide->findAndReplace("\r\n", "\n");
    wide->findAndReplace("\r", "\n");
    wide->trim();
    const auto points = code_points_of(*wide);
    const bool forbidden = std::ranges::any_of(
        points, [](UChar32 c) { return c != '\n' && c != '\t' && is_forbidden(c); });
    if (forbidden || points.size() > length_max) {
        return make_error(k_text_malformed, fmt::format("at most {} characters", length_max),
                          std::string(field));
    }
    return to_utf8(*wide);
}

std::string mask_phone(std::string_view phone) {
    if (phone.size() < 8) return std::string(phone.size(), '*');
    return std::string(phone.substr(0, 3)) + std::string(phone.size() - 7, '*') +
           std::string(phone.substr(phone.size() - 4));
}

std::string mask_name(std::string_view name) {
    const auto wide = to_nfc(name);
    if (!wide || wide->isEmpty()) return {};
    const auto points = code_points_of(*wide);
    const std::size_t stars = std::min<std::size_t>(points.size() - 1, 3);
    return to_utf8(icu::UnicodeString(points.front())) + std::string(stars, '*');
}

bool has_digit_run(std::string_view text, std::size_t count) {
    const auto wide = to_nfc(text);
    if (!wide) return false;
    std::size_t run = 0;
    for (const UChar32 c : code_points_of(*wide)) {
        if (digit_of(c) >= 0) {
            if (++run >= count) return true;
        } else if (!is_number_filler(c)) {
            run = 0;
        }
    }
    return false;
}

bool is_setup_code(std::string_view code, std::size_t length_max) {
    return !code.empty() && code.size() <= length_max && std::ranges::all_of(code, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '.';
    });
}

}  // namespace qiantai::domain
